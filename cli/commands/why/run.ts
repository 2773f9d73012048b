/** `why`: encodes a text again under hypotheses, and says which of them gives the vector that came from elsewhere. */
import { EngineError } from '../../../src/engine/errors'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import type { GivenTarget } from '../../../src/engine/why/named-weights'
import { problemOf } from '../../../src/engine/why/templates'
import type { WhyResult, WhyTarget } from '../../../src/engine/why/types'
import { parseReply, type ForeignRows, type ForeignVectors } from '../../../src/formats/reply'
import type { EncodeOption, EngineOption } from '../../describe/options'
import { TEMPLATE_PROBLEMS } from '../../describe/values'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { openEngine, settingsOf } from '../../shared/engine'
import { onLine, readLines, stringField, writeLine, type InputLine } from '../../shared/lines'
import { reporter } from '../../shared/progress'
import { UsageError } from '../../shared/usage-error'
import { whyLine } from '../../../src/formats/report/why-line'
import { searchOf } from '../../../src/formats/report/why-parts'

const FIELDS = ['vector', 'dense_vecs', 'lexical_weights', 'colbert_vecs'] as const
type Field = (typeof FIELDS)[number]

export async function run(
  options: Arguments<EngineOption | EncodeOption | 'template' | 'search' | 'budget'>,
  io: Io,
): Promise<void> {
  const { engine, info } = await openEngine(options, io)
  const settings = settingsOf(options, info)
  for await (const line of readLines(io, options.file)) {
    const text = stringField(line, 'text')
    const field = vectorField(line)
    const optional = (name: string) => (line.value[name] === undefined ? null : stringField(line, name))
    const [other, title, prefix] = [optional('other'), optional('title'), optional('prefix')]
    const target = await onLine(line, field, () => targetOf(line, field))
    const input = {
      target,
      text,
      other,
      title,
      templates: [...options.template, ...templatesOf(line)],
      prefix: prefix ?? '',
      otherPrefix: '',
      rules: DEFAULT_RULES,
      leaveOutMetadata: false,
      settings,
    }
    const searched = async ({ explained, best }: WhyResult) => {
      if (explained) return null
      const from = best?.hypotheses.map(({ id }) => id) ?? []
      const { budget } = options
      const hook = reporter(options.progress, io.messages).texts()
      return searchOf(
        await onLine(line, field, () => engine.call('whySearch', { why: input, from, budget }, hook)),
      )
    }
    const result = await onLine(line, field, () =>
      engine.call('why', input, reporter(options.progress, io.messages).texts()),
    )
    const found = options.search ? await searched(result) : undefined
    await writeLine(io, {
      id: line.value.id,
      ...whyLine(result),
      ...(found !== undefined && { search: found }),
    })
  }
}

/** A template, or a list of them. @throws UsageError */
function templatesOf({ line, value }: InputLine): readonly string[] {
  const given = value.templates ?? []
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  return list.map((each) => {
    const problem = typeof each === 'string' ? problemOf(each) : 'no-field'
    if (problem === null) return each as string
    throw new UsageError(
      `line ${line}: field "templates": ${JSON.stringify(each)}: ${TEMPLATE_PROBLEMS[problem]}.`,
    )
  })
}

/** @throws UsageError unless there is exactly one */
function vectorField({ line, value }: InputLine): Field {
  const [found, ...more] = FIELDS.filter((field) => value[field] !== undefined)
  if (found === undefined)
    throw new UsageError(`line ${line}: field "vector" is missing (or "lexical_weights", "colbert_vecs").`)
  if (more.length > 0)
    throw new UsageError(`line ${line}: fields "${[found, ...more].join('", "')}": one vector at a time.`)
  return found
}

/** @throws EngineError, UsageError naming the line and the field */
function targetOf({ line, value }: InputLine, field: Field): GivenTarget {
  const given = value[field]
  const refuse = (what: string) => new UsageError(`line ${line}: field "${field}" ${what}.`)
  if (typeof given !== 'string' && (typeof given !== 'object' || given === null))
    throw refuse(`is ${JSON.stringify(given)}, not a vector`)
  if (Array.isArray(given)) checkNumbers(given, field)
  // The field's name says that the keys are tokens, where they are no ids.
  const named = field === 'lexical_weights' && typeof given === 'object' ? { [field]: given } : given
  const { items } = parseReply(typeof named === 'string' ? named : JSON.stringify(named))
  const item = items[0]
  if (item === undefined || items.length > 1) throw refuse(`holds ${items.length} vectors; one is wanted`)
  const target = headOf(item, field)
  if (target === null) throw refuse(`holds no ${WANTED[field]}`)
  return target
}

const WANTED: Readonly<Record<Field, string>> = {
  vector: 'vector',
  dense_vecs: 'dense vector',
  lexical_weights: 'token weights',
  colbert_vecs: 'rows of numbers',
}

function headOf(
  { dense, sparse, byToken, colbert, hidden }: ForeignVectors,
  field: Field,
): GivenTarget | null {
  const ofRows = (rows: ForeignRows): WhyTarget => ({ head: 'colbert', ...rows })
  const rows = colbert ?? hidden ?? null
  if (field !== 'lexical_weights' && field !== 'colbert_vecs' && dense)
    return { head: 'dense', vector: dense }
  if (field === 'colbert_vecs' && dense) return ofRows({ rows: 1, dimension: dense.length, data: dense })
  if (field !== 'dense_vecs' && field !== 'colbert_vecs' && sparse) return { head: 'sparse', weights: sparse }
  if (field !== 'dense_vecs' && field !== 'colbert_vecs' && byToken) return { head: 'sparse', byToken }
  return (field === 'vector' || field === 'colbert_vecs') && rows ? ofRows(rows) : null
}

/**
 * Checks a list of numbers, or of lists of numbers. Objects in it are left to the reader of replies.
 * @param where the list's place, for the error: "vector[3]"
 * @throws EngineError vector/not-finite naming the place of what is not a finite number
 */
function checkNumbers(list: readonly unknown[], where: string): void {
  list.forEach((value, index) => {
    if (Array.isArray(value)) return checkNumbers(value, `${where}[${index}]`)
    if (typeof value === 'number' && Number.isFinite(value)) return
    if (typeof value === 'object' && value !== null) return
    const found = JSON.stringify(value)
    throw new EngineError('vector/not-finite', `${where}[${index}] is ${found}: no finite number.`, {
      where,
      index,
      found,
    })
  })
}
