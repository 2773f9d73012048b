import { loadTextOnly } from '../src/engine/model/load-text'
import { HEAD_NAMES } from '../src/engine/model/types'
import { SCORE_NAMES, type Scores } from '../src/engine/score/types'
import type { Tokenized } from '../src/engine/tokenizer/types'
import { folderSource } from '../src/platform/node/folder'
import type { Arguments, CommandName } from './arguments'
import { attention } from './attention'
import { certify } from './certify'
import { exportVectors } from './export'
import { compare } from './compare'
import { curl } from './curl'
import {
  HEAD_FIELDS,
  list,
  maxLengthOf,
  modelPath,
  openEngine,
  refuseMissingHeads,
  settingsOf,
} from './engine'
import { onLine, readLines, say, sayIfCut, stringField, writeLine } from './lines'
import { reporter } from './progress'
import { replay } from './replay'
import { sentences } from './sentences'
import { serve } from './serve'
import { why } from './why'

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

async function encode(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  refuseMissingHeads(options.heads ?? [], info)
  const heads = options.heads ?? HEAD_NAMES
  const settings = settingsOf(options, info)
  const progress = reporter(options.progress)
  for await (const line of readLines(options.file)) {
    const text = stringField(line, 'text')
    const encoded = await onLine(line, 'text', () =>
      engine.call('encode', { text, settings, fresh: true }, progress.text(`line ${line.line}`)),
    )
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

async function score(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  const settings = settingsOf(options, info)
  const progress = reporter(options.progress)
  for await (const line of readLines(options.file)) {
    const a = stringField(line, 'a')
    const b = stringField(line, 'b')
    const reply = await onLine(line, 'a', () =>
      engine.call(
        'analyze',
        { a, b, settings, weights: options.weights },
        progress.pair(`line ${line.line}`),
      ),
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
  sentences,
  attention,
  certify,
  curl,
  export: exportVectors,
  compare,
  serve,
  why,
  replay,
}
