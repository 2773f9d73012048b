export interface NumberRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** Whole numbers only. */
  readonly whole?: boolean | undefined
}

/** Why a typed number is not taken (namespace common, group number). */
export type NumberProblem = 'not-a-number' | 'not-whole' | 'out-of-range'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * Reads what a user typed. Full-width characters of an input method count as their plain form. A comma is a decimal comma,
 * except in a whole number, where it might as well separate thousands.
 */
export function readNumber(typed: string, range: NumberRange): number | NumberProblem {
  const text = typed.normalize('NFKC').trim().replace('−', '-')
  const plain = range.whole ? text : text.replace(/^([+-]?\d*),(\d+)$/, '$1.$2')
  if (!NUMBER.test(plain)) return /^[+-]?[\d,.]+$/.test(text) ? 'not-whole' : 'not-a-number'
  return checkedNumber(Number(plain), range)
}

export function checkedNumber(value: number, { min, max, whole }: NumberRange): number | NumberProblem {
  if (!Number.isFinite(value)) return 'out-of-range'
  if (whole && !Number.isInteger(value)) return 'not-whole'
  return value < (min ?? -Infinity) || value > (max ?? Infinity) ? 'out-of-range' : value
}
