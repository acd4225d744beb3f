'use client'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { CONNECTION_GUIDES, type ConnectionGuide } from './connection-guides.ts'

type Props = { isSandbox: boolean }

/** How to connect every kind of storage we know. */
export function ConnectStorage({ isSandbox }: Props) {
  return (
    <section id="connect" aria-labelledby="connect-title" className="grid scroll-mt-4 grid-cols-1 gap-3">
      <div className="grid gap-1">
        <h2 id="connect-title" className="text-md font-[620]">
          Connect storage
        </h2>
        <p className="max-w-[72ch] text-muted">
          Stowage uses the credentials that the AWS SDK finds for the account it runs as: environment,{' '}
          <code className="mono">~/.aws/config</code>, <code className="mono">~/.aws/credentials</code>, the role of the
          machine. Every profile in those files is a connection.{' '}
          {isSandbox
            ? 'To leave the sandbox, write a profile, stop Stowage and start it again with AWS_PROFILE set to it.'
            : 'A profile you add shows up here at once, without a restart.'}
        </p>
      </div>
      <Tabs
        label="Kind of storage"
        tabs={CONNECTION_GUIDES.map((guide) => ({
          value: guide.id,
          label: guide.name,
          content: <Guide guide={guide} />,
        }))}
      />
    </section>
  )
}

function Guide({ guide }: { guide: ConnectionGuide }) {
  const profile = /\[profile (.+)\]/.exec(guide.config)?.[1] ?? 'default'
  const isCommand = guide.keys.includes(' --') || guide.keys.startsWith('mc ') || guide.keys.startsWith('openstack ')
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <Step title="1. Get keys">
        {isCommand ? (
          <CodeBlock code={guide.keys} label="command that makes keys" />
        ) : (
          <p className="text-muted">{guide.keys}</p>
        )}
      </Step>
      <Step title="2. Write ~/.aws/config">
        <CodeBlock code={guide.config} label="~/.aws/config" />
      </Step>
      {guide.credentials && (
        <Step title="3. Write ~/.aws/credentials, readable by this account alone">
          <CodeBlock code={guide.credentials} label="~/.aws/credentials" />
        </Step>
      )}
      <Step title={`${guide.credentials ? 4 : 3}. Start with it, or switch to it in the navigation`}>
        <CodeBlock code={`AWS_PROFILE=${profile} npm start`} label="start command" />
        {guide.notes.map((note) => (
          <p key={note} className="text-muted">
            {note}
          </p>
        ))}
      </Step>
    </div>
  )
}

function Step({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-1.5">
      <h3 className="text-sm font-[560]">{title}</h3>
      {children}
    </div>
  )
}
