/** The mark and the name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 text-md font-[650]">
      <svg aria-hidden="true" viewBox="0 0 18 18" className="size-[18px]">
        <path d="M0 4a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v7a7 7 0 0 1-7 7H7a7 7 0 0 1-7-7Z" className="fill-accent" />
        <path d="M0 4a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4Z" className="fill-bg opacity-35" />
      </svg>
      Stowage
    </span>
  )
}
