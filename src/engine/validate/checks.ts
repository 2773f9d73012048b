/** What can be said of a set before anything runs. */
import { scriptOf } from '../diagnose/scripts'
import type { Checks, ValidationSet } from './types'

const EVERY = 2000
/** Characters that decide a text's script. */
const BEGINNING = 256

/**
 * Linear in the length of the texts.
 * @param rows of the files @param emptyCells of the mapped columns
 */
export async function checksOf(
  set: Pick<ValidationSet, 'queries' | 'documents' | 'pairs' | 'skipped'>,
  { rows, emptyCells }: Pick<Checks, 'rows' | 'emptyCells'>,
  checkpoint: () => Promise<void>,
): Promise<Checks> {
  const { queries, documents, pairs, skipped } = set
  const texts = new Set(queries.texts)
  for (const text of documents.texts) texts.add(text)
  const scripts = new Map<string, number>()
  const lengths = new Float64Array(texts.size)
  let at = 0
  for (const text of texts) {
    if (at % EVERY === 0) await checkpoint()
    lengths[at++] = text.length
    const script = scriptOfText(text)
    scripts.set(script, (scripts.get(script) ?? 0) + 1)
  }
  lengths.sort()
  let labelled = 0
  let relevant = 0
  for (const grade of pairs.grade) {
    if (Number.isNaN(grade)) continue
    labelled++
    if (grade > 0) relevant++
  }
  return {
    rows,
    pairs: pairs.count,
    queries: queries.texts.length,
    documents: documents.texts.length,
    texts: texts.size,
    duplicateRows: skipped.filter(({ reason }) => reason === 'duplicate-pair').length,
    emptyCells,
    labelled,
    relevant,
    characters: {
      min: lengths[0] ?? 0,
      p50: nearestRank(lengths, 0.5),
      p95: nearestRank(lengths, 0.95),
      max: lengths.at(-1) ?? 0,
    },
    scripts: [...scripts]
      .map(([script, count]) => ({ script, texts: count }))
      .sort((a, b) => b.texts - a.texts || (a.script < b.script ? -1 : 1)),
  }
}

/** The smallest value that at least this share of the values does not exceed. @param sorted ascending; 0 of none */
export function nearestRank(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** Exported for the test that compares it with `scriptOf`. */
export function scriptOfText(text: string): string {
  const beginning = text.slice(0, BEGINNING)
  // Most texts are ASCII, or Chinese with it; the seventeen patterns of scriptOf take time.
  if (ASCII.test(beginning)) return /[a-z]/i.test(beginning) ? 'Latn' : 'Zyyy'
  if (!CHINESE.test(beginning)) return scriptOf(beginning)?.script ?? 'Zyyy'
  const han = beginning.match(HAN)?.length ?? 0
  const latin = beginning.match(WORD)?.length ?? 0
  if (han + latin === 0) return 'Zyyy'
  if (han >= MOST * (han + latin)) return 'Hani'
  return latin >= MOST * (han + latin) ? 'Latn' : 'Zyyy'
}

const ASCII = /^[\0-\x7f]*$/
const CHINESE = /^[\0-\x7f\u2010-\u2026\u3001\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff20]*$/
const HAN = /[\u4e00-\u9fff]/g
const WORD = /[a-z][a-z']*/gi
/** As in scriptOf: a script is that of a text from this share of its words on. */
const MOST = 0.6
