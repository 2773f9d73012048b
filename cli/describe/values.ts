/** Reads the values of options. Each function here throws UsageError with the option's name and the remedy. */
import { problemOf, type TemplateProblem } from '../../src/engine/why/templates'
import { EngineError } from '../../src/engine/errors'
import { HEAD_NAMES, type HeadName } from '../../src/engine/model/types'
import { checkWeights } from '../../src/engine/score/fuse'
import type { Weights } from '../../src/engine/score/types'
import { UsageError } from '../shared/usage-error'

export const wholeNumber =
  (flag: string, least: number) =>
  (text: string): number => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < least)
      throw new UsageError(`${flag} is a whole number from ${least}, not "${text}".`)
    return number
  }

/** @param what the kind of thing that the names are of: "dialect" */
export const oneOf =
  <T extends string>(flag: string, what: string, names: readonly T[]) =>
  (text: string): T => {
    const found = names.find((name) => name === text)
    if (found !== undefined) return found
    throw new UsageError(
      names.length === 2
        ? `${flag} is ${names.join(' or ')}, not "${text}".`
        : `${flag}: there is no ${what} "${text}"; known are ${names.join(', ')}.`,
    )
  }

export function headNames(text: string): readonly HeadName[] {
  return text.split(',').map((name) => {
    const found = HEAD_NAMES.find((head) => head === name)
    if (found === undefined) throw new UsageError(`--heads takes ${HEAD_NAMES.join(',')}, not "${name}".`)
    return found
  })
}

export function weights(text: string): Weights {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  const [dense, sparse, colbert] = numbers
  if (numbers.length !== 3 || numbers.some(Number.isNaN))
    throw new UsageError(`--weights takes three numbers d,s,c (dense, sparse, colbert), not "${text}".`)
  try {
    return checkWeights({ dense: dense!, sparse: sparse!, colbert: colbert! })
  } catch (error) {
    if (error instanceof EngineError) throw new UsageError(`--weights: ${error.message}`)
    throw error
  }
}

/** @throws UsageError unless `why` can use it */
export function template(text: string): string {
  const problem = problemOf(text)
  if (problem !== null)
    throw new UsageError(`--template ${JSON.stringify(text)}: ${TEMPLATE_PROBLEMS[problem]}.`)
  return text
}

export const TEMPLATE_PROBLEMS: Readonly<Record<TemplateProblem, string>> = {
  'no-field': 'it has none of {text}, {other}, {title}, and is not s/from/to/ either',
  'not-a-pattern': 'its regular expression cannot be read',
}
