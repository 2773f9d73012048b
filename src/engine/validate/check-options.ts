/** What the options of an answer may be. */
import type { Detail } from '../detail-words'
import { detail } from '../details'
import { EngineError } from '../errors'
import { CRITERIA, type AnswerOptions } from './answer-types'

interface Range {
  readonly has: (value: number) => boolean
  readonly words: Detail
}

const whole = (from: number, to: number): Range => ({
  has: (value) => Number.isInteger(value) && value >= from && value <= to,
  words: detail('range-whole', { from, to }),
})
const positive: Range = {
  has: (value) => value > 0 && Number.isFinite(value),
  words: detail('range-positive'),
}
const closed: Range = { has: (value) => value >= 0 && value <= 1, words: detail('range-closed') }
const open: Range = { has: (value) => value > 0 && value < 1, words: detail('range-open') }

const LARGEST_SEED = 2 ** 32

const RANGES = {
  k: whole(1, 1_000_000),
  beta: positive,
  atLeast: closed,
  alpha: open,
  confidence: open,
  bins: whole(1, 10_000),
  resamples: whole(0, 100_000),
  seed: whole(-LARGEST_SEED, LARGEST_SEED),
} as const satisfies Partial<Record<keyof AnswerOptions, Range>>

function refuse(said: Detail): never {
  throw new EngineError('settings/invalid', `${said.text}.`, { detail: said })
}

/** @throws EngineError settings/invalid */
export function refuseOption(option: string, value: string | number, allowed: Detail): never {
  return refuse(detail('option-invalid', { option, value: String(value), allowed }))
}

/** @throws EngineError settings/invalid */
export function checkWhole(option: string, value: number, from: number, to: number): void {
  const { has, words } = whole(from, to)
  if (!has(value)) refuseOption(option, value, words)
}

/** @throws EngineError settings/invalid */
export function checkOptions(options: AnswerOptions): void {
  for (const [name, { has, words }] of Object.entries(RANGES)) {
    const value = options[name as keyof typeof RANGES]
    if (!has(value)) refuseOption(name, value, words)
  }
  if (!CRITERIA.includes(options.criterion))
    refuseOption('criterion', options.criterion, detail('range-names', { names: CRITERIA.join(', ') }))
  for (const [low, high] of options.bands)
    if (Number.isNaN(low) || Number.isNaN(high) || (low !== null && high !== null && low >= high))
      refuse(detail('band-order', { low: low ?? '-∞', high: high ?? '∞' }))
}
