/**
 * Reads bodies, and replies with errors: `{"error":{"code","message","type","param",…}}`. `type` and `param` are those
 * that OpenAI's clients look for.
 */
import type { Context } from 'hono'
import type { ZodError, ZodType } from 'zod'
import { EngineError } from '../../../src/engine/errors'
import { bodyOf } from './body'

type Refusal = 400 | 404 | 405 | 413 | 415 | 422 | 500

interface More {
  /** Of the request, as in `texts[2]`. */
  readonly field?: string
  readonly values?: Readonly<Record<string, unknown>>
}

export const refuse = (
  c: Context,
  status: Refusal,
  code: string,
  message: string,
  more: More = {},
): Response => {
  const type = status < 500 ? 'invalid_request_error' : 'server_error'
  return c.json({ error: { code, message, type, param: more.field ?? null, ...more } }, status)
}

/** The checked body, or the reply that refuses it: 400 for bad JSON, 422 for a bad field. */
export async function readBody<T>(c: Context, schema: ZodType<T>): Promise<T | Response> {
  const body = await bodyOf(c)
  if ('status' in body) return refuse(c, body.status, body.code, body.message)
  if (hasManyFields(body.json))
    return refuse(c, 422, 'invalid', `The body has more than ${FIELD_LIMIT} fields.`, { field: 'body' })
  const parsed = schema.safeParse(body.json)
  return parsed.success ? parsed.data : invalid(c, parsed.error)
}

/** More than any client sends; looking at each of a million takes seconds. */
const FIELD_LIMIT = 100

const hasManyFields = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && Object.keys(json).length > FIELD_LIMIT

function invalid(c: Context, error: ZodError): Response {
  const issue = error.issues[0]!
  if (issue.code === 'unrecognized_keys') {
    const field = short(issue.keys.join(', '))
    return refuse(c, 422, 'invalid', `Field "${field}": there is no such field`, { field })
  }
  const field = fieldOf(issue.path)
  return refuse(c, 422, 'invalid', `Field "${field}": ${issue.message}`, { field })
}

/** Names of unknown fields come from the body, and may be as long as it. */
const short = (names: string): string => (names.length <= 200 ? names : `${names.slice(0, 200)}…`)

/** "texts[2]" */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  ) || 'body'

/** Errors of a text or a setting are the sender's (422). All others are the server's (500). */
const OF_THE_SENDER = /^(text|settings|run\/too-large|model\/head-unavailable)/

export function failed(c: Context, error: Error): Response {
  if (error instanceof RequestError) return refuse(c, 422, error.code, error.message, { field: error.field })
  if (!(error instanceof EngineError)) return refuse(c, 500, 'internal', error.message)
  const status = OF_THE_SENDER.test(error.code) ? 422 : 500
  return refuse(c, status, error.code, error.message, { values: error.values })
}

/** What is found to be wrong with a request while it is answered. */
export class RequestError extends Error {
  constructor(
    readonly code: string,
    readonly field: string,
    message: string,
  ) {
    super(message)
  }
}
