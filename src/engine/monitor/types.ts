/** What is counted about the engine's work. */
import type { ErrorCode } from '../errors'
import { HEAD_NAMES, type HeadName } from '../model/types'

/** Lengths of texts in tokens, `<s>` and `</s>` included: [from, to] each. What is longer counts in the last. */
export const LENGTHS = [
  [1, 16],
  [17, 64],
  [65, 128],
  [129, 256],
  [257, 512],
  [513, 1024],
  [1025, 8192],
] as const

export type LengthName = '1-16' | '17-64' | '65-128' | '129-256' | '257-512' | '513-1024' | '1025-8192'
export const LENGTH_NAMES = LENGTHS.map(([from, to]) => `${from}-${to}`) as readonly LengthName[]

/** Upper bounds in seconds, inclusive, as Prometheus counts. 0.4 is the warning's own bound. */
export const DURATION_BOUNDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 30, 60, 120,
] as const

/** Upper bounds of scores, inclusive. The bounds of the usual bands (0.45, 0.55, 0.75, 0.85) are among them. */
export const SCORE_BOUNDS: readonly number[] = Array.from({ length: 21 }, (_, at) => at / 20)

/** What was seen since the message before. Sent along with the engine's messages, so it is small. */
export interface Observed {
  /** Tokens and milliseconds of each encoded text, in turn. */
  readonly texts: readonly number[]
  readonly scores: Readonly<Record<HeadName, readonly number[]>>
  readonly hits: number
  readonly misses: number
  /** Codes of texts that failed in a run that went on. Left out: none. */
  readonly failures?: readonly ErrorCode[]
  /** Bytes of the WASM memory; null: the host does not know. */
  readonly heap: number | null
}

/** A histogram as Prometheus has it: counts below each bound, not yet summed up. */
export interface HistogramCounts {
  /** [bounds + 1]: the last one is above every bound. */
  readonly counts: readonly number[]
  readonly count: number
  readonly sum: number
}

export interface LengthTimes extends HistogramCounts {
  /** Seconds over the last RECENT texts, as numpy.quantile has them; null: no text of this length. */
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

/** Texts of one length whose times are kept for quantiles. */
export const RECENT = 4096

export interface MonitorSnapshot {
  readonly durations: Readonly<Record<LengthName, LengthTimes>>
  readonly scores: Readonly<Record<HeadName, HistogramCounts>>
  readonly cache: { readonly hits: number; readonly misses: number; readonly rate: number | null }
  /** Bytes; null: not known. */
  readonly heap: number | null
  readonly oomKills: number
  readonly restarts: number
  readonly tokenizerErrors: number
  readonly notFiniteErrors: number
  /** All failed calls by code, without those that the user cancelled. */
  readonly errors: Readonly<Record<string, number>>
}

/** Facts that stand beside the numbers. */
export interface BuildFacts {
  /** "0.1.0" */
  readonly version: string
  readonly model: string | null
  readonly modelHash: string | null
  readonly provider: string | null
}

export { HEAD_NAMES, type HeadName }
