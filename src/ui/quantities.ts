/** Sizes and times as people read them. */

const units = ['B', 'KB', 'MB', 'GB'] as const

/** Decimal units, like in file managers and browsers: 76.7 MB. */
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
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

export const integer = (n: number, language: string): string => new Intl.NumberFormat(language).format(n)

/** A waiting time in its two largest units: 42 s, 3 min 20 s, 1 h 5 min. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
