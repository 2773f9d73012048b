/** Vectors in a paste, and what only looks like them. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import { parseReply } from '../reply'
import type { ForeignReply, ForeignVectors } from '../reply/types'
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
const CUT =
  /^(?![^]*\d\.\d+\.)[\s\d.,;|<>eE+\-[\](){}]*\d\.\d[\s\d.,;|<>eE+\-[\](){}]*\d\.\d[\s\d.,;|<>eE+\-[\](){}]*$/

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
  const { within, items } = reply
  const part = within?.part ?? (isOtherwiseNamed(items, text) ? text : null)
  if (part !== null && (within === undefined || isMention(reply, within)))
    return none({ code: 'numbers-left', values: { start: startOf(part) } })
  if (isOtherField(reply) || areCounts(reply)) return none()
  const notes = within === undefined ? [] : [partRead(within.part)]
  const whole = items.find(({ dense }) => dense?.every(isWhole))
  if (whole === undefined) return { kind: 'vectors', reply, notes }
  const numbers = [...whole.dense!]
  const isBare = reply.form === 'numbers' || reply.form === 'json-array'
  const areLarge = numbers.some((value) => value > 255)
  if (isBare && (areLarge || (reply.form === 'numbers' && numbers.length < FEW_BARE)))
    return ofWholeNumbers([numbers], text)
  // Of a row only a field that is named so is a vector: years and prices are lists too.
  if (areLarge && !isNamedField(whole)) return none()
  const note: PasteNote = { code: 'whole-numbers-vector', values: { count: numbers.length } }
  return { kind: 'vectors', reply, notes: [...notes, note] }
}

const isNamedField = ({ fields }: ForeignVectors): boolean =>
  fields?.taken['dense'] === undefined ||
  /emb|vec|dense|feature|output|hidden|input|predict|result|data|values/i.test(fields.taken['dense'])

/** A row with a few numbers in a field of another name: coordinates, a box, prices. */
const isOtherField = ({ form, items }: ForeignReply): boolean =>
  form === 'row' &&
  items.every(
    (item) => item.dense && item.dense.length < FEW && !item.sparse && !item.colbert && !isNamedField(item),
  )

/** {"2019": 12, "2020": 15}: no weight of a model is a whole number above 1, and no field says that these are weights. */
const areCounts = ({ form, items }: ForeignReply): boolean =>
  form === 'lexical-weights' &&
  items.every(({ sparse, byToken }) => {
    const weights = [...(sparse ?? byToken ?? []).values()]
    return weights.length > 0 && weights.every(isWhole) && weights.some((weight) => weight > 1)
  })

const isWhole = (value: number) => Number.isInteger(value) && value >= 0

function ofWholeNumbers(lists: readonly (readonly number[])[], text: string): VectorsFound {
  const count = lists.reduce((sum, { length }) => sum + length, 0)
  if (areProvenIds(lists, text)) return { kind: 'failed', error: toErrorData(tokenIds(count)) }
  return none({ code: 'whole-numbers', values: { count } })
}

/** The name of a vector, or of weights, directly before a value. */
const NAMED = /(?:emb\w*|vec\w*|dense\w*|sparse\w*|lexical\w*|weights?)["'\]]*\s*[=:]?\s*['"(]*$/i

/** What a program prints beside vectors. */
const SCORES = /(?:score|distance|similarit|rank|prob|logit|latenc|time)\w*["'\]]*\s*[=:]\s*$/i

/** `Draw: [5, 12]`, `scores = [0.8, …]`: a name before numbers that is none of a vector. */
function isOtherwiseNamed(items: readonly ForeignVectors[], text: string): boolean {
  const before = /^\s*\p{L}[^[{(]*/u.exec(text)?.[0]
  if (before === undefined || !/[=:]\s*$/.test(before) || NAMED.test(before)) return false
  return SCORES.test(before) || items.every(({ dense }) => dense && dense.length < FEW)
}

/** A short list of numbers, or a few weights, in a text that does not call them so. */
function isMention({ items, form }: ForeignReply, { before }: NonNullable<ForeignReply['within']>): boolean {
  if (form === 'sparsevec') return false
  const isShort = items.every(
    ({ dense, sparse, colbert, hidden, byToken }) =>
      !colbert && !hidden && !byToken && (dense?.length ?? sparse?.size ?? FEW) < FEW,
  )
  const areNumbersOfThings = items.every(({ dense }) => dense?.every(isWhole))
  return isShort && (areNumbersOfThings || !NAMED.test(before))
}
