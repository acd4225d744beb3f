/** The look of a native checkbox in our clothes; `CheckMark` comes right after it, in one grid cell. */
export const CHECKBOX_LOOK =
  'peer size-[15px] shrink-0 cursor-pointer appearance-none rounded-[4px] border-[1.5px] border-control bg-bg bg-center bg-no-repeat checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50 forced-colors:appearance-auto'

/** Shown while the box before it is checked. */
export function CheckMark({ mixed = false }: { mixed?: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      className="pointer-events-none absolute size-3 fill-none stroke-accent-text stroke-2 opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100 forced-colors:hidden"
    >
      <path d={mixed ? 'M2.5 6h7' : 'M2.5 6.4 5 8.8l4.6-5.4'} strokeLinecap="round" />
    </svg>
  )
}
