import { fileURLToPath } from 'node:url'
import { dirname, join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import type { Encoded } from '../src/engine/encode/types'
import { EngineError } from '../src/engine/errors'
import { loadTextOnly } from '../src/engine/model/load-text'
import { HEAD_NAMES, type Available, type HeadName, type ModelInfo } from '../src/engine/model/types'
import { SCORE_NAMES, type Scores } from '../src/engine/score/types'
import type { Tokenized } from '../src/engine/tokenizer/types'
import type { EngineClient } from '../src/host/calls'
import { createInProcessClient } from '../src/host/in-process'
import { nodePorts } from '../src/host/node-ports'
import { folderSource } from '../src/platform/node/folder'
import type { Arguments, CommandName } from './arguments'
import { onLine, readLines, say, stringField, writeLine } from './lines'
import { UsageError } from './usage-error'

const DEMO = fileURLToPath(new URL('../public/models/demo', import.meta.url))

/** `--model` is a folder, or one of its graphs: then the folder is the nearest one above with a tokenizer.json. */
function modelPath(model: string | null): { folder: string; graphFile: string | null } {
  if (model === null) return { folder: DEMO, graphFile: null }
  if (!model.endsWith('.onnx')) return { folder: model, graphFile: null }
  const graph = resolve(model)
  const folder = [dirname(graph), dirname(dirname(graph))].find((path) =>
    existsSync(join(path, 'tokenizer.json')),
  )
  if (!folder) throw new UsageError(`no tokenizer.json lies beside ${model} or one folder above it.`)
  return { folder, graphFile: graph.slice(resolve(folder).length + 1).replaceAll('\\', '/') }
}

async function openEngine(options: Arguments): Promise<{ engine: EngineClient; info: ModelInfo }> {
  const engine = createInProcessClient(nodePorts)
  const { folder, graphFile } = modelPath(options.model)
  const info = await engine.call('load', {
    model: { kind: 'folder', path: folder, isDemo: options.model === null, ...(graphFile && { graphFile }) },
    threads: options.threads,
    wasmBaseUrl: null,
  })
  if (info.tokenizer.kind === 'huggingface-js')
    say(`tokenizer: ${info.tokenizer.engine}, not exact (${info.tokenizer.fallbackReason}); no offsets.`)
  return { engine, info }
}

function maxLengthOf(options: Arguments, limit: number, model: string): number {
  if (options.maxLength !== null && options.maxLength > limit)
    throw new UsageError(
      `--max-length ${options.maxLength} is above the ${limit} tokens that ${model} takes.`,
    )
  return options.maxLength ?? limit
}

function sayIfCut(line: number, field: string, { truncated, fullLength, maxLength }: Tokenized): void {
  if (truncated)
    say(`line ${line}: "${field}" has ${fullLength} tokens and was cut to max_length ${maxLength}.`)
}

/** Flat arrays as JSON writes them. */
const list = (values: Iterable<number>): number[] => Array.from(values)

function offsetsOf({ starts, ends }: Tokenized): [number, number][] | null {
  return starts && ends ? Array.from(starts, (start, i) => [start, ends[i]!]) : null
}

async function tokenize(options: Arguments): Promise<void> {
  const source = await folderSource(modelPath(options.model).folder)
  const { tokenizers, limit } = await loadTextOnly(source)
  const tokenizer = tokenizers.get(options.tokenizer)
  if (tokenizer.info.kind === 'huggingface-js')
    say(`tokenizer: ${tokenizer.info.engine}, not exact (${tokenizer.info.fallbackReason}); no offsets.`)
  const maxLength = maxLengthOf(options, limit.value, source.id)
  for await (const line of readLines(options.file)) {
    const text = stringField(line, 'text')
    const tokenized = await onLine(line, 'text', () => tokenizer.encode(text, maxLength))
    sayIfCut(line.line, 'text', tokenized)
    await writeLine({
      id: line.value.id,
      input_ids: list(tokenized.ids),
      tokens: tokenized.tokens,
      offsets: offsetsOf(tokenized),
      truncated: tokenized.truncated,
    })
  }
}

const HEAD_FIELDS = {
  dense: { dense_vecs: (e: Encoded) => map(e.denseVecs, list) },
  sparse: {
    lexical_weights: (e: Encoded) => map(e.lexicalWeights, (weights) => Object.fromEntries(weights)),
  },
  colbert: {
    colbert_vecs: (e: Encoded) =>
      map(e.colbertVecs, ({ rows, dimension, data }) =>
        Array.from({ length: rows }, (_, row) => list(data.subarray(row * dimension, (row + 1) * dimension))),
      ),
  },
} as const

function map<T, R>(part: Available<T>, read: (value: T) => R): R | undefined {
  return part.state === 'available' ? read(part.value) : undefined
}

async function encode(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  refuseMissingHeads(options.heads ?? [], info)
  const heads = options.heads ?? HEAD_NAMES
  const maxLength = maxLengthOf(options, info.positionLimit.value, info.id)
  const settings = { tokenizerMode: options.tokenizer, maxLength, normalize: true }
  for await (const line of readLines(options.file)) {
    const text = stringField(line, 'text')
    const encoded = await onLine(line, 'text', () => engine.call('encode', { text, settings }))
    sayIfCut(line.line, 'text', encoded.tokenized)
    const fields = HEAD_NAMES.filter((head) => heads.includes(head)).flatMap((head) =>
      Object.entries(HEAD_FIELDS[head]).map(([key, read]) => [key, read(encoded)] as const),
    )
    await writeLine({
      id: line.value.id,
      input_ids: list(encoded.tokenized.ids),
      ...Object.fromEntries(fields),
    })
  }
}

function refuseMissingHeads(asked: readonly HeadName[], info: ModelInfo): void {
  for (const head of asked) {
    const state = info.heads[head]
    if (state.state === 'unavailable')
      throw new EngineError('model/head-unavailable', `${info.id} has no ${head} head (${state.reason}).`, {
        head,
        reason: state.reason,
      })
  }
}

async function score(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  const maxLength = maxLengthOf(options, info.positionLimit.value, info.id)
  const settings = { tokenizerMode: options.tokenizer, maxLength, normalize: true }
  for await (const line of readLines(options.file)) {
    const a = stringField(line, 'a')
    const b = stringField(line, 'b')
    const reply = await onLine(line, 'a', () =>
      engine.call('analyze', { a, b, settings, weights: options.weights }),
    )
    sayIfCut(line.line, 'a', reply.a.encoded.tokenized)
    sayIfCut(line.line, 'b', reply.b.encoded.tokenized)
    await writeLine({ id: line.value.id, ...scoreFields(reply.scores) })
  }
}

/** A score that the model cannot give is null. */
const scoreFields = (scores: Scores) =>
  Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const part = scores[name]
      return [name, part.state === 'available' ? part.value : null]
    }),
  )

export const COMMANDS: Readonly<Record<CommandName, (options: Arguments) => Promise<void>>> = {
  tokenize,
  encode,
  score,
}
