/** Joins what is there: `classNames('row', selected && 'bg-selected', className)`. */
export const classNames = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
