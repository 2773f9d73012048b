/** `certify`: writes a file of reference values, or compares a model with one. */
import { readFile } from 'node:fs/promises'
import {
  checkReferencePair,
  checkReferenceText,
  MAX_REFERENCE_TEXTS,
  parseReference,
} from '../src/engine/certify/reference'
import {
  REFERENCE_FORMAT,
  REFERENCE_VERSION,
  type Certificate,
  type Reference,
  type ReferencePair,
  type ReferenceText,
} from '../src/engine/certify/types'
import { identityOf } from '../src/engine/model/identity'
import { HEAD_NAMES } from '../src/engine/model/types'
import { SCORE_NAMES } from '../src/engine/score/types'
import { reportText } from '../src/formats/report/write'
import type { Arguments } from './arguments'
import { activationsOf, HEAD_FIELDS, list, openEngine, refuseMissingHeads, settingsOf } from './engine'
import { onLine, readLines, stringField, type InputLine } from './lines'
import { reporter } from './progress'
import { UsageError } from './usage-error'

const VALUES = ['input_ids', 'dense_vecs', 'lexical_weights', 'colbert_vecs', 'scores']

export async function certify(options: Arguments): Promise<void> {
  if (options.truncateDim !== null)
    throw new UsageError('--truncate-dim does not go with certify: reference values are of whole vectors.')
  if (options.against !== null) return check(options, options.against)
  const lines = await allLines(options.file)
  const reference = takesValues(lines) ? taken(options, lines) : await made(options, lines)
  process.stdout.write(JSON.stringify(reference) + '\n')
}

/** @throws Error when the certificate is no pass: exit code 1 */
async function check(options: Arguments, against: string): Promise<void> {
  if (options.file !== null)
    throw new UsageError(`certify --against reads no lines, found also: ${options.file}.`)
  const json = await readFile(against, 'utf8').catch(() => {
    throw new UsageError(`there is no file ${against}.`)
  })
  const reference = parseReference(json, against)
  const { engine, info } = await openEngine(options)
  const certificate = await engine.call(
    'certify',
    { reference, tokenizerMode: options.tokenizer, ...activationsOf(options, info) },
    reporter(options.progress).texts(),
  )
  process.stdout.write(reportText(certificate) + '\n')
  if (certificate.verdict !== 'pass') throw new Error(whyNot(certificate))
}

const short = (value: number): string => String(Number(value.toPrecision(6)))

function whyNot({ verdict, checks, tolerance, reference, other, identity }: Certificate): string {
  if (verdict === 'nothing-compared') return `${reference} has no value that this model can give.`
  const failed = checks.filter((each) => each.verdict === 'fail')
  const lines = failed.map(({ name, value, bound, expected, worst }) => {
    const found = value === null ? 'sizes differ' : short(value)
    const sign = bound === 'at-least' ? '≥' : '≤'
    return `${name}: ${found}, expected ${sign} ${short(expected)} (worst: ${worst})`
  })
  const form = other === null ? '' : `, activations ${identity.activations}`
  return `the certificate against ${reference} fails (${tolerance}${form}):\n  ${lines.join('\n  ')}`
}

async function allLines(file: string | null): Promise<InputLine[]> {
  const lines: InputLine[] = []
  const counts = { text: 0, pair: 0 }
  for await (const line of readLines(file)) {
    if (++counts[isPair(line) ? 'pair' : 'text'] > MAX_REFERENCE_TEXTS)
      throw new UsageError(
        `line ${line.line}: a reference holds at most ${MAX_REFERENCE_TEXTS} texts and as many pairs.`,
      )
    lines.push(line)
  }
  if (lines.length === 0) throw new UsageError('there are no lines: a reference needs a text or a pair.')
  return lines
}

const isPair = ({ value }: InputLine): boolean => 'a' in value || 'b' in value

/** Whether the lines bring their values. @throws UsageError naming the first line that differs from those before */
function takesValues(lines: readonly InputLine[]): boolean {
  const has = ({ value }: InputLine) => VALUES.some((key) => value[key] !== undefined && value[key] !== null)
  const first = has(lines[0]!)
  const odd = lines.find((line) => has(line) !== first)
  if (odd)
    throw new UsageError(
      `line ${odd.line} has ${first ? 'no values, and those before it have some' : 'values, and those before it have none'}: ` +
        'a reference is taken from its lines or made by the model, not both.',
    )
  return first
}

/** The line as an entry of the file: fields that are null (a head that was not asked for) are left out. */
function entryOf(line: InputLine): Record<string, unknown> {
  const given = Object.entries(line.value).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(given), id: String(line.value.id ?? line.line) }
}

function textOf(line: InputLine): ReferenceText {
  stringField(line, 'text')
  return checkReferenceText(entryOf(line), `line ${line.line}`)
}

/** @param scores for lines that bring none */
function pairOf(line: InputLine, scores: object = {}): ReferencePair {
  stringField(line, 'a')
  stringField(line, 'b')
  return checkReferencePair({ scores, ...entryOf(line) }, `line ${line.line}`)
}

function referenceOf(
  { name, origin, precision }: Pick<Reference, 'name' | 'origin' | 'precision'>,
  graph: string | null,
  entries: readonly (ReferenceText | ReferencePair)[],
): Reference {
  return {
    format: REFERENCE_FORMAT,
    version: REFERENCE_VERSION,
    name,
    origin,
    precision,
    ...(graph !== null && { graph_sha256: graph }),
    texts: entries.filter((each): each is ReferenceText => 'text' in each),
    pairs: entries.filter((each): each is ReferencePair => 'a' in each),
  }
}

function taken({ name, origin, precision }: Arguments, lines: readonly InputLine[]): Reference {
  if (origin === null || precision === null)
    throw new UsageError(
      `the lines bring their values, so --${origin === null ? 'origin' : 'precision'} must say ` +
        `${origin === null ? 'where they are from' : 'which arithmetic made them'}.`,
    )
  const entries = lines.map((line) => (isPair(line) ? pairOf(line) : textOf(line)))
  return referenceOf({ name: name ?? 'reference', origin, precision }, null, entries)
}

async function made(options: Arguments, lines: readonly InputLine[]): Promise<Reference> {
  const asked = lines.map((line) => ({ line, entry: isPair(line) ? pairOf(line) : textOf(line) }))
  const { engine, info } = await openEngine(options)
  const progress = reporter(options.progress)
  refuseMissingHeads(options.heads ?? [], info)
  const heads = HEAD_NAMES.filter((head) => (options.heads ?? HEAD_NAMES).includes(head))
  const whole = settingsOf(options, info)
  const entries: (ReferenceText | ReferencePair)[] = []
  for (const { line, entry } of asked) {
    const settings = { ...whole, maxLength: entry.max_length ?? whole.maxLength }
    const limited = entry.max_length ?? options.maxLength
    const own = limited === null ? {} : { max_length: limited }
    if ('text' in entry) {
      const encoded = await onLine(line, 'text', () =>
        engine.call('encode', { text: entry.text, settings }, progress.text(`line ${line.line}`)),
      )
      const fields = heads.flatMap((head) =>
        Object.entries(HEAD_FIELDS[head]).map(([key, read]) => [key, read(encoded)] as const),
      )
      const { ids } = encoded.tokenized
      entries.push({ ...entry, ...own, input_ids: list(ids), ...Object.fromEntries(fields) })
    } else {
      const { a, b } = entry
      const { dense, sparse, colbert } = options.weights
      const weights = entry.weights ?? ([dense, sparse, colbert] as const)
      const { scores } = await onLine(line, 'a', () =>
        engine.call(
          'analyze',
          { a, b, settings, weights: { dense: weights[0], sparse: weights[1], colbert: weights[2] } },
          progress.pair(`line ${line.line}`),
        ),
      )
      const found = SCORE_NAMES.flatMap((name) => {
        const part = scores[name]
        return part.state === 'available' ? [[name, part.value] as const] : []
      })
      entries.push({ ...entry, ...own, weights, scores: Object.fromEntries(found) })
    }
  }
  const identity = identityOf(info, whole)
  const { model, graph, dtype, runtime, provider, threads, tokenizer, tokenizer_mode, model_hash } = identity
  // The file's own arithmetic is no longer what made the values: they are not "of the same graph".
  const form = options.faithful ? 'activations with one scale per token; ' : ''
  const origin =
    `m3scope with ${runtime} (${provider}, threads: ${threads}); ${model}, ${graph}, ${dtype}; ` +
    `tokenizer ${tokenizer}, ${tokenizer_mode}; ${form}model hash ${model_hash}`
  return referenceOf(
    {
      name: options.name ?? model,
      origin: options.origin ?? origin,
      precision: options.precision ?? dtype,
    },
    options.faithful ? null : identity.graph_sha256,
    entries,
  )
}
