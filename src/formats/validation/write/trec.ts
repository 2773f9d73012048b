/** TREC's run (`qid Q0 docid rank score tag`) and qrels (`qid 0 docid grade`), for trec_eval, pytrec_eval, ranx and ir_measures. */
import { EngineError } from '../../../engine/errors'
import { byQuery, ordered, selected } from './scored'
import { Counts } from './summary'
import type { ExportOptions, ExportRows, ExportWriter } from './types'

export const trecRunWriter: ExportWriter = {
  form: 'trec-run',
  extension: 'run',
  mediaType: 'text/plain',
  *write(rows, options) {
    const { set, pairs } = rows
    const tag = tagOf(options)
    const counts = new Counts()
    const queryIds = escaped(set.queries.ids, counts)
    const documentIds = escaped(set.documents.ids, counts)
    const groups = byQuery(rows, selected(rows))
    for (const query of groups.queries) {
      const all = groups.pairs(query)
      const ranked = ordered(rows, all, options.score)
      counts.leave('no-score', all.length - ranked.length)
      counts.written += ranked.length
      yield ranked
        .map(
          ({ pair, score }, at) =>
            `${queryIds(query)} Q0 ${documentIds(pairs.document[pair]!)} ${at + 1} ${score} ${tag}\n`,
        )
        .join('')
    }
    return counts.summary
  },
}

export const trecQrelsWriter: ExportWriter = {
  form: 'trec-qrels',
  extension: 'qrels',
  mediaType: 'text/plain',
  *write(rows) {
    const { set, pairs } = rows
    const counts = new Counts()
    const queryIds = escaped(set.queries.ids, counts)
    const documentIds = escaped(set.documents.ids, counts)
    for (const pair of selected(rows)) {
      const grade = gradeOf(rows, pair)
      if (typeof grade === 'string') {
        counts.leave(grade)
        continue
      }
      yield `${queryIds(pairs.query[pair]!)} 0 ${documentIds(pairs.document[pair]!)} ${grade}\n`
      counts.written++
    }
    return counts.summary
  },
}

/** The grade, or why there is none. */
export function gradeOf({ pairs, unsure }: ExportRows, pair: number): number | 'unsure' | 'unlabelled' {
  if (unsure?.[pair] === 1) return 'unsure'
  const grade = pairs.grade[pair]!
  return Number.isFinite(grade) ? grade : 'unlabelled'
}

/** What ends a field for C's isspace and for Python's `str.split()`. */
const SPACE = /[\s\x1c-\x1f\x85]/
const LOOKS_ESCAPED = /%[0-9a-f]{2}/i

/**
 * An id with white space is written as in an address, as is one that already looks so: `a b` is `a%20b`, `a%20b` is
 * `a%2520b`. Two ids never become one, and `decodeURIComponent` gives them back. Every other id stays as it is.
 */
export function trecId(id: string): string {
  if (!SPACE.test(id) && !LOOKS_ESCAPED.test(id)) return id
  return id.replace(/[\s\x1c-\x1f\x85%]/g, (unit) => encodeURIComponent(unit))
}

/** Each id is looked at when it is first written, and counted once. */
function escaped(ids: readonly string[], counts: Counts): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    let written = known.get(at)
    if (written === undefined) {
      written = trecId(ids[at]!)
      if (written !== ids[at]) counts.escapedIds++
      known.set(at, written)
    }
    return written
  }
}

/** @throws EngineError settings/invalid */
function tagOf({ tag }: ExportOptions): string {
  if (tag !== '' && !SPACE.test(tag)) return tag
  throw new EngineError(
    'settings/invalid',
    `The tag of a TREC run must have at least one character and no white space, not ${JSON.stringify(tag)}.`,
    { detail: `tag = ${JSON.stringify(tag)}` },
  )
}
