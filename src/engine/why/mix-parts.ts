/** Ways to cut a text into parts whose vectors may have been averaged. */
import type { LoadedModel } from '../model/load'
import { packChunks } from '../text/chunks/pack'
import { splitSentences } from '../text/sentences/split'

/** What the parts are; words: namespace why, group parts. */
export type PartsKind =
  | 'sentences'
  | 'lines'
  | 'paragraphs'
  | 'chunks'
  | 'tokens'
  | 'raw-tokens'
  | 'characters'

/** A text in parts, all of it, in order. */
export interface Parts {
  readonly kind: PartsKind
  /** Tokens or characters of a part; null for natural parts. */
  readonly size: number | null
  /** Token ids of each, as the model takes them. */
  readonly ids: readonly Int32Array[]
  /** UTF-16 units, or tokens where parts are cut from ids. */
  readonly lengths: readonly number[]
}

/** More parts are not tried: each needs a run. */
const MOST_PARTS = 24
const TOKENS = [8192, 8191, 8190, 512, 510, 256, 128, 384, 1000, 1024, 2048, 4096]
const CHARACTERS = [500, 1000, 512, 800, 400, 300, 200, 256, 1024, 1500, 2000, 4000]

/** @param input the model's exact input @param encode its ids, special tokens included @param whole the same, never cut */
export function* partsOf(
  model: LoadedModel,
  input: string,
  encode: (text: string) => Int32Array,
  whole: Int32Array,
): Generator<Parts> {
  const limit = model.info.positionLimit.value
  const fine = (texts: readonly string[]) => {
    const kept = texts.filter((each) => each.trim() !== '')
    return kept.length >= 2 && kept.length <= MOST_PARTS ? kept : null
  }
  const natural = function* (kind: PartsKind, size: number | null, texts: readonly string[]) {
    const kept = fine(texts)
    if (kept) yield { kind, size, ids: kept.map(encode), lengths: kept.map(({ length }) => length) }
  }
  const { sentences } = splitSentences(input, { dialogue: false })
  yield* natural('paragraphs', null, input.split(/\n[^\S\n]*\n\s*/))
  yield* natural('sentences', null, sentences.map(({ text }) => text)) // oxfmt-ignore
  yield* natural('lines', null, input.split(/\r\n|[\n\r]/)) // oxfmt-ignore
  const inner = bodyOf(model, whole)
  for (const size of TOKENS) {
    if (size > limit) continue
    // vLLM cuts the ids of the whole text, so that only the first part has <s> and only the last </s>.
    yield* windows('raw-tokens', size, whole, size, (ids) => ids)
    yield* windows('tokens', size, inner.ids, size - 2, inner.wrap)
    if (size + 2 <= limit) yield* windows('tokens', size + 2, inner.ids, size, inner.wrap)
  }
  const counts = sentences.map(({ text }) => Math.max(1, encode(text).length - 2))
  const opens = sentences.map(({ opensParagraph }) => opensParagraph)
  for (const size of [512, 256, 128]) {
    const chunks = packChunks(counts, opens, size, 0)
    yield* natural('chunks', size, chunks.map(({ from, to }) => input.slice(sentences[from]!.start, sentences[to - 1]!.end))) // oxfmt-ignore
  }
  for (const size of CHARACTERS)
    if (input.length > size && input.length <= size * MOST_PARTS) {
      const units = Array.from(input)
      const starts = Array.from({ length: Math.ceil(units.length / size) }, (_, at) => at * size)
      yield* natural('characters', size, starts.map((at) => units.slice(at, at + size).join(''))) // oxfmt-ignore
    }
}

function* windows(
  kind: PartsKind,
  size: number,
  ids: Int32Array,
  step: number,
  wrap: (ids: Int32Array) => Int32Array,
): Generator<Parts> {
  const count = Math.ceil(ids.length / step)
  if (step < 1 || count < 2 || count > MOST_PARTS) return
  const parts = Array.from({ length: count }, (_, at) => ids.slice(at * step, (at + 1) * step))
  yield { kind, size, ids: parts.map(wrap), lengths: parts.map(({ length }) => length) }
}

/** The ids between <s> and </s>, and what puts these around a part. */
function bodyOf({ info }: LoadedModel, whole: Int32Array) {
  const { cls, eos } = info.tokenizer.specialIds
  const opens = cls !== null && whole[0] === cls
  const closes = eos !== null && whole.at(-1) === eos
  return {
    ids: whole.slice(opens ? 1 : 0, closes ? whole.length - 1 : whole.length),
    wrap: (ids: Int32Array) => Int32Array.from([...(opens ? [cls] : []), ...ids, ...(closes ? [eos] : [])]),
  }
}
