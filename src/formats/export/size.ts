/** How large a file will be, before anything is encoded. */
import type { ExportTarget } from './types'

/** Characters of a float32 written as the double that it is, with its comma: the mean over unit vectors. */
const NUMBER = 21
/** `"4865":0.0836…,`; in JSON beside it `{"id":4865,"token":"▁What","weight":0.0836…}`. */
const ENTRY = 27
const NAMED_ENTRY = 54
/** A piece and its id in JSON. */
const TOKEN = 10

export interface SizedRecord {
  /** As the model gets it, `<s>` and `</s>` included. */
  readonly tokens: number
  /** Bytes of the text. */
  readonly text: number
}

export interface SizeEstimate {
  readonly dense: number
  readonly sparse: number
  readonly colbert: number
  /** Texts, tokens and what stands between. */
  readonly rest: number
}

/** Bytes that each head takes of this target's file, whether it is chosen or not. 0: the target has no place for it. */
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
  // Beside a cut vector JSON has the whole one.
  const full = name === 'json' && dimensions.full !== dimensions.dense ? (dimensions.full ?? 0) : 0
  return {
    dense: cannot.dense === undefined ? count * ((dimensions.dense ?? 0) + full) * number : 0,
    sparse:
      cannot.sparse === undefined
        ? Math.max(0, tokens - 2 * count) * (name === 'json' ? ENTRY + NAMED_ENTRY : ENTRY)
        : 0,
    // <s> has no row.
    colbert: cannot.colbert === undefined ? (tokens - count) * (dimensions.colbert ?? 0) * number : 0,
    rest: binary
      ? 128
      : name === 'json'
        ? 2 * texts + tokens * TOKEN + count * 250 + 1_000
        : texts + count * 100,
  }
}
