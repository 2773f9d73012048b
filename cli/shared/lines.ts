/** JSON Lines: reading them, writing them, and naming the line that is wrong. */
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { EngineError } from '../../src/engine/errors'
import { givenNumber, type Given } from '../../src/engine/score/databases/recognise'
import type { Tokenized } from '../../src/engine/tokenizer/types'
import type { Io } from './io'
import type { Messages } from './messages'
import { UsageError } from './usage-error'
import { jsonLine } from '../../src/formats/json-line'
import { saidBy } from '../../src/engine/detail-words'

export interface InputLine {
  /** The number of the line, from 1. */
  readonly line: number
  readonly value: Readonly<Record<string, unknown>>
}

/**
 * Skips blank lines, and the byte order mark before the first line.
 * @param file null: standard input
 * @throws UsageError when there is no such file, or when a line is not a JSON object
 */
export async function* readLines({ stdin }: Io, file: string | null): AsyncGenerator<InputLine> {
  if (file !== null) await access(file).catch(() => Promise.reject(noSuchFile(file)))
  const input = file === null ? stdin : createReadStream(file)
  let line = 0
  for await (const raw of linesOf(input)) {
    line++
    const text = textOf(raw, line)
    if (text.trim() !== '') yield { line, value: objectOf(text, line) }
  }
}

const LINE_FEED = 10

/** Ends at LF alone: Node's readline also ends a line at U+2028, which may stand in a JSON string. */
async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  for await (const chunk of input) {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      yield Buffer.concat([...waiting, rest.subarray(0, end)])
      waiting = []
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) waiting.push(rest)
  }
  if (waiting.length > 0) yield Buffer.concat(waiting)
}

/** @throws UsageError: a text with U+FFFD in place of what was meant would get vectors that nobody can explain */
function textOf(bytes: Uint8Array, line: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: line > 1 }).decode(bytes)
  } catch {
    throw new UsageError(`line ${line} is not UTF-8: save or send the input as UTF-8.`)
  }
}

export const noSuchFile = (file: string): UsageError => new UsageError(`there is no file ${file}.`)

function objectOf(text: string, line: number): InputLine['value'] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`line ${line} is not JSON: ${saidBy(error)}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new UsageError(`line ${line} is not a JSON object.`)
  return value as Record<string, unknown>
}

/** @throws UsageError naming the line and the field */
export function stringField({ line, value }: InputLine, field: string): string {
  const found = value[field]
  if (typeof found === 'string') return found
  const what = found === undefined ? 'is missing' : `is ${JSON.stringify(found).slice(0, 40)}, not a string`
  throw new UsageError(`line ${line}: field "${field}" ${what}.`)
}

/**
 * The number that production gave: a number, or a text that keeps its last zeros. Null: the line has none.
 * @throws UsageError naming the line
 */
export function givenScore({ line, value }: InputLine): Given | null {
  const { score } = value
  if (score === undefined || score === null) return null
  const given = typeof score === 'number' || typeof score === 'string' ? givenNumber(String(score)) : null
  if (given !== null) return given
  throw new UsageError(`line ${line}: field "score" is ${JSON.stringify(score).slice(0, 40)}, not a number.`)
}

export const writeLine = ({ write }: Io, value: unknown): Promise<void> => write(jsonLine(value) + '\n')

/** Runs work on a field of a line. An error of the engine is thrown again with the place before its message. */
export async function onLine<T>(line: InputLine, field: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const side = error.values.side ?? field
    throw error.with({}, `line ${line.line}, field "${side}": ${error.message}`)
  }
}

export function sayIfCut(
  messages: Messages,
  line: number,
  field: string,
  { truncated, fullLength, maxLength }: Tokenized,
): void {
  if (truncated)
    messages.say(`line ${line}: "${field}" has ${fullLength} tokens and was cut to max_length ${maxLength}.`)
}
