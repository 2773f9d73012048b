/** The axis of a chart of cosines. Pure. */

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
const MOST_TICKS = 6

/** Round ticks around the values. No cosine is above 1 or below −1, and no tick is. */
export function cosineAxis(values: readonly number[]): {
  readonly domain: [number, number]
  readonly ticks: number[]
} {
  const within = (value: number) => Math.min(1, Math.max(-1, value))
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return { domain: [0, 1], ticks: [0, 0.5, 1] }
  const low = within(Math.min(...finite))
  const high = within(Math.max(...finite))
  const step = STEPS.find((each) => (high - low) / each <= MOST_TICKS - 2) ?? STEPS.at(-1)!
  // Whole numbers of steps: sums of a fraction would drift away from 1. A cosine of 1 + 1e-16 is 1.
  const from = Math.max(Math.floor(low / step + 1e-6), -1 / step)
  const to = Math.min(Math.max(Math.ceil(high / step - 1e-6), from + 1), 1 / step)
  const first = Math.min(from, to - 1)
  const ticks = Array.from({ length: Math.round(to - first) + 1 }, (_, at) => (first + at) * step)
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks }
}
