/** Vectors in a paste, and what only looks like them. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import { parseReply } from '../reply'
import type { ForeignReply } from '../reply/types'
import { partRead, startOf } from './part'
import { areProvenIds, tokenIds } from './token-ids'
import type { PasteNote } from './types'

export type VectorsFound =
  | { readonly kind: 'vectors'; readonly reply: ForeignReply; readonly notes: readonly PasteNote[] }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  /** No vectors; the notes name numbers that were not read as such. */
  | { readonly kind: 'none'; readonly notes: readonly PasteNote[] }

/** Fewer values than any model's vector has. */
const FEW = 8
/** Whole numbers without brackets: fewer may be anything. */
const FEW_BARE = 16

/** Numbers and brackets alone, which are no whole value: the end may be missing. */
const CUT = /^[\s\d.,;|<>eE+\-[\](){}]*\d\.\d[\s\d.,;|<>eE+\-[\](){}]*\d\.\d[\s\d.,;|<>eE+\-[\](){}]*$/

export function vectorsIn(text: string): VectorsFound {
  try {
    const reply = parseReply(text)
    if (reply.items.length > 0) return judged(reply, text)
    // The reply of a tokenizer has names for its fields; lists alone are what a client sent.
    return reply.form === 'token-ids' ? ofWholeNumbers(reply.tokenIds!, text) : none()
  } catch (error) {
    const data = toErrorData(error)
    if (data.code !== 'vector/unreadable') return { kind: 'failed', error: data }
    return CUT.test(text) ? none({ code: 'numbers-left', values: { start: startOf(text) } }) : none()
  }
}

const none = (...notes: readonly PasteNote[]): VectorsFound => ({ kind: 'none', notes })

function judged(reply: ForeignReply, text: string): VectorsFound {
  const { within } = reply
  if (within !== undefined && isMention(reply, within))
    return none({ code: 'numbers-left', values: { start: startOf(within.part) } })
  const notes = within === undefined ? [] : [partRead(within.part)]
  const whole = reply.items.find(({ dense }) => dense?.every(isWhole))
  if (whole === undefined) return { kind: 'vectors', reply, notes }
  const numbers = [...whole.dense!]
  if (within === undefined && numbers.length < FEW && isMentioned(text))
    return none({ code: 'numbers-left', values: { start: startOf(text) } })
  const isBare = reply.form === 'numbers' || reply.form === 'json-array'
  const areLarge = numbers.some((value) => value > 255)
  if (isBare && (areLarge || (reply.form === 'numbers' && numbers.length < FEW_BARE)))
    return ofWholeNumbers([numbers], text)
  // Of a row only a field that is named so is a vector: years and prices are lists too.
  const field = whole.fields?.taken['dense']
  if (areLarge && field !== undefined && !/emb|vec|dense|feature/i.test(field)) return none()
  const note: PasteNote = { code: 'whole-numbers-vector', values: { count: numbers.length } }
  return { kind: 'vectors', reply, notes: [...notes, note] }
}

const isWhole = (value: number) => Number.isInteger(value) && value >= 0

function ofWholeNumbers(lists: readonly (readonly number[])[], text: string): VectorsFound {
  const count = lists.reduce((sum, { length }) => sum + length, 0)
  if (areProvenIds(lists, text)) return { kind: 'failed', error: toErrorData(tokenIds(count)) }
  return none({ code: 'whole-numbers', values: { count } })
}

/** The name of a vector, or of weights, directly before a value. */
const NAMED = /(?:emb\w*|vec\w*|dense\w*|sparse\w*|lexical\w*|weights?)["'\]]*\s*[=:]?\s*['"(]*$/i

/** `Draw: [5, 12]`: a name before whole numbers that is none of a vector. */
function isMentioned(text: string): boolean {
  const before = /^\s*\p{L}[^[{(]*/u.exec(text)?.[0]
  return before !== undefined && /[=:]\s*$/.test(before) && !NAMED.test(before)
}

/** A short list of numbers, or a few weights, in a text that does not call them so. */
function isMention({ items, form }: ForeignReply, { before }: NonNullable<ForeignReply['within']>): boolean {
  if (form === 'sparsevec') return false
  const isShort = items.every(
    ({ dense, sparse, colbert, hidden, byToken }) =>
      !colbert && !hidden && !byToken && (dense?.length ?? sparse?.size ?? FEW) < FEW,
  )
  const areCounts = items.every(({ dense }) => dense?.every(isWhole))
  return isShort && (areCounts || !NAMED.test(before))
}
