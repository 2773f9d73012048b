import { LENGTH_NAMES, type LengthTimes, type MonitorSnapshot } from '../../engine/monitor/types'

/** A cache with a lower share than this does little. */
const LOW_RATE = 0.65

/** @param slow milliseconds */
export const isSlow = (seconds: number | null, slow: number): boolean =>
  seconds !== null && seconds * 1000 > slow

/** The slowest twentieth of the texts is what users feel. */
export const isSlowLength = ({ p95 }: LengthTimes, slow: number): boolean => isSlow(p95, slow)

export const isLowRate = (rate: number | null): boolean => rate !== null && rate < LOW_RATE

const COUNTS = [
  ['oom', 'oomKills'],
  ['restarts', 'restarts'],
  ['tokenizer', 'tokenizerErrors'],
  ['not-finite', 'notFiniteErrors'],
] as const

/** What is to be looked at: a name for each warning, "slow" once for each length. */
export const warningsOf = (of: MonitorSnapshot, slow: number): string[] => [
  ...LENGTH_NAMES.flatMap((length) => (isSlowLength(of.durations[length], slow) ? ['slow'] : [])),
  ...(isLowRate(of.cache.rate) ? ['low-rate'] : []),
  ...COUNTS.flatMap(([name, field]) => (of[field] > 0 ? [name] : [])),
]
