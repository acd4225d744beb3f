const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `1,204,331`: the same in every browser and on the server. */
export const formatCount = (count: number): string => INTEGER.format(count)

/** `1 object`, `1,204,331 objects`; a plural that is not regular is given. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
