'use client'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { SCRIPT_LANGUAGES } from '@/lib/scripts/languages.ts'
import type { ScriptContext, ScriptView } from '@/lib/scripts/view.ts'
import { TokenNote } from './token-note.tsx'

type Props = { view: ScriptView; context: ScriptContext }

/** One view in every language. */
export function ScriptTabs({ view, context }: Props) {
  return (
    <Tabs
      label="Script language"
      tabs={SCRIPT_LANGUAGES.map(({ id, title, asks, write }) => ({
        value: id,
        label: title,
        content: (
          <div className="grid gap-2.5">
            <CodeBlock code={write(view, context)} label={`${title} script`} />
            <TokenNote asks={asks} profile={context.connection.profile} />
          </div>
        ),
      }))}
    />
  )
}
