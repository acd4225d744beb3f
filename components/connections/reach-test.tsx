'use client'
import { useState } from 'react'
import { type LoadProblem, problemFrom } from '@/components/objects/panel/use-load.ts'
import { Button } from '@/components/ui/button.tsx'
import { Notice } from '@/components/ui/notice.tsx'
import type { Reach } from '@/lib/connections/reach.ts'
import { tryReach } from './try-reach.ts'

type Props = {
  connection: string
  bucket: string
  objectKey?: string | undefined
  /** What to do here about downloads that do not reach this browser. */
  otherwise?: { label: string; run: () => void } | undefined
}

/** "Does a link open from here?", answered by doing it. */
export function ReachTest({ connection, bucket, objectKey, otherwise }: Props) {
  const [busy, setBusy] = useState(false)
  const [reach, setReach] = useState<Reach | null>(null)
  const [problem, setProblem] = useState<LoadProblem | null>(null)
  const run = async () => {
    setBusy(true)
    setReach(null)
    setProblem(null)
    try {
      setReach(await tryReach(connection, bucket, objectKey))
    } catch (error) {
      setProblem(problemFrom(error))
    } finally {
      setBusy(false)
    }
  }
  const helps = otherwise !== undefined && reach?.works === false
  return (
    <div className="grid justify-items-start gap-2">
      <Button size="sm" busy={busy} disabled={bucket === ''} onClick={() => void run()}>
        {busy ? 'Trying…' : 'Try a download from this browser'}
      </Button>
      {reach !== null && (
        <Notice
          live
          className="w-full"
          tone={reach.works ? 'info' : 'bad'}
          title={reach.sentence}
          actions={
            helps && (
              <Button size="sm" onClick={otherwise.run}>
                {otherwise.label}
              </Button>
            )
          }
        >
          {reach.advice !== '' && <p>{reach.advice}</p>}
        </Notice>
      )}
      {problem !== null && (
        <Notice live tone="bad" title="It could not be tried." className="w-full">
          <p>{problem.detail}</p>
        </Notice>
      )}
    </div>
  )
}
