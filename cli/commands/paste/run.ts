/** `paste`: what the paste dialog of the page reads in a text. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { fromErrorData, type ErrorData } from '../../../src/engine/errors'
import { decodeText } from '../../../src/engine/text/decode'
import { findInPaste } from '../../../src/formats/paste/read'
import type { PastedCase, PasteNote } from '../../../src/formats/paste/types'
import type { ForeignReply, ForeignVectors } from '../../../src/formats/reply/types'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { noSuchFile, writeLine } from '../../shared/lines'

/** @throws EngineError paste/…, vector/…, reply/refused; its code, message and values are on standard output by then */
export async function run({ file }: Arguments<never>, io: Io): Promise<void> {
  const bytes =
    file === null
      ? await buffer(io.stdin.map((chunk: string | Uint8Array) => Buffer.from(chunk as string)))
      : await readFile(file).catch(() => Promise.reject(noSuchFile(file)))
  const { text } = decodeText(new Uint8Array(bytes))
  const found = findInPaste(text)
  switch (found.kind) {
    case 'request': {
      const [first, ...others] = found.cases.map(requestOf)
      return writeLine(io, { ...first, ...(others.length > 0 && { others }) })
    }
    case 'vectors': {
      const { otherwise } = found.reply
      const others = otherwise === undefined ? {} : { others: [foundVectors(otherwise)] }
      const notes = found.notes.map(written)
      return writeLine(io, { ...foundVectors(found.reply), notes, ...others })
    }
    case 'text':
      if (text.trim() !== '')
        return writeLine(io, { ...NOTHING, kind: 'text', texts: [text], notes: found.notes.map(written) })
      break
    case 'failed':
  }
  return fail(io, found.error)
}

/** The fields that every answer has. */
const NOTHING = {
  kind: '',
  source: null,
  dialect: null,
  url: null,
  texts: [],
  settings: {},
  vectors: [],
  notes: [],
}

async function fail(io: Io, { code, message, values, ...more }: ErrorData): Promise<never> {
  await writeLine(io, { code, message, values })
  throw fromErrorData({ code, message: `${code}: ${message}`, values, ...more })
}

const written = ({ code, values }: PasteNote) => ({ code, ...values })

const requestOf = (found: PastedCase) => ({
  ...NOTHING,
  kind: 'request',
  source: found.source,
  dialect: found.dialect,
  url: found.url,
  texts: found.texts,
  settings: settingsOf(found),
  vectors: found.reply === null ? [] : vectorsOf(found.reply).vectors,
  notes: found.notes.map(written),
})

const foundVectors = (reply: ForeignReply) => ({
  ...NOTHING,
  kind: 'vectors',
  source: reply.form,
  ...vectorsOf(reply),
})

function settingsOf(found: PastedCase): Readonly<Record<string, unknown>> {
  const { maxLength, truncate, direction } = found.truncation
  const all = {
    model: found.model,
    max_length: maxLength,
    truncate,
    truncation_direction: direction,
    truncate_dim: found.truncateDim,
    normalize: found.normalize,
    encoding_format: found.encodingFormat,
    prompt_name: found.promptName,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

const vectorsOf = (reply: ForeignReply) => ({
  texts: reply.items.flatMap(({ text }) => text ?? []),
  vectors: reply.items.flatMap(headsOf),
})

function headsOf({ dense, sparse, byToken, colbert, hidden, tokenWeights }: ForeignVectors): object[] {
  return [
    ...(dense ? [{ head: 'dense', dimension: dense.length }] : []),
    ...(sparse ? [{ head: 'sparse', dimension: null, weights: sparse.size }] : []),
    ...(byToken ? [{ head: 'sparse', dimension: null, weights: byToken.size, by: 'token' }] : []),
    ...(colbert ? [{ head: 'colbert', dimension: colbert.dimension, rows: colbert.rows }] : []),
    ...(hidden ? [{ head: 'hidden', dimension: hidden.dimension, rows: hidden.rows }] : []),
    ...(tokenWeights
      ? [{ head: 'sparse', dimension: null, weights: tokenWeights.length, by: 'position' }]
      : []),
  ]
}
