'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactElement } from 'react'

/** `<DialogClose><Button>Cancel</Button></DialogClose>` */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />
}
