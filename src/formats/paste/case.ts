/** A raw request as a case. */
import { EngineError, toErrorData } from '../../engine/errors'
import { parseReply, type ForeignReply } from '../reply'
import { baseUrlOf } from './base-url'
import type { RawRequest } from './raw'
import { isObject } from '../../engine/values'
import { isTooDeep } from '../depth'
import { refuseDepth } from './work'
import type { Json, JsonObject } from './json'
import { recognise, TEXT_KEYS } from './recognise'
import { settingsOf } from './settings'
import { markedIn, throwIfMarked, unmark } from './unknown'
import type { PastedCase, PasteNote } from './types'

/** @throws EngineError paste/no-texts, paste/not-json, paste/variable, paste/token-ids */
export function caseOf(raw: RawRequest): PastedCase {
  const body = bodyOf(raw)
  const { dialect, kind, texts, notes } = recognise(body, raw.url)
  const settings = settingsOf(body, dialect)
  const { reply, notes: replyNotes } = replyOf(raw, kind)
  return {
    ...settings,
    source: raw.source,
    dialect,
    kind,
    url: raw.url === null ? null : unmark(raw.url),
    baseUrl: raw.url === null ? null : baseUrlOf(raw.url, dialect),
    method: raw.method,
    texts,
    model: modelOf(settings.model),
    secretsDropped: raw.secretsDropped,
    notes: [...raw.notes, ...notes, ...settings.notes, ...lineEnds(texts), ...replyNotes],
    reply,
  }
}

/** A shell's variable is shown as it is written; an expression of a program is no name of a model. */
function modelOf(model: string | null): string | null {
  const name = model === null ? null : markedIn(model)
  return model === null || (name !== null && !name.startsWith('$')) ? null : unmark(model)
}

const lineEnds = (texts: readonly string[]): PasteNote[] =>
  texts.some((text) => text.includes('\r\n')) ? [{ code: 'line-ends', values: {} }] : []

function bodyOf({ body, url }: RawRequest): JsonObject {
  if (body === null || body.trim() === '') {
    // A search with its text in the address.
    const query = formOf(/\?([^#]*)/.exec(url ?? '')?.[1] ?? '')
    if (TEXT_KEYS.some((key) => query[key] !== undefined)) return query
    throw noBody()
  }
  try {
    if (isTooDeep(body)) refuseDepth(Infinity)
    const json = JSON.parse(body) as Json
    if (isObject(json)) return json
    throw noBody(body)
  } catch (error) {
    if (error instanceof EngineError) throw error
  }
  throwIfMarked(body) // {"input": $TEXT}
  if (/^[\w.[\]-]+=/.test(body)) return formOf(body)
  const start = body.trim().slice(0, 60)
  throw new EngineError('paste/not-json', `The body is not JSON: ${start}`, { start })
}

/** a=b&c=d; a repeated name makes a list. */
function formOf(body: string): JsonObject {
  // A map, because a field may be called `constructor`.
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(body)) {
    const key = name.replace(/\[\]$/, '')
    const before = fields.get(key)
    if (before === undefined) fields.set(key, value)
    else if (typeof before === 'string') fields.set(key, [before, value])
    else before.push(value)
  }
  return Object.fromEntries(fields)
}

const noBody = (found = '') =>
  new EngineError('paste/no-texts', `The request has no JSON object as its body: ${found.slice(0, 60)}`, {
    found: found.slice(0, 60) || '∅',
  })

/** A response that cannot be read is left out with a note; the request is still read. */
function replyOf(
  { response }: RawRequest,
  kind: PastedCase['kind'],
): { reply: ForeignReply | null; notes: readonly PasteNote[] } {
  if (response === undefined || response.text.trim() === '') return { reply: null, notes: [] }
  try {
    return { reply: parseReply(response.text, kind), notes: [] }
  } catch (error) {
    const detail = error instanceof EngineError ? error.message : String(error)
    return {
      reply: null,
      notes: [
        {
          code: 'reply-unreadable',
          values: { status: response.status, detail: detail.slice(0, 200) },
          error: toErrorData(error),
        },
      ],
    }
  }
}
