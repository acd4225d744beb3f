'use client'
import { useCallback } from 'react'
import { useToast } from '@/components/ui/use-toast.ts'
import { apiDelete } from '@/lib/client/api.ts'
import { sessionApi, signInHref } from '@/lib/paths.ts'

/** Ends the session at the server, then loads the sign-in page afresh: nothing of this session stays in memory. */
export function useSignOut(): () => Promise<void> {
  const toast = useToast()
  return useCallback(async () => {
    try {
      await apiDelete(sessionApi())
      window.location.assign(signInHref())
    } catch (error) {
      const description = error instanceof Error ? error.message : undefined
      toast({ title: 'You are still signed in', description, tone: 'bad' })
    }
  }, [toast])
}
