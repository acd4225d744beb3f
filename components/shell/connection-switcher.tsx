'use client'
import { ChevronsUpDown, Plug, Settings2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { classNames } from '@/components/ui/class-names.ts'
import { Menu } from '@/components/ui/menu.tsx'
import { MenuItem } from '@/components/ui/menu-item.tsx'
import { MenuRadio } from '@/components/ui/menu-radio.tsx'
import { MenuSeparator } from '@/components/ui/menu-separator.tsx'
import type { ConnectionInfo } from '@/lib/connections/schema.ts'
import { bucketsHref, connectionsHref } from '@/lib/paths.ts'
import { connectionLabel, connectionPlace, connectionStatus } from './connection-label.ts'

const DOT = { ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' } as const

type Props = { connections: readonly ConnectionInfo[]; current: string }

/** The card that says which storage this is, and lets one go to another. */
export function ConnectionSwitcher({ connections, current }: Props) {
  const router = useRouter()
  const info = connections.find(({ name }) => name === current)
  const status = info ? connectionStatus(info) : ({ tone: 'bad', text: 'unknown' } as const)
  return (
    <Menu
      className="w-(--anchor-width) min-w-60"
      trigger={
        <button
          type="button"
          className="mb-3 flex w-full items-center gap-2 rounded-lg border border-line bg-bg px-2.5 py-[7px] text-left hover:border-line-strong data-popup-open:border-line-strong"
        >
          <span className="grid min-w-0 flex-1 gap-px">
            <span className="flex items-center gap-1.5">
              <span
                aria-hidden
                className={classNames('size-[7px] shrink-0 rounded-full forced-color-adjust-none', DOT[status.tone])}
              />
              <span className="sr-only">Connection </span>
              <b className="truncate font-semibold">
                {info ? connectionLabel(info) : current}
                <span className="sr-only">, {status.text}, at</span>
              </b>
            </span>
            <span className="mono truncate text-faint">{info ? connectionPlace(info) : 'no such connection'}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 text-faint" />
        </button>
      }
    >
      <MenuRadio
        label="Connections"
        value={current}
        onValue={(name) => router.push(bucketsHref(name))}
        options={connections.map((other) => ({
          value: other.name,
          label: (
            <span className="grid">
              <span className="truncate">{connectionLabel(other)}</span>
              <span className="mono truncate text-faint">{connectionPlace(other)}</span>
            </span>
          ),
        }))}
      />
      <MenuSeparator />
      <MenuItem icon={<Settings2 aria-hidden />} href={connectionsHref(current)}>
        Credentials and self-test
      </MenuItem>
      <MenuItem icon={<Plug aria-hidden />} href={`${connectionsHref(current)}#connect`}>
        Connect other storage
      </MenuItem>
    </Menu>
  )
}
