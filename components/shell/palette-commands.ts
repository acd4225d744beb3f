/** One line of the palette: a place to go, or something to do. */
export type Command = {
  id: string
  group: 'Open' | 'Buckets' | 'Connections' | 'Theme' | 'Stowage'
  label: string
  hint?: string | undefined
  mono?: boolean | undefined
  run: () => void
}

const SHOWN_PER_GROUP = 8

/** Commands that hold every word typed; those that begin with the text come first, and no group floods the list. */
export function filterCommands(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = new Map<Command['group'], Command[]>()
  for (const command of commands) {
    const label = command.label.toLowerCase()
    const holds = words.every((word) => label.includes(word) || command.group.toLowerCase().includes(word))
    if (holds) shown.set(command.group, [...(shown.get(command.group) ?? []), command])
  }
  const first = words[0] ?? ''
  const rank = (command: Command) => (command.label.toLowerCase().startsWith(first) ? 0 : 1)
  return [...shown.values()].flatMap((group) => group.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN_PER_GROUP))
}
