/** Large replies in pieces, so that other requests are answered between them, and no reply must fit in one string. */
import type { Context } from 'hono'

/** Characters of a piece. A reply that is no longer is sent whole, with its Content-Length. */
export const PIECE = 1 << 20
/** Numbers that are written at once. */
const NUMBERS = 4096

/** JSON.stringify's text of plain data, in parts. Fields that are undefined are left out. */
export function* jsonParts(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '['
    if (typeof value[0] === 'number') yield* numberParts(value as number[])
    else
      for (const [at, item] of value.entries()) {
        if (at > 0) yield ','
        yield* jsonParts(item)
      }
    yield ']'
  } else if (typeof value === 'object' && value !== null) {
    let separator = '{'
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue
      yield `${separator}${JSON.stringify(key)}:`
      yield* jsonParts(item)
      separator = ','
    }
    yield separator === '{' ? '{}' : '}'
  } else yield JSON.stringify(value)
}

function* numberParts(numbers: readonly number[]): Generator<string> {
  for (let at = 0; at < numbers.length; at += NUMBERS) {
    const part = JSON.stringify(numbers.slice(at, at + NUMBERS)).slice(1, -1)
    yield at > 0 ? `,${part}` : part
  }
}

/** Pieces of about PIECE characters. */
function* pieces(parts: Iterable<string>): Generator<string> {
  let waiting: string[] = []
  let length = 0
  for (const part of parts) {
    waiting.push(part)
    length += part.length
    if (length < PIECE) continue
    yield waiting.join('')
    waiting = []
    length = 0
  }
  if (length > 0) yield waiting.join('')
}

export function jsonReply(c: Context, value: unknown): Response {
  const source = pieces(jsonParts(value))
  const first = source.next().value as string
  const second = source.next()
  c.header('Content-Type', 'application/json')
  if (second.done) return c.body(first)
  const waiting = [first, second.value]
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A turn of the event loop for each piece: promises alone would keep every other request waiting.
      await new Promise((resolve) => setImmediate(resolve))
      const piece = waiting.shift() ?? (source.next().value as string | undefined)
      if (piece === undefined) controller.close()
      else controller.enqueue(encoder.encode(piece))
    },
  })
  return c.body(body)
}
