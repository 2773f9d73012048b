/** Each option of the command line, once. */
import type { HeadName, NamedOutputs } from '../../src/engine/model/types'
import { DATABASES } from '../../src/engine/score/databases/table'
import { DEFAULT_WEIGHTS } from '../../src/engine/score/fuse'
import type { Weights } from '../../src/engine/score/types'
import type { SentenceMetadata } from '../../src/engine/text/sentences/types'
import { ENGINES, type Engine } from '../../src/engine/encoder/state'
import { ARITHMETICS, type Arithmetic } from '../../src/engine/encoder/ports'
import { TOKENIZER_MODES, type TokenizerMode } from '../../src/engine/tokenizer/types'
import { DEFAULT_COLLECTION, TARGET_NAMES, type TargetName } from '../../src/formats/export/types'
import type { Units } from '../../src/formats/report/score-units'
import { REQUEST_MODES, type RequestMode } from '../../src/formats/request/modes'
import { DIALECT_NAMES, FORM_NAMES, type DialectName, type FormName } from '../../src/formats/request/types'
import { PG_METRICS, type PgMetric } from '../../src/formats/search/pgvector'
import {
  RANKER_NAMES,
  SEARCHED_NAMES,
  SEARCH_KINDS,
  type RankerName,
  type SearchKind,
  type SearchedName,
} from '../../src/formats/search/types'
import { parseSelection, type Range } from './selection'
import type { OptionDescription } from './option'
import type { ColumnMapping } from '../../src/formats/validation/types'
import {
  columnMapping,
  databaseUnits,
  headNames,
  namedOutputs,
  oneOf,
  template,
  weights,
  wholeNumber,
} from './values'

const CURL_KINDS = ['vectors', 'similarity', 'tokenize', 'health'] as const
export type CurlKind = (typeof CURL_KINDS)[number]

/** Libraries that can run a model's files beside ours. */
const ENGINE_NAMES = ['transformers.js'] as const
export type EngineName = (typeof ENGINE_NAMES)[number]

/** An option without a value: true where it is given. */
const flag = (name: `--${string}`, meaning: string): OptionDescription<boolean> => ({
  flag: name,
  value: null,
  meaning,
  otherwise: null,
  initial: false,
  read: () => true,
})

/** What `search` can search: databases over HTTP, and PostgreSQL through psql. */
export type SearchDatabase = SearchedName | 'pgvector'
const SEARCH_DATABASES: readonly SearchDatabase[] = [...SEARCHED_NAMES, 'pgvector']

const asGiven = (text: string): string => text

/** An option with a value that may be absent: null without it. */
const optional = <T>(
  name: `--${string}`,
  value: string,
  meaning: string,
  read: (text: string) => T,
  otherwise: string | null = null,
): OptionDescription<T | null> => ({ flag: name, value, meaning, otherwise, initial: null, read })

/** An option that may be given several times: its values in their order. */
const repeated = <T>(
  name: `--${string}`,
  value: string,
  meaning: string,
  read: (text: string) => T,
): OptionDescription<readonly T[]> => ({
  flag: name,
  value,
  meaning,
  otherwise: null,
  initial: [],
  read: (text, before) => [...((before as readonly T[] | undefined) ?? []), read(text)],
})

/** An option with a default value. */
const withDefault = <T>(
  name: `--${string}`,
  value: string,
  meaning: string,
  read: (text: string) => T,
  initial: T,
): OptionDescription<T> => ({ flag: name, value, meaning, otherwise: wordsOf(initial), initial, read })

const wordsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).join() : String(value)

/**
 * The keys are the flags in camel case, which is how commander names the values. The order is that of help: what most
 * commands share comes first, then the options of single commands.
 */
export const OPTIONS = {
  model: optional(
    '--model',
    'PATH',
    'a folder with a model, or one `.onnx` file in a folder with several',
    asGiven,
    'the embedded demo model',
  ),
  tokenizer: withDefault(
    '--tokenizer',
    'MODE',
    '`hf4`: `tokenizer.json` as it is written; `hf5`: as transformers 5 rebuilds it',
    oneOf<TokenizerMode>('--tokenizer', 'mode', TOKENIZER_MODES),
    'hf4',
  ),
  maxLength: optional(
    '--max-length',
    'N',
    'at most N tokens of a text, `<s>` and `</s>` included; longer texts are cut',
    wholeNumber('--max-length', 2),
    'the limit of the model; curl: not sent',
  ),
  truncateDim: optional(
    '--truncate-dim',
    'N',
    'cuts dense vectors to N dimensions, then normalises them; sparse and ColBERT stay whole',
    wholeNumber('--truncate-dim', 1),
    'whole vectors',
  ),
  heads: optional<readonly HeadName[]>(
    '--heads',
    'LIST',
    'the heads to write, from `dense,sparse,colbert`; a named head that is not available is an error',
    headNames,
    'all that the model has; export: dense,sparse',
  ),
  weights: withDefault<Weights>(
    '--weights',
    'D,S,C',
    'weights of dense, sparse and ColBERT in the fused scores (weights_for_different_modes)',
    weights,
    DEFAULT_WEIGHTS,
  ),
  as: optional<Units>(
    '--as',
    'DATABASE[:METRIC]',
    `the scores in a database’s units too: ${DATABASES.map(({ name }) => name).join(', ')}`,
    databaseUnits,
    'only FlagEmbedding’s',
  ),
  threads: withDefault('--threads', 'N', 'WASM threads', wholeNumber('--threads', 1), 1),
  outputs: optional<NamedOutputs>(
    '--outputs',
    'ROLE=NAME,…',
    'which output of the graph is `dense`, `sparse`, `colbert`, or `tokens` (hidden states); for a graph whose output names and shapes do not say it',
    namedOutputs,
    'as their names or shapes say',
  ),
  whole: flag('--whole', 'runs the graph as one session, although it could run layer by layer'),
  encoder: withDefault<Engine>(
    '--encoder',
    ENGINES.join('|'),
    'what runs the layers: `own`, m3scope’s encoder, where it computes them; or `onnxruntime`, for comparison',
    oneOf('--encoder', 'encoder', ENGINES),
    'own',
  ),
  faithful: flag(
    '--faithful',
    'int8 activations get one scale for each token, not one per tensor; an error where the graph has no choice',
  ),
  arithmetic: withDefault<Arithmetic>(
    '--arithmetic',
    ARITHMETICS.join('|'),
    'integer sums of int8 weights: `exact`, or `avx2` as onnxruntime on an x86 CPU without VNNI; an error where the model has no choice',
    oneOf<Arithmetic>('--arithmetic', 'arithmetic', ARITHMETICS),
    'exact',
  ),
  progress: flag(
    '--progress',
    'shows the load, how the graph runs, and each text with its layers on standard error',
  ),
  layer: optional<readonly Range[]>(
    '--layer',
    'LIST',
    'only these layers: numbers from 0 and ranges, as in `0,5` or `0-3` (3 included)',
    (text) => parseSelection('--layer', text),
    'all layers',
  ),
  head: optional<readonly Range[]>(
    '--head',
    'LIST',
    'only these attention heads, as in `--layer`',
    (text) => parseSelection('--head', text),
    'all attention heads',
  ),
  row: optional<readonly Range[]>(
    '--row',
    'LIST',
    'only the rows of these query tokens, as in `--layer`; 0 is `<s>`',
    (text) => parseSelection('--row', text),
    'all rows',
  ),
  metadata: withDefault(
    '--metadata',
    'in|out',
    'whether the timestamps and speakers of a recognised conversation belong to its sentences',
    oneOf<SentenceMetadata>('--metadata', 'choice', ['in', 'out']),
    'out',
  ),
  template: repeated(
    '--template',
    'TEXT',
    'a template of your own, tried first: `{title}\\n{text}`, `{other}`, or `s/from/to/flags`; may be given several times',
    template,
  ),
  against: optional(
    '--against',
    'FILE',
    'compares the model with this reference file; reads no lines',
    asGiven,
    'writes a reference file',
  ),
  name: optional('--name', 'TEXT', 'the name of the reference', asGiven, 'the id of the model'),
  origin: optional(
    '--origin',
    'TEXT',
    'where the values come from: library, version and call; needed where the lines bring values',
    asGiven,
  ),
  precision: optional(
    '--precision',
    'P',
    'the arithmetic that made the values: fp32, fp16, int8, …; needed where the lines bring values',
    asGiven,
  ),
  endpoint: optional(
    '--endpoint',
    'URL',
    'base address of the server (required, but for `--engine`); a whole address is taken too, and one without `http://`',
    asGiven,
  ),
  engine: optional<EngineName>(
    '--engine',
    'NAME',
    'compares with another library that runs the same files here, in place of a server: transformers.js',
    oneOf('--engine', 'engine', ENGINE_NAMES),
  ),
  dialect: optional<DialectName>(
    '--dialect',
    'NAME',
    `how the server is asked: ${DIALECT_NAMES.join(', ')}`,
    oneOf('--dialect', 'dialect', DIALECT_NAMES),
    'compare finds it out; curl: openai',
  ),
  modelName: optional(
    '--model-name',
    'NAME',
    'the name of the model on the server',
    asGiven,
    'the usual name of the dialect',
  ),
  search: flag(
    '--search',
    'where nothing explains the vector: looks for the text that comes nearest, change by change; a search, not a proof',
  ),
  budget: withDefault('--budget', 'N', 'texts that `--search` may compare', wholeNumber('--budget', 1), 200),
  sweep: flag(
    '--sweep',
    'then sends texts of 511, 512, 513, 2048 and 8192 tokens without a max_length, to find a silent cut',
  ),
  why: flag('--why', 'explains each text whose verdict is undecided or different, as the command `why` does'),
  timeout: withDefault('--timeout', 'S', 'seconds to wait for a reply', wholeNumber('--timeout', 1), 30),
  repeat: withDefault(
    '--repeat',
    'N',
    'requests for each text; `latency_ms` is that of the first, `latency_median_ms` the median of all',
    wholeNumber('--repeat', 1),
    1,
  ),
  shell: withDefault<FormName>(
    '--shell',
    'FORM',
    `the form of the command or program: ${FORM_NAMES.join(', ')}`,
    oneOf('--shell', 'shell', FORM_NAMES),
    'bash',
  ),
  url: optional(
    '--url',
    'URL',
    'base address of the server; a user name, a password or a `?` in it is refused',
    asGiven,
    'the usual address of the dialect or database',
  ),
  withKey: flag('--with-key', 'the request carries a key, written as `$API_KEY`, never as its value'),
  mode: withDefault<RequestMode>(
    '--mode',
    'MODE',
    `the vectors to ask for: ${REQUEST_MODES.join(', ')}; hybrid is dense and sparse`,
    oneOf('--mode', 'mode', REQUEST_MODES),
    'hybrid',
  ),
  kind: withDefault<CurlKind>(
    '--kind',
    'KIND',
    `what to ask for: ${CURL_KINDS.join(', ')}`,
    oneOf('--kind', 'kind', CURL_KINDS),
    'vectors',
  ),
  to: optional<TargetName>(
    '--to',
    'TARGET',
    `the format or database (required): ${TARGET_NAMES.join(', ')}`,
    oneOf('--to', 'target', TARGET_NAMES),
  ),
  collection: withDefault(
    '--collection',
    'NAME',
    'the name of the collection, index, table or class',
    asGiven,
    DEFAULT_COLLECTION,
  ),
  database: optional<SearchDatabase>(
    '--database',
    'NAME',
    `the database to search (required): ${SEARCH_DATABASES.join(', ')}`,
    oneOf('--database', 'database', SEARCH_DATABASES),
  ),
  by: withDefault<SearchKind>(
    '--by',
    'KIND',
    `what is searched by: ${SEARCH_KINDS.join(', ')}; hybrid merges both lists with the database’s own ranker`,
    oneOf('--by', 'kind', SEARCH_KINDS),
    'dense',
  ),
  top: withDefault('--top', 'N', 'documents for each query (k)', wholeNumber('--top', 1), 10),
  k: withDefault('--k', 'N', 'the k of ndcg@k, recall@k and precision@k', wholeNumber('--k', 1), 5),
  candidates: optional(
    '--candidates',
    'N',
    '`search`: what an index looks at or a ranker gets; `validate --corpus`: what each list keeps, at least `--k`',
    wholeNumber('--candidates', 1),
    '`search`: 10 × `--top`, 100 or more; `validate`: 10',
  ),
  ranker: optional<RankerName>(
    '--ranker',
    'NAME',
    `of a hybrid search: ${RANKER_NAMES.join(', ')}; not every database has each`,
    oneOf('--ranker', 'ranker', RANKER_NAMES),
    'rrf; Weaviate: relative',
  ),
  rankConstant: optional(
    '--rank-constant',
    'N',
    'the constant of rrf',
    wholeNumber('--rank-constant', 1),
    'the default of the database',
  ),
  denseField: optional(
    '--dense-field',
    'NAME',
    'the field of dense vectors',
    asGiven,
    'as the collection says',
  ),
  sparseField: optional(
    '--sparse-field',
    'NAME',
    'the field of sparse vectors',
    asGiven,
    'as the collection says',
  ),
  textField: optional(
    '--text-field',
    'NAME',
    'the field of the text; `a.b` is b of a',
    asGiven,
    'recognised',
  ),
  idField: optional(
    '--id-field',
    'NAME',
    'a field with the id of a document',
    asGiven,
    'the id of the database',
  ),
  tenant: optional('--tenant', 'NAME', 'the tenant in Chroma or Weaviate', asGiven, 'the default one'),
  inDatabase: optional(
    '--in-database',
    'NAME',
    'the database in Milvus or Chroma',
    asGiven,
    'the default one',
  ),
  pipeline: optional(
    '--pipeline',
    'NAME',
    'a search pipeline of OpenSearch',
    asGiven,
    'one is sent with each request',
  ),
  rest: flag('--rest', 'Weaviate’s REST Search API in place of GraphQL; dense searches alone'),
  metric: optional<PgMetric>(
    '--metric',
    'NAME',
    `the operator of pgvector: ${PG_METRICS.join(', ')}`,
    oneOf('--metric', 'metric', PG_METRICS),
    'that of the index; without one cosine, sparse: ip',
  ),
  psql: withDefault('--psql', 'PATH', 'the program that searches pgvector', asGiven, 'psql'),
  parallel: withDefault('--parallel', 'N', 'requests at once', wholeNumber('--parallel', 1), 4),
  setup: flag(
    '--setup',
    'writes what the database needs before the records; the lines only tell the type of the ids',
  ),
  map: optional<ColumnMapping>(
    '--map',
    'ROLE=COLUMN,…',
    'which columns hold `query`, `document`, `query-id`, `document-id`, `rank`, `score` (production’s), `label`',
    columnMapping,
    'as their names and values say',
  ),
  productionDirection: optional<'larger' | 'smaller'>(
    '--production-direction',
    'END',
    'which end of production’s score is closer: `larger` (a similarity) or `smaller` (a distance)',
    oneOf('--production-direction', 'end', ['larger', 'smaller']),
    'as its ranks, formula or name say',
  ),
  corpus: flag(
    '--corpus',
    'compares every query with every document; the best of dense, of sparse and of sparse+dense are the candidates',
  ),
  out: optional(
    '--out',
    'FILE',
    'a row for each pair, with its five scores: `.csv`, `.jsonl` or `.xlsx`',
    asGiven,
  ),
  report: optional('--report', 'FILE', 'a report as one HTML file, with charts and without scripts', asGiven),
  checkpoint: optional(
    '--checkpoint',
    'DIR',
    'keeps scores and vectors in this folder: a run that was ended goes on there and gives the same bytes',
    asGiven,
  ),
  port: withDefault(
    '--port',
    'N',
    'the port to listen on; 0 takes a free one',
    wholeNumber('--port', 0),
    8093,
  ),
  host: withDefault('--host', 'H', 'the address to listen on', asGiven, '127.0.0.1'),
} as const

export type OptionName = keyof typeof OPTIONS

export type OptionValues = {
  readonly [K in OptionName]: (typeof OPTIONS)[K] extends OptionDescription<infer T> ? T : never
}

/** What the load of a model needs. */
export const ENGINE_OPTIONS = ['model', 'outputs', 'threads', 'whole', 'encoder', 'progress'] as const
export type EngineOption = (typeof ENGINE_OPTIONS)[number]

/** How a text is encoded. */
export const ENCODE_OPTIONS = ['tokenizer', 'maxLength', 'truncateDim', 'faithful', 'arithmetic'] as const
export type EncodeOption = (typeof ENCODE_OPTIONS)[number]

/** Options of most commands: docs/cli.md explains them in one table. */
export const SHARED_OPTIONS: readonly OptionName[] = [...ENGINE_OPTIONS, ...ENCODE_OPTIONS]
