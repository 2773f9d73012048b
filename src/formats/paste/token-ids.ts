/**
 * Token ids in place of texts. Whole numbers alone prove nothing: years, counts and the numbers of rows look the same. So ids need
 * evidence: a name, the first and last id of a tokenizer's template, a type of whole numbers, or a list in a list.
 */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import { readLiteral, readLiteralAt, type Literal } from '../reply/literal'
import { plainValue } from '../reply/plain-value'

export const tokenIds = (count: number) =>
  new EngineError(
    'paste/token-ids',
    `The input is ${count} token ids, and ids of another tokenizer mean nothing to bge-m3. They cannot become a text. ` +
      `LangChain's OpenAIEmbeddings sends ids of tiktoken: set check_embedding_ctx_length=False there.`,
    { count },
  )

const KEYS = ['input_ids', 'inputIds', 'token_ids', 'tokenIds', 'prompt_token_ids', 'tokens', 'ids']
/** `ids` alone are as often the names of rows. */
const BESIDE_IDS = [
  'attention_mask',
  'type_ids',
  'token_type_ids',
  'special_tokens_mask',
  'offsets',
  'tokens',
]
const NAME = /(?:^|\W)(?:input_?ids|token_?ids|tokens|ids|input)["']?\s*[=:]\s*(?:[\w.]+\(?)?$/i
/** A list of whole numbers as a tensor, or with a type that no vector has. */
const TYPED =
  /^\s*(?:torch\.)?(?:tensor|LongTensor|IntTensor)\s*\(|dtype=(?:np\.|torch\.)?["']?u?int(?:32|64)|^\s*(?:BigU?int64|BigInt64|U?[Ii]nt32)Array/

/** XLM-R's template, which bge-m3 has, and BERT's. */
const FRAMES: readonly (readonly [first: number, last: number])[] = [
  [0, 2],
  [101, 102],
]
const isFramed = (ids: readonly number[]) =>
  ids.length > 2 && FRAMES.some(([first, last]) => ids[0] === first && ids.at(-1) === last)

const isId = (value: Literal): value is number => Number.isInteger(value) && (value as number) >= 0

/** Ids in a list, or in each list of a list; 0: other values are among them, or none. */
function countOf(value: Literal | undefined): number {
  if (!Array.isArray(value) || value.length === 0) return 0
  const list = value as readonly Literal[]
  if (list.every(isId)) return list.length
  const counts = list.map(countOf)
  return counts.every((count) => count > 0) ? counts.reduce((sum, count) => sum + count, 0) : 0
}

/** The ids of a text that holds nothing but a tokenizer's output; 0: it is none. */
export function idsOf(text: string): number {
  const value = wholeValue(text)
  if (value !== undefined) return idsIn(value)
  // BatchEncoding({…}) and {'input_ids': …} in a line of a log
  const named = /[{(]\s*["']?(?:input_?ids|token_?ids|prompt_token_ids)["']?\s*[:=]/i.exec(text)
  const read = named === null ? undefined : tried(() => readLiteralAt(text, objectAt(text, named.index)))
  return read === undefined ? 0 : idsIn(plain(read.value))
}

/** Where the call begins whose arguments these are; an object begins at its brace. */
const objectAt = (text: string, at: number): number =>
  text[at] === '{' ? at : at - (/[\w.]+$/.exec(text.slice(0, at))?.[0].length ?? 0)

function idsIn(value: Literal): number {
  if (isTokens(value)) return (value as readonly Literal[]).flat(1).length
  if (!isObject(value)) return 0
  const { inputs, data, encoding } = value
  for (const key of KEYS) {
    const given = value[key]
    const count = countOf(given) || (isTokens(given) ? (given as readonly Literal[]).length : 0)
    if (count > 0 && (key !== 'ids' || BESIDE_IDS.some((name) => value[name] !== undefined))) return count
  }
  return [inputs, data, encoding].reduce<number>(
    (found, inner) => found || (isObject(inner) ? idsIn(inner) : 0),
    0,
  )
}

/** Tokens as servers give them: {"id":0,"text":"<s>","start":…}, {"id":0,"piece":"<s>"}. */
export const isTokens = (value: Literal | undefined): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  (value as readonly Literal[]).every(
    (item) =>
      isTokens(item) ||
      (isObject(item) &&
        isId(item['id'] ?? null) &&
        ['start', 'piece', 'special', 'logit'].some((name) => name in item)),
  )

/** Whether a list of whole numbers is named, framed, typed, or a list of lists. */
export function areProvenIds(lists: readonly (readonly number[])[], text: string): boolean {
  const at = text.search(/[[(\d]/)
  return (
    lists.length > 1 ||
    /^\s*(?:\w+\s*=\s*)?\[\s*(?:[\w.]+\()?\s*\[/.test(text) ||
    lists.some(isFramed) ||
    TYPED.test(text) ||
    NAME.test(text.slice(0, Math.max(at, 0)))
  )
}

const plain = (value: Literal): Literal => tried(() => plainValue(value)) ?? value
/** The value that a text is; undefined: it is none. */
export const wholeValue = (text: string): Literal | undefined => {
  const value = tried(() => readLiteral(text.trim()))
  return value === undefined ? undefined : plain(value)
}

function tried<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
