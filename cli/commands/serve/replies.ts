/** Reads bodies, and replies with errors: `{"error":{"code","message",…}}`. */
import type { Context } from 'hono'
import type { ZodError, ZodType } from 'zod'
import { EngineError } from '../../../src/engine/errors'

type Refusal = 400 | 404 | 413 | 422 | 500

export const refuse = (
  c: Context,
  status: Refusal,
  code: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): Response => c.json({ error: { code, message, ...more } }, status)

/** The checked body, or the reply that refuses it: 400 for bad JSON, 422 for a bad field. */
export async function readBody<T>(c: Context, schema: ZodType<T>): Promise<T | Response> {
  let json: unknown
  try {
    json = JSON.parse(await c.req.text())
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse(c, 400, 'bad-json', `The body is not JSON: ${error.message}`)
  }
  const parsed = schema.safeParse(json)
  return parsed.success ? parsed.data : invalid(c, parsed.error)
}

function invalid(c: Context, error: ZodError): Response {
  const issue = error.issues[0]!
  const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : fieldOf(issue.path)
  return refuse(c, 422, 'invalid', `Field "${field}": ${issue.message}`, { field })
}

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
  if (!(error instanceof EngineError)) return refuse(c, 500, 'internal', error.message)
  const status = OF_THE_SENDER.test(error.code) ? 422 : 500
  return refuse(c, status, error.code, error.message, { values: error.values })
}
