'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False in what the server sent, true once React runs here: keys and clicks work from then on. */
export const useInteractive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
