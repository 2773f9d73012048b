/** Estimates the size of an export before anything is encoded. */
import type { ExportTarget } from './types'

/** Mean length of a float32 written as a double, with its comma, over unit vectors. In characters. */
const NUMBER = 21
/** `"4865":0.0836…,`; in JSON beside it `{"id":4865,"token":"▁What","weight":0.0836…}`. */
const ENTRY = 27
const NAMED_ENTRY = 54
/** Length of a token's piece and id in JSON. */
const TOKEN = 10

export interface SizedRecord {
  /** Tokens of the model's input, `<s>` and `</s>` included. */
  readonly tokens: number
  /** Bytes of the text in UTF-8. */
  readonly text: number
}

export interface SizeEstimate {
  readonly dense: number
  readonly sparse: number
  readonly colbert: number
  /** Bytes of texts, tokens and punctuation. */
  readonly rest: number
}

/** Bytes that each head would take in this target's file, chosen or not. 0: the target cannot hold the head. */
export function estimateSize(
  { name, binary, cannot }: Pick<ExportTarget, 'name' | 'binary' | 'cannot'>,
  dimensions: {
    readonly dense: number | null
    readonly colbert: number | null
    readonly full: number | null
  },
  records: readonly SizedRecord[],
): SizeEstimate {
  const number = binary ? 4 : NUMBER
  const tokens = records.reduce((sum, record) => sum + record.tokens, 0)
  const texts = records.reduce((sum, record) => sum + record.text, 0)
  const count = records.length
  // The JSON target writes the whole vector beside a cut one.
  const full = name === 'json' && dimensions.full !== dimensions.dense ? (dimensions.full ?? 0) : 0
  return {
    dense: cannot.dense === undefined ? count * ((dimensions.dense ?? 0) + full) * number : 0,
    sparse:
      cannot.sparse === undefined
        ? Math.max(0, tokens - 2 * count) * (name === 'json' ? ENTRY + NAMED_ENTRY : ENTRY)
        : 0,
    // <s> has no ColBERT row.
    colbert: cannot.colbert === undefined ? (tokens - count) * (dimensions.colbert ?? 0) * number : 0,
    rest: binary
      ? 128
      : name === 'json'
        ? 2 * texts + tokens * TOKEN + count * 250 + 1_000
        : texts + count * 100,
  }
}
