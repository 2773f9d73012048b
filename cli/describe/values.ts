/** Reads the values of options. Each function here throws UsageError with the option's name and the remedy. */
import { problemOf, type TemplateProblem } from '../../src/engine/why/templates'
import { EngineError } from '../../src/engine/errors'
import {
  HEAD_NAMES,
  OUTPUT_ROLES,
  type HeadName,
  type NamedOutputs,
  type OutputRole,
} from '../../src/engine/model/types'
import { databaseOf, scoreOf } from '../../src/engine/score/databases/convert'
import { DATABASES } from '../../src/engine/score/databases/table'
import { checkWeights } from '../../src/engine/score/fuse'
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from '../../src/formats/validation/types'
import type { Weights } from '../../src/engine/score/types'
import type { Units } from '../../src/formats/report/score-units'
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

/** "dense=out1,colbert=out2". A name of an output may hold "=" but no comma. */
export function namedOutputs(text: string): NamedOutputs {
  const named: Partial<Record<OutputRole, string>> = {}
  for (const part of text.split(',')) {
    const [, given = '', name = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? []
    const role = OUTPUT_ROLES.find((each) => each === given.trim())
    if (role === undefined || name === '' || named[role] !== undefined)
      throw new UsageError(
        `--outputs takes ROLE=NAME, each role of ${OUTPUT_ROLES.join(', ')} at most once, separated by commas; found "${part}".`,
      )
    named[role] = name
  }
  return named
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

/** "elasticsearch" or "elasticsearch:cosine". What stands after the first colon is the metric, which may be an operator. */
export function databaseUnits(text: string): Units {
  const [, name = '', metric] = /^([^:]*)(?::(.*))?$/.exec(text) ?? []
  const database = databaseOf(name)
  if (database === null)
    throw new UsageError(
      `--as: there is no database "${name}"; known are ${DATABASES.map((known) => known.name).join(', ')}.`,
    )
  if (metric === undefined) return { database, score: null }
  const score = scoreOf(database, metric)
  if (score !== null) return { database, score }
  const names = database.scores.map((known) => known.name).join(', ')
  throw new UsageError(`--as: ${database.label} has no metric "${metric}"; known are ${names}.`)
}

/** @throws UsageError unless `why` can use it */
export function template(text: string): string {
  const problem = problemOf(text)
  if (problem !== null)
    throw new UsageError(`--template ${JSON.stringify(text)}: ${TEMPLATE_PROBLEMS[problem]}.`)
  return text
}

/** Parts at commas. What stands behind "=" may be in quotes as in CSV: then it may hold commas, and "" is a quote. */
function quotedParts(text: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (const character of text) {
    const part = parts.at(-1)!
    if (character === ',' && !isQuoted) parts.push('')
    else parts[parts.length - 1] = part + character
    // A quote within a name, as in 5" screen, is a character of it.
    if (character === '"' && (isQuoted || /^[^=]*=$/.test(part))) isQuoted = !isQuoted
    else if (character === '"' && /^[^=]*="/.test(part) && part.endsWith('"')) isQuoted = true
  }
  return parts
}

const unquoted = (name: string): string =>
  /^"(?:[^"]|"")*"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name

/** "query=q,document=doc". A name of a column may hold "="; one with a comma is quoted: label="yes, no". */
export function columnMapping(text: string): ColumnMapping {
  const mapping: Partial<Record<ColumnRole, string>> = {}
  for (const part of quotedParts(text)) {
    const [, given = '', name = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? []
    const role = COLUMN_ROLES.find((each) => each === given.trim())
    if (role === undefined || !part.includes('=') || mapping[role] !== undefined)
      throw new UsageError(
        `--map takes ROLE=COLUMN, each role of ${COLUMN_ROLES.join(', ')} at most once, separated by commas; found "${part}".`,
      )
    mapping[role] = unquoted(name)
  }
  return mapping
}

export const TEMPLATE_PROBLEMS: Readonly<Record<TemplateProblem, string>> = {
  'no-field': 'it has none of {text}, {other}, {title}, and is not s/from/to/ either',
  'not-a-pattern': 'its regular expression cannot be read',
}
