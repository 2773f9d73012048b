/**
 * Prepares the texts for the model: rules, metadata and prefix. Converts offsets between the text as typed and the
 * model input.
 */
import { fromErrorData } from '../engine/errors'
import { madeRange, originalRange, type Range } from '../engine/text/mapped'
import type { Prepared } from '../engine/text/prepare'
import { recogniserNow } from '../engine/text/sentences/dialogue'
import type { Rule } from '../engine/text/preprocess/types'
import { tryPrepare, type TextJob, type Tried } from '../engine/text/work'
import { memoize, memoizeTexts } from './memoize'
import type { RunInputs, Side } from './state'

export type TextInputs = Pick<RunInputs, 'textA' | 'textB' | 'prefix' | 'rules' | 'leaveOutMetadata'>

const keys = new WeakMap<readonly Rule[], string>()

/** RunInputs.rules: the enabled rules as JSON. Memoized for each list of rules. */
export function rulesKey(rules: readonly Rule[]): string {
  const known = keys.get(rules)
  if (known !== undefined) return known
  const key = JSON.stringify(rules.filter(({ enabled }) => enabled))
  keys.set(rules, key)
  return key
}

/** The inverse of rulesKey. */
export const rulesOf = memoize(8, (key: string) => JSON.parse(key) as readonly Rule[])

/** Views read this at every change of the state, so it never throws: a stored rule must not keep the page from opening. */
const prepare = memoizeTexts(
  8,
  (text: string, rules: string, leaveOutMetadata: boolean, _by: unknown): Tried =>
    tryPrepare(text, rules, leaveOutMetadata),
)

type PreparedBy = Pick<TextJob, 'text' | 'rules' | 'leaveOutMetadata'>

export const preparedBy = ({ text, rules, leaveOutMetadata }: PreparedBy): Tried =>
  prepare(text, rules, leaveOutMetadata, recogniserNow())

/** Keeps what a worker made of a text, so that nobody here has to make it again. */
export const keepPrepared = ({ text, rules, leaveOutMetadata }: PreparedBy, value: Tried): void =>
  prepare.keep(value, text, rules, leaveOutMetadata, recogniserNow())

type PrepareInputs = Pick<RunInputs, 'rules' | 'leaveOutMetadata'>

/**
 * Prepares one text with the rules and the metadata setting of these inputs, without a prefix.
 * @throws EngineError rules/too-much
 */
export function prepared(text: string, { rules, leaveOutMetadata }: PrepareInputs): Prepared {
  const tried = prepare(text, rules, leaveOutMetadata, recogniserNow())
  if (tried.problem !== null) throw fromErrorData(tried.problem)
  return tried
}

export const textOf = (inputs: TextInputs, side: Side): string => (side === 'a' ? inputs.textA : inputs.textB)

/** The prefix is put before text A only, because A is the query. */
export const prefixOf = (inputs: Pick<TextInputs, 'prefix'>, side: Side): string =>
  side === 'a' ? inputs.prefix : ''

export const preparedSide = (inputs: TextInputs, side: Side): Tried =>
  prepare(textOf(inputs, side), inputs.rules, inputs.leaveOutMetadata, recogniserNow())

/** The exact input of the model for one side: prefix + prepared text. */
export const modelInputOf = (inputs: TextInputs, side: Side): string =>
  prefixOf(inputs, side) + preparedSide(inputs, side).mapped.text

/**
 * Converts a UTF-16 range of the model input to a range of the original text. A range inside the prefix gives [0, 0].
 */
export function originalOf(inputs: TextInputs, side: Side, start: number, end: number): Range {
  const skip = prefixOf(inputs, side).length
  if (end <= skip) return [0, 0]
  return originalRange(preparedSide(inputs, side).mapped, Math.max(0, start - skip), end - skip)
}

/**
 * Converts a UTF-16 range of the original text to a range of the model input. Characters that the rules removed are
 * not in it.
 */
export function inputRangeOf(inputs: TextInputs, side: Side, from: number, to: number): Range {
  const skip = prefixOf(inputs, side).length
  const [start, end] = madeRange(preparedSide(inputs, side).mapped, from, to)
  return [start + skip, end + skip]
}

/**
 * Converts a UTF-16 offset of the model input to an offset of the original text. An offset inside the prefix gives 0.
 */
export const originalPlace = (inputs: TextInputs, side: Side, at: number): number => {
  const skip = prefixOf(inputs, side).length
  if (at <= skip) return 0
  return originalRange(preparedSide(inputs, side).mapped, at - skip - 1, at - skip)[1]
}
