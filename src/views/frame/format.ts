/** Sizes and times for reading. */

const units = ['B', 'KB', 'MB', 'GB'] as const

/** Decimal units, as file managers and download bars have them: 76.7 MB. */
export function size(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]}`
}

export function time(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

export const integer = (n: number, language: string): string => new Intl.NumberFormat(language).format(n)
