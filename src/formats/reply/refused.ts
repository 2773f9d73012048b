/** Recognises replies without vectors that carry an error message. */
import { EngineError } from '../../engine/errors'
import { DEEPEST, isTooDeep } from '../depth'
import type { Literal, LiteralObject } from './literal'
import { isObject } from '../../engine/values'
import { isList } from './shapes'

const LONGEST = 300

/** @throws EngineError vector/too-deep for JSON that is nested deeper than any reply */
export function throwIfTooDeep(text: string): void {
  if (/^[[{]/.test(text) && isTooDeep(text))
    throw new EngineError('vector/too-deep', `Brackets are nested more than ${DEEPEST} levels deep.`, {
      limit: DEEPEST,
    })
}

/** @throws EngineError reply/refused */
export function throwIfHtml(text: string): void {
  if (!/^\s*(?:<!doctype html|<html|<\?xml|<head|<body)/i.test(text)) return
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(text)?.[1]
  const heading = /<h1[^<>]*>([^<]*)<\/h1>/i.exec(text)?.[1]
  throw refused(`HTML: ${[title, heading].filter(Boolean).join(', ') || text.trim().slice(0, 60)}`)
}

/** @throws EngineError reply/refused where the reply is the report of an error */
export function throwIfRefused(reply: LiteralObject): void {
  const said = wordsOf(reply)
  if (said !== null) throw refused(said)
}

function wordsOf(reply: LiteralObject): string | null {
  const { error, detail, message, code, status, errors } = reply
  // Chroma: the kind of the error, and what happened.
  if (typeof error === 'string' && typeof message === 'string') return `${message} (${error})`
  if (error !== undefined && error !== null && error !== false && error !== '') return words(error)
  if (detail !== undefined) return words(detail)
  // GraphQL
  if (isList(errors) && errors.length > 0) return words(errors)
  // Qdrant
  if (isObject(status) && status['error'] !== undefined) return words(status['error'])
  // TEI's OpenAI routes, Milvus (code 0 is success), DashScope
  if (typeof message === 'string' && code !== undefined && code !== 0 && code !== 200 && code !== null)
    return `${message} (${String(code)})`
  return null
}

function words(value: Literal): string {
  if (typeof value === 'string') return value
  if (isObject(value)) {
    // Elasticsearch and OpenSearch say it as `reason`.
    const said = value['message'] ?? value['msg'] ?? value['detail'] ?? value['reason']
    if (typeof said === 'string') {
      const { loc, code, type } = value
      const where = isList(loc) ? `${loc.join('.')}: ` : ''
      const more = code ?? type
      return where + said + (typeof more === 'string' || typeof more === 'number' ? ` (${more})` : '')
    }
  }
  if (isList(value)) return value.map(words).join('; ')
  return JSON.stringify(value)
}

const refused = (said: string) => {
  const shown = said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said
  return new EngineError('reply/refused', `The server gave no vectors; it says: ${shown}`, { said: shown })
}
