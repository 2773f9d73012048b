/** `certify`: writes a file of reference values, or compares a model with one. */
import { reportText } from '../../../src/formats/report/write'
import { readFile } from 'node:fs/promises'
import {
  checkReferencePair,
  checkReferenceText,
  MAX_REFERENCE_TEXTS,
  parseReference,
} from '../../../src/engine/certify/reference'
import {
  REFERENCE_FORMAT,
  REFERENCE_VERSION,
  type Certificate,
  type Reference,
  type ReferencePair,
  type ReferenceText,
} from '../../../src/engine/certify/types'
import type { EncodeSettings } from '../../../src/engine/encode/types'
import { identityOf, type Identity } from '../../../src/engine/model/identity'
import { HEAD_NAMES } from '../../../src/engine/model/types'
import { SCORE_NAMES } from '../../../src/engine/score/types'
import type { EngineClient } from '../../../src/host/calls'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { list } from '../../../src/formats/report/parts'
import {
  activationsOf,
  arithmeticOf,
  HEAD_FIELDS,
  openEngine,
  refuseMissingHeads,
  settingsOf,
} from '../../shared/engine'
import { noSuchFile, onLine, readLines, stringField, type InputLine } from '../../shared/lines'
import { reporter, type Reporter } from '../../shared/progress'
import { UsageError } from '../../shared/usage-error'

const VALUES = ['input_ids', 'dense_vecs', 'lexical_weights', 'colbert_vecs', 'scores']

type Options = Arguments<
  | EngineOption
  | Exclude<EncodeOption, 'truncateDim'>
  | 'heads'
  | 'weights'
  | 'against'
  | 'name'
  | 'origin'
  | 'precision'
>

export async function run(options: Options, io: Io): Promise<void> {
  if (options.against !== null) return check(options, options.against, io)
  const lines = await allLines(options.file, io)
  const reference = takesValues(lines) ? taken(options, lines) : await made(options, lines, io)
  await io.write(JSON.stringify(reference) + '\n')
}

/** @throws Error when the certificate is not a pass: exit code 1 */
async function check(options: Options, against: string, io: Io): Promise<void> {
  if (options.file !== null)
    throw new UsageError(`certify --against reads no lines, found also: ${options.file}.`)
  const json = await readFile(against, 'utf8').catch(() => Promise.reject(noSuchFile(against)))
  const reference = parseReference(json, against)
  const { engine, info } = await openEngine(options, io)
  const certificate = await engine.call(
    'certify',
    {
      reference,
      tokenizerMode: options.tokenizer,
      ...activationsOf(options, info),
      ...arithmeticOf(options, info),
    },
    reporter(options.progress, io.messages).texts(),
  )
  await io.write(reportText(certificate) + '\n')
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

async function allLines(file: string | null, io: Io): Promise<InputLine[]> {
  const lines: InputLine[] = []
  const counts = { text: 0, pair: 0 }
  for await (const line of readLines(io, file)) {
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

/** Whether the lines bring values. @throws UsageError naming the first line that differs from those before it */
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

/** The line as an entry of the file, without fields that are null: output of `encode` has them for absent heads. */
function entryOf(line: InputLine): Record<string, unknown> {
  const given = Object.entries(line.value).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(given), id: String(line.value.id ?? line.line) }
}

function textOf(line: InputLine): ReferenceText {
  stringField(line, 'text')
  return checkReferenceText(entryOf(line), `line ${line.line}`)
}

/** @param scores used where the line brings none */
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

function taken({ name, origin, precision }: Options, lines: readonly InputLine[]): Reference {
  if (origin === null || precision === null)
    throw new UsageError(
      `the lines bring their values, so --${origin === null ? 'origin' : 'precision'} must say ` +
        `${origin === null ? 'where they are from' : 'which arithmetic made them'}.`,
    )
  const entries = lines.map((line) => (isPair(line) ? pairOf(line) : textOf(line)))
  return referenceOf({ name: name ?? 'reference', origin, precision }, null, entries)
}

async function made(options: Options, lines: readonly InputLine[], io: Io): Promise<Reference> {
  // All lines are checked before the model is loaded.
  const asked = lines.map((line) => ({ line, entry: isPair(line) ? pairOf(line) : textOf(line) }))
  const { engine, info } = await openEngine(options, io)
  refuseMissingHeads(options.heads ?? [], info)
  const settings = settingsOf({ ...options, truncateDim: null }, info)
  const progress = reporter(options.progress, io.messages)
  const maker: Maker = { options, engine, settings, progress }
  const entries: (ReferenceText | ReferencePair)[] = []
  for (const { line, entry } of asked)
    entries.push(
      'text' in entry ? await encodedText(maker, line, entry) : await scoredPair(maker, line, entry),
    )
  const identity = identityOf(info, settings)
  // These values are not those of the graph as published, or not of exact sums, so "same graph" would be wrong.
  const graph = options.faithful || options.arithmetic === 'avx2' ? null : identity.graph_sha256
  return referenceOf(sourceOf(options, identity), graph, entries)
}

interface Maker {
  readonly options: Options
  readonly engine: EngineClient
  readonly settings: EncodeSettings
  readonly progress: Reporter
}

/** The limit of an entry is its own `max_length`, else `--max-length`. `field` records it in the file. */
function limitOf({ options, settings }: Maker, { max_length }: ReferenceText | ReferencePair) {
  const limit = max_length ?? options.maxLength
  return {
    settings: { ...settings, maxLength: max_length ?? settings.maxLength },
    field: limit === null ? {} : { max_length: limit },
  }
}

async function encodedText(maker: Maker, line: InputLine, entry: ReferenceText): Promise<ReferenceText> {
  const { options, engine, progress } = maker
  const { settings, field } = limitOf(maker, entry)
  const encoded = await onLine(line, 'text', () =>
    engine.call('encode', { text: entry.text, settings }, progress.text(`line ${line.line}`)),
  )
  const heads = HEAD_NAMES.filter((head) => (options.heads ?? HEAD_NAMES).includes(head))
  const values = heads.flatMap((head) =>
    Object.entries(HEAD_FIELDS[head]).map(([key, read]) => [key, read(encoded)] as const),
  )
  const input_ids = list(encoded.tokenized.ids)
  return { ...entry, ...field, input_ids, ...Object.fromEntries(values) }
}

async function scoredPair(maker: Maker, line: InputLine, entry: ReferencePair): Promise<ReferencePair> {
  const { options, engine, progress } = maker
  const { settings, field } = limitOf(maker, entry)
  const { a, b } = entry
  const usual = [options.weights.dense, options.weights.sparse, options.weights.colbert] as const
  const weights = entry.weights ?? usual
  const [dense, sparse, colbert] = weights
  const { scores } = await onLine(line, 'a', () =>
    engine.call(
      'analyze',
      { a, b, settings, weights: { dense, sparse, colbert } },
      progress.pair(`line ${line.line}`),
    ),
  )
  const found = SCORE_NAMES.flatMap((name) => {
    const part = scores[name]
    return part.state === 'available' ? [[name, part.value] as const] : []
  })
  return { ...entry, ...field, weights, scores: Object.fromEntries(found) }
}

/** What the file says of itself: the options, else what the model is and what it ran on. */
function sourceOf({ name, origin, precision, faithful, arithmetic }: Options, identity: Identity) {
  const { model, graph, dtype, runtime, provider, threads, tokenizer, tokenizer_mode, model_hash } = identity
  const form =
    (faithful ? 'activations with one scale per token; ' : '') +
    (arithmetic === 'avx2' ? 'integer sums as an x86 CPU without VNNI (avx2); ' : '')
  const made =
    `m3scope with ${runtime} (${provider}, threads: ${threads}); ${model}, ${graph}, ${dtype}; ` +
    `tokenizer ${tokenizer}, ${tokenizer_mode}; ${form}model hash ${model_hash}`
  return { name: name ?? model, origin: origin ?? made, precision: precision ?? dtype }
}
