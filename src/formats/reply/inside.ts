/** Finds a vector within other text: a line of a log, a statement of SQL, a table, a sentence. */
import { readSparsevec } from './bare'
import { readLiteralAt, type Literal } from './literal'
import { item, reply } from './make'
import { readPgArray } from './pg-array'
import { isList, toSparse } from './shapes'
import type { ForeignReply } from './types'
import { readWritten } from './written'

/** Only a few places are tried. */
const TRIES = 20

/** @returns null where nothing was found; `within` says where it was, unless only a name or a type stands around it */
export function inside(
  text: string,
  readValue: (value: Literal) => ForeignReply | null,
): ForeignReply | null {
  const bytea = /\\x[\da-f]{32,}/i.exec(text)
  if (bytea !== null) return placed(readWritten(bytea[0], readValue), text, bytea.index, bytea[0].length)
  // Its indices are 1-based, which the braces alone do not tell.
  const sparsevec = /\{[\d.,:eE+\-\s]*\}\/\d+/.exec(text)
  const weights = sparsevec === null ? null : readSparsevec(sparsevec[0])
  if (weights !== null) {
    const found = reply('sparsevec', [item({ sparse: toSparse(weights, 'sparsevec') })])
    return placed(found, text, sparsevec!.index, sparsevec![0].length)
  }
  let tries = 0
  for (const { index } of text.matchAll(/[[{]/g)) {
    if (++tries > TRIES) return null
    const array = text[index] === '{' ? /^\{[-+\d.eE,{}\sNULnul]*\}/.exec(text.slice(index))?.[0] : undefined
    const read =
      array === undefined
        ? readLiteralAt(text, index)
        : { value: readPgArray(array) ?? 0, end: index + array.length }
    // "[INFO]" or "[3]" in a log is not a vector.
    if (!read || (isList(read.value) && read.value.length < 2 && !isList(read.value[0]))) continue
    const found = readValue(read.value)
    if (found !== null) return placed(found, text, index, read.end - index)
  }
  return null
}

/** `emb = [`, `ARRAY[`, `np.array([` */
const BEFORE = /^\s*(?:[\w.]+\s*[=:]\s*)?(?:[\w.]+!?\(?|\[\]\w+|['"])?$/
/** `]::real[]`, `]'::vector(3);`: short, whatever white space is around it. */
const AFTER = /^['"]?[\s;),]*(?:::[\w ]+(?:\(\d+\)|\[\])*)?[\s;),]*$/
const LONGEST_AFTER = 100
function isAfter(text: string): boolean {
  const rest = text.trim()
  return rest.length <= LONGEST_AFTER && AFTER.test(rest)
}

function placed(found: ForeignReply | null, text: string, at: number, length: number): ForeignReply | null {
  const before = text.slice(0, at)
  if (found === null || (BEFORE.test(before) && isAfter(text.slice(at + length)))) return found
  return { ...found, within: { part: text.slice(at, at + length), before: before.slice(-60) } }
}
