/** Recognises replies that report an error, by status and text. */
import { detail } from '../../engine/details'
import { EngineError } from '../../engine/errors'
import type { WireReply } from '../../engine/endpoint/ports'
import { isObject } from '../../engine/values'
import { throwIfRefused } from '../reply/refused'
import { readLiteral } from '../reply/literal'

export interface Place {
  /** "localhost:8080" */
  readonly host: string
  /** "POST http://localhost:8080/v1/embeddings" */
  readonly tried: string
}

const LONGEST = 300

/** @throws EngineError endpoint/… */
export function checkReply(reply: WireReply, { host, tried }: Place): void {
  const { status, text } = reply
  const isHtml = /html/.test(reply.contentType) || /^\s*(<!doctype html|<html)/i.test(text)
  if (status >= 200 && status < 300) {
    if (!isHtml) return
    const title = titleOf(text)
    throw new EngineError('endpoint/html', `${host} answered with a page (${title}), not with vectors.`, {
      host,
      status,
      title,
    })
  }
  const said = isHtml ? titleOf(text) : saidIn(text)
  const values = { host, status, said: said === '' ? detail('said-nothing') : said, tried }
  const told = said === '' ? '' : `: ${said}`
  switch (status) {
    case 401:
    case 403:
      throw new EngineError(
        'endpoint/unauthorized',
        `${host} wants a key, or another one (${status})${told}`,
        values,
      )
    case 404:
    case 405:
      throw new EngineError('endpoint/not-found', `${host} knows no ${tried} (${status})${told}`, values)
    case 413:
      throw new EngineError('endpoint/too-large', `The request is too large for ${host}${told}`, values)
    case 415:
      throw new EngineError('endpoint/media-type', `${host} takes no JSON at ${tried}${told}`, values)
    case 424:
      throw new EngineError('endpoint/no-head', `The model at ${host} does not give this${told}`, values)
    case 429:
      throw new EngineError('endpoint/busy', `${host} takes no more requests now${waitWords(reply)}${told}`, {
        ...values,
        wait: reply.retryAfter ?? '–',
      })
  }
  if (status >= 500) throw new EngineError('endpoint/server', `${host} failed (${status})${told}`, values)
  throw new EngineError('endpoint/refused', `${host} refused the request (${status})${told}`, values)
}

const waitWords = ({ retryAfter }: WireReply): string =>
  retryAfter === null ? '' : ` (Retry-After: ${retryAfter})`

/** The server's own message, wherever the known servers put it. */
function saidIn(text: string): string {
  const value = readLiteral(text.trim())
  if (isObject(value)) {
    try {
      throwIfRefused(value)
    } catch (error) {
      if (error instanceof EngineError) return String(error.values.said)
    }
  }
  return shorten(text)
}

const titleOf = (html: string): string =>
  shorten(
    /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1] ?? /<h1[^>]*>([^<]*)<\/h1>/i.exec(html)?.[1] ?? '',
  ) || '<html>'

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}
