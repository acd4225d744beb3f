import { classNames } from './class-names.ts'

type Props = { keys: string /** On a dark tooltip. */; inverse?: boolean }

/** `Ctrl+K` becomes one cap a key. */
export function Kbd({ keys, inverse = false }: Props) {
  return (
    <span className="inline-flex gap-0.5">
      {(keys === '+' ? ['+'] : keys.split('+')).map((key) => (
        <kbd
          key={key}
          className={classNames(
            'rounded-[4px] border px-[5px] text-xs leading-[1.5]',
            inverse ? 'border-faint text-bg' : 'border-line bg-subtle text-faint',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
