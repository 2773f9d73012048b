import { parseArgs } from 'node:util'
import { HEAD_NAMES, type HeadName } from '../src/engine/model/types'
import { DEFAULT_COLLECTION } from '../src/formats/export/types'
import { checkWeights, DEFAULT_WEIGHTS } from '../src/engine/score/fuse'
import type { Weights } from '../src/engine/score/types'
import type { SentenceMetadata } from '../src/engine/text/sentences/types'
import type { TokenizerMode } from '../src/engine/tokenizer/types'
import { parseSelection, type Range } from './selection'
import { UsageError } from './usage-error'

export const USAGE = `Usage: npm run -s cli -- COMMAND [FILE] [options]

Reads JSON Lines from FILE or standard input, writes JSON Lines to standard output: one line per input line.

  tokenize   {"id","text"}   → {"id","input_ids","tokens","offsets","truncated"}
  encode     {"id","text"}   → {"id","input_ids","dense_vecs","lexical_weights","colbert_vecs"}
  score      {"id","a","b"}  → {"id","dense","sparse","colbert","sparse+dense","colbert+sparse+dense"}
  sentences  {"id","text"}   → {"id","sentences":[{"start","end","text","speaker"?,"timestamp"?}]}
  attention  {"id","text"}   → {"id","input_ids","tokens","attentions":[layer][head][query][key]}
  certify    {"id","text"} and {"id","a","b"}  → one JSON: a file of reference values, made by the model; lines that
             have values ("input_ids","dense_vecs","lexical_weights","colbert_vecs"; "scores") are taken as they are
             and need --origin and --precision
  certify --against FILE  reads no lines: compares the model with a reference file, writes the certificate (JSON)
  compare    {"id","text"} or {"id","a","b"} → {"id","latency_ms","dimension","norm","cosine","largest_difference",
             "sparse","colbert","scores","verdict"}: a live server beside the model; the key is $API_KEY alone
  serve      reads no lines: m3scope's own server over HTTP until it is stopped; any page may ask it (CORS *)
  why        {"id","text","vector":[…]} → {"id","explained","best":{"hypotheses","cosine"},"ranked"}: why that vector is not
             ours; "lexical_weights" or "colbert_vecs" in place of "vector"; optional "other", "title", "prefix"
  curl       {"id","a","b"}  → the request to a server as text: a command or a program, a blank line between them; "b" may
             be absent; texts as they are sent; keys are never written; no model is loaded
  export     {"id","text"}   → that target's file, whole: --to json, milvus, milvus-rest, qdrant, elasticsearch, opensearch,
             pgvector, weaviate, vespa, jsonl, csv, npy; nothing is written before every line is checked

  --model PATH          a model's folder, or one .onnx file in it (default: the embedded demo model)
  --tokenizer hf4|hf5   tokenizer.json as written (hf4, default) or as transformers 5 rebuilds it
  --max-length N        tokens, <s> and </s> included (default: the model's limit; curl: not sent)
  --truncate-dim N      encode, score, export: dense_vecs cut to N dimensions, then normalised; encode adds "dense_vecs_full"
  --heads LIST          encode, certify: of dense,sparse,colbert (default: all that the model has)
                        export: default dense,sparse
  --to TARGET           export: the format or database
  --collection NAME     export: collection, index, table or class (default: m3scope)
  --setup               export: not the records but what the database needs before them: mapping, schema, collection
  --weights D,S,C       score, certify: weights_for_different_modes (default 1,1,1)
  --threads N           WASM threads (default 1)
  --whole               one session for the whole graph, where it would run layer by layer
  --faithful            encode, score, attention, certify: int8 activations with one scale per token instead of one per
                        tensor; an error where the graph has no such choice
  --progress            the load, each text and its layers, on standard error
  --layer LIST          attention: of these layers only: 0,5 or 0-3, from 0; so --head, --row
  --head LIST           attention: of these heads
  --row LIST            attention: these queries, 0 is <s>; of a long text all of them are too many
  --metadata in|out     sentences: timestamps and speakers of a conversation as part of them (default: out)
  --against FILE        certify: the reference file to compare with
  --name TEXT           certify: what the values are of (default: the model's id)
  --origin TEXT         certify: where the values are from: library and version, call
  --precision P         certify: of the arithmetic that made them: fp32, fp16, int8, …
  --endpoint URL        compare: the server's base address
  --dialect NAME        compare: how it is spoken to (default: found out by asking); curl: default openai
  --model-name NAME     compare, curl: the model as the server knows it
  --sweep               compare: texts of 511, 512, 513, 2048 and 8192 tokens, to find silent truncation; reads no lines
  --timeout S           compare: seconds to wait for a reply (default 30)
  --repeat N            compare: ask N times; "latency_ms" is the first, "latency_median_ms" that of all (default 1)
  --shell FORM          curl: bash (default), powershell, cmd, fetch, python, httpie
  --url URL             curl: the server's base address (default: the dialect's usual one)
  --with-key            curl: the request carries a key, as $API_KEY
  --mode MODE           curl: vectors of hybrid (default: dense and sparse), dense, sparse, colbert, all
  --kind KIND           curl: vectors (default), similarity, tokenize, health
  --port N, --host H    serve: where to listen (default 8093 on 127.0.0.1)

  replay FILE.m3case.json  runs a case of the page again and compares; texts, rules and settings are the case's own. One
             JSON; of a .m3cases.json one line for each case. Exit 1 where an outcome is beyond its tolerance, or not as
             the case expects

Exit code: 0 done, 2 bad input or arguments, 1 anything else; certify --against: 1 when the certificate is no pass.
`

export const COMMAND_NAMES = [
  'tokenize',
  'encode',
  'score',
  'sentences',
  'attention',
  'certify',
  'compare',
  'serve',
  'curl',
  'export',
  'why',
  'replay',
] as const
export type CommandName = (typeof COMMAND_NAMES)[number]

export interface Arguments {
  readonly command: CommandName
  /** Null: standard input. */
  readonly file: string | null
  /** Null: the embedded demo model. */
  readonly model: string | null
  readonly tokenizer: TokenizerMode
  /** Null: the model's own limit. */
  readonly maxLength: number | null
  /** Null: whole vectors. */
  readonly truncateDim: number | null
  /** Null: all that the model has. */
  readonly heads: readonly HeadName[] | null
  readonly weights: Weights
  readonly threads: number
  readonly whole: boolean
  readonly faithful: boolean
  readonly progress: boolean
  /** `--layer`, `--head`, `--row`; null: all. */
  readonly layers: readonly Range[] | null
  readonly attentionHeads: readonly Range[] | null
  readonly rows: readonly Range[] | null
  readonly metadata: SentenceMetadata
  /** A reference file; null: write one. */
  readonly against: string | null
  readonly name: string | null
  readonly origin: string | null
  readonly precision: string | null
  /** `export`: the target; null: not said. */
  readonly to: string | null
  readonly collection: string
  readonly setup: boolean
  /** `compare`: a server's base URL. */
  readonly endpoint: string | null
  /** Null: found out by asking. */
  readonly dialect: string | null
  readonly modelName: string | null
  readonly shell: string | null
  /** `curl`: a server's base URL; null: the dialect's usual one. */
  readonly url: string | null
  readonly withKey: boolean
  readonly mode: string | null
  readonly kind: string | null
  readonly sweep: boolean
  /** Seconds. */
  readonly timeout: number
  readonly repeat: number
  readonly port: number
  readonly host: string
}

/** What a case brings itself. */
const OF_THE_CASE = [
  'tokenizer',
  'max-length',
  'truncate-dim',
  'heads',
  'weights',
  'faithful',
  'metadata',
] as const

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments | { readonly command: 'help' } {
  const { values, positionals } = parse(argv)
  const [command, file, ...rest] = positionals
  if (values.help || command === 'help') return { command: 'help' }
  if (command === undefined) throw new UsageError(`a command is missing.\n\n${USAGE}`)
  if (!isOneOf(COMMAND_NAMES, command))
    throw new UsageError(`there is no command "${command}"; commands are ${COMMAND_NAMES.join(', ')}.`)
  if (rest.length > 0) throw new UsageError(`one input file at most, found also: ${rest.join(' ')}.`)
  const tokenizer = values.tokenizer ?? 'hf4'
  if (!isOneOf(['hf4', 'hf5'] as const, tokenizer))
    throw new UsageError(`--tokenizer is hf4 or hf5, not "${tokenizer}".`)
  const metadata = values.metadata ?? 'out'
  if (!isOneOf(['in', 'out'] as const, metadata))
    throw new UsageError(`--metadata is in or out, not "${metadata}".`)
  if (command === 'replay') {
    const own = OF_THE_CASE.find((name) => values[name] !== undefined)
    if (own) throw new UsageError(`--${own} does not go with replay: settings are the case's own.`)
  }
  return {
    command,
    file: file ?? null,
    model: values.model ?? null,
    tokenizer,
    maxLength:
      values['max-length'] === undefined ? null : wholeNumber('--max-length', values['max-length'], 2),
    truncateDim:
      values['truncate-dim'] === undefined ? null : wholeNumber('--truncate-dim', values['truncate-dim'], 1),
    heads: values.heads === undefined ? null : parseHeads(values.heads),
    weights: values.weights === undefined ? DEFAULT_WEIGHTS : parseWeights(values.weights),
    threads: values.threads === undefined ? 1 : wholeNumber('--threads', values.threads, 1),
    whole: values.whole ?? false,
    faithful: values.faithful ?? false,
    progress: values.progress ?? false,
    layers: values.layer === undefined ? null : parseSelection('--layer', values.layer),
    attentionHeads: values.head === undefined ? null : parseSelection('--head', values.head),
    rows: values.row === undefined ? null : parseSelection('--row', values.row),
    metadata,
    against: values.against ?? null,
    name: values.name ?? null,
    origin: values.origin ?? null,
    precision: values.precision ?? null,
    to: values.to ?? null,
    collection: values.collection ?? DEFAULT_COLLECTION,
    setup: values.setup ?? false,
    endpoint: values.endpoint ?? null,
    dialect: values.dialect ?? null,
    modelName: values['model-name'] ?? null,
    shell: values.shell ?? null,
    url: values.url ?? null,
    withKey: values['with-key'] ?? false,
    mode: values.mode ?? null,
    kind: values.kind ?? null,
    sweep: values.sweep ?? false,
    timeout: values.timeout === undefined ? 30 : wholeNumber('--timeout', values.timeout, 1),
    repeat: values.repeat === undefined ? 1 : wholeNumber('--repeat', values.repeat, 1),
    port: values.port === undefined ? 8093 : wholeNumber('--port', values.port, 0),
    host: values.host ?? '127.0.0.1',
  }
}

function parse(argv: readonly string[]) {
  const string = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        model: string,
        tokenizer: string,
        'max-length': string,
        'truncate-dim': string,
        heads: string,
        weights: string,
        threads: string,
        whole: flag,
        faithful: flag,
        progress: flag,
        layer: string,
        head: string,
        row: string,
        metadata: string,
        against: string,
        name: string,
        origin: string,
        precision: string,
        to: string,
        collection: string,
        setup: flag,
        endpoint: string,
        dialect: string,
        'model-name': string,
        shell: string,
        url: string,
        'with-key': flag,
        mode: string,
        kind: string,
        sweep: flag,
        timeout: string,
        repeat: string,
        port: string,
        host: string,
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => list.includes(value as T)

function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < least)
    throw new UsageError(`${option} is a whole number from ${least}, not "${value}".`)
  return number
}

function parseHeads(value: string): HeadName[] {
  return value.split(',').map((head) => {
    if (!isOneOf(HEAD_NAMES, head))
      throw new UsageError(`--heads takes ${HEAD_NAMES.join(',')}, not "${head}".`)
    return head
  })
}

function parseWeights(value: string): Weights {
  const parts = value.split(',')
  const [dense, sparse, colbert] = parts.map((part) => (part.trim() === '' ? NaN : Number(part)))
  if (parts.length !== 3 || [dense, sparse, colbert].some((part) => Number.isNaN(part)))
    throw new UsageError(`--weights takes three numbers d,s,c (dense, sparse, colbert), not "${value}".`)
  return checkWeights({ dense: dense!, sparse: sparse!, colbert: colbert! })
}
