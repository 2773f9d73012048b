/** JSON Lines in and out. */
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { EngineError } from '../src/engine/errors'
import type { Tokenized } from '../src/engine/tokenizer/types'
import { clearLine } from './progress'
import { UsageError } from './usage-error'

export interface InputLine {
  /** Counts from 1. */
  readonly line: number
  readonly value: Readonly<Record<string, unknown>>
}

/** Lines of white space are skipped. @throws UsageError naming the line */
export async function* readLines(file: string | null): AsyncGenerator<InputLine> {
  if (file !== null)
    await access(file).catch(() => {
      throw new UsageError(`there is no file ${file}.`)
    })
  const input = file === null ? process.stdin : createReadStream(file)
  let line = 0
  for await (const raw of createInterface({ input, crlfDelay: Infinity })) {
    line++
    const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw
    if (text.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      throw new UsageError(
        `line ${line} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      throw new UsageError(`line ${line} is not a JSON object.`)
    yield { line, value: value as Record<string, unknown> }
  }
}

/** @throws UsageError naming the line and the field */
export function stringField({ line, value }: InputLine, field: string): string {
  const found = value[field]
  if (typeof found === 'string') return found
  const what = found === undefined ? 'is missing' : `is ${JSON.stringify(found).slice(0, 40)}, not a string`
  throw new UsageError(`line ${line}: field "${field}" ${what}.`)
}

/** Waits when the reader is slower than we are. */
export async function write(chunk: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
}

export const writeLine = (value: unknown): Promise<void> => write(JSON.stringify(value) + '\n')

/** Runs work on a line; what is wrong with the line's text is reported with its place. */
export async function onLine<T>(line: InputLine, field: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const side = error.values.side ?? field
    throw error.with({}, `line ${line.line}, field "${side}": ${error.message}`)
  }
}

export function say(message: string): void {
  clearLine()
  process.stderr.write(`m3scope: ${message}\n`)
}

export function sayIfCut(line: number, field: string, { truncated, fullLength, maxLength }: Tokenized): void {
  if (truncated)
    say(`line ${line}: "${field}" has ${fullLength} tokens and was cut to max_length ${maxLength}.`)
}
