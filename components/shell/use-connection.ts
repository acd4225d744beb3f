'use client'
import { useSearchParams } from 'next/navigation'
import { DEFAULT_CONNECTION } from '@/lib/paths.ts'

/** The connection this page is about: it lives in the URL. */
export const useConnection = (): string => useSearchParams().get('connection') ?? DEFAULT_CONNECTION
