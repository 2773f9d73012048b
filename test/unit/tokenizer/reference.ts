import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer'
import type { Tokenized } from '../../../src/engine/tokenizer/types'

export const ROOT = new URL('../../../', import.meta.url)

export const readText = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')

export const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T

/** One encoding of the Rust library; offsets in UTF-16 units, null where there is no true reference. */
export interface Encoding {
  input_ids: number[]
  tokens: string[]
  offsets: [number, number][] | null
}

export interface Case {
  text: string
  hf4: Encoding
  /** Absent where it equals hf4. */
  hf5?: Encoding
}

const NO_LIMIT = 1_000_000

export const encodeAll = (tokenizer: Tokenizer, text: string) => tokenizer.encode(text, NO_LIMIT)

export const offsetsOf = ({ ids, starts, ends }: Tokenized) =>
  Array.from(ids, (_, i): [number, number] => [starts![i]!, ends![i]!])

/**
 * Checks ids, tokens and offsets. The library's `tokens` are the surfaces of unknown and added tokens ("𠮷",
 * " <mask>"); ours are the vocabulary's names for them.
 */
export function expectEncoding(
  tokenizer: Tokenizer,
  text: string,
  want: Encoding,
  added: ReadonlySet<string>,
) {
  const got = encodeAll(tokenizer, text)
  const label = JSON.stringify(text)
  expect(Array.from(got.ids), label).toEqual(want.input_ids)
  expect(got.text).toBe(text)
  got.tokens.forEach((token, i) => {
    if (got.ids[i] === tokenizer.info.specialIds.unk) expect(token).toBe('<unk>')
    else if (!added.has(token)) expect(token, label).toBe(want.tokens[i])
    expect(token).toBe(tokenizer.idToToken(got.ids[i]!))
  })
  if (want.offsets !== null) expect(offsetsOf(got), label).toEqual(want.offsets)
  expect(tokenizer.count(text)).toBe(want.input_ids.length)
  expect(got).toMatchObject({ fullLength: want.input_ids.length, truncated: false, cut: null })
}
