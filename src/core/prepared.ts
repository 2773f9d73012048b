/** What the model gets of each text. */
import { madeRange, originalRange, type Range } from '../engine/text/mapped'
import { prepareText, type Prepared } from '../engine/text/prepare'
import type { Rule } from '../engine/text/preprocess/types'
import { memoize } from './memoize'
import type { RunInputs, Side } from './state'

export type TextInputs = Pick<RunInputs, 'textA' | 'textB' | 'prefix' | 'rules' | 'leaveOutMetadata'>

const keys = new WeakMap<readonly Rule[], string>()

/** RunInputs.rules */
export function rulesKey(rules: readonly Rule[]): string {
  const known = keys.get(rules)
  if (known !== undefined) return known
  const key = JSON.stringify(rules.filter(({ enabled }) => enabled))
  keys.set(rules, key)
  return key
}

/** The rules of RunInputs.rules. */
export const rulesOf = memoize(8, (key: string) => JSON.parse(key) as readonly Rule[])

const prepare = memoize(8, (text: string, rules: string, leaveOutMetadata: boolean) =>
  prepareText(text, { rules: rulesOf(rules), leaveOutMetadata }),
)

/** A text, without prefix, as these inputs prepare it. */
export const prepared = (
  text: string,
  { rules, leaveOutMetadata }: Pick<RunInputs, 'rules' | 'leaveOutMetadata'>,
): Prepared => prepare(text, rules, leaveOutMetadata)

export const textOf = (inputs: TextInputs, side: Side): string => (side === 'a' ? inputs.textA : inputs.textB)

/** A prefix belongs to the query, A. */
export const prefixOf = (inputs: Pick<TextInputs, 'prefix'>, side: Side): string =>
  side === 'a' ? inputs.prefix : ''

export const preparedSide = (inputs: TextInputs, side: Side): Prepared =>
  prepared(textOf(inputs, side), inputs)

/** The model's exact input for a side. */
export const modelInputOf = (inputs: TextInputs, side: Side): string =>
  prefixOf(inputs, side) + preparedSide(inputs, side).mapped.text

/** Range of the text as given that a range of the model input stands for; what lies in the prefix: empty, at 0. */
export function originalOf(inputs: TextInputs, side: Side, start: number, end: number): Range {
  const skip = prefixOf(inputs, side).length
  if (end <= skip) return [0, 0]
  return originalRange(preparedSide(inputs, side).mapped, Math.max(0, start - skip), end - skip)
}

/** Range of the model input that is left of a range of the text as given. */
export function inputRangeOf(inputs: TextInputs, side: Side, from: number, to: number): Range {
  const skip = prefixOf(inputs, side).length
  const [start, end] = madeRange(preparedSide(inputs, side).mapped, from, to)
  return [start + skip, end + skip]
}

/** The place in the text as given where the model input stands at `at`. */
export const originalPlace = (inputs: TextInputs, side: Side, at: number): number => {
  const skip = prefixOf(inputs, side).length
  if (at <= skip) return 0
  return originalRange(preparedSide(inputs, side).mapped, at - skip - 1, at - skip)[1]
}
