/** Why pairs fail: each class by a rule that can be checked by hand. */
import { scriptOf } from '../diagnose/scripts'
import { FAILURE_CLASSES, type Classes, type ClassRequest, type FailureClass } from './answer-types'
import { preferredScore, scoreColumns } from './columns'
import { quantile, sortedScores } from './distribution'
import { groupByQuery, rankByQuery } from './queries'
import { HEAD_NAMES, type HeadName } from './types'

/** The numbers of the rules. */
export const CLASS_RULES = {
  /** "High": at or above this quantile of the head's scores in this run. */
  high: 0.75,
  /** "Low": at or below it. */
  low: 0.25,
  /** A text's script is read off its first characters (UTF-16 units). */
  scriptCharacters: 4000,
  /** A hub is in the top k of more than E + sigmas·√E queries, and of at least so many. */
  hubSigmas: 3,
  hubQueries: 3,
} as const

type Rule = (request: ClassRequest, facts: Facts) => (pair: number) => boolean

/** What several rules need. */
interface Facts {
  readonly head: (name: HeadName) => Float64Array | null
}

/**
 * - no-shared-token: the sparse score is exactly 0: no token with weight stands in both texts.
 * - dense-high-sparse-zero: dense at or above its 75th percentile, sparse exactly 0.
 * - dense-low-sparse-high: dense at or below its 25th percentile, sparse above 0 and at or above its 75th.
 * - truncated: the query's or the document's input was cut at max_length.
 * - cross-lingual: most words of the two texts are in different scripts (src/engine/diagnose/scripts.ts; Chinese and Japanese are
 *   told apart by kana). Two languages of one script are not.
 * - hub-document: N_k, the number of queries that have the document among their best k, is above E + 3·√E and at least 3, where E is
 *   the mean of N_k over all documents: if all documents were equally likely, N_k would be nearly Poisson. Ranked by the fused
 *   score of all heads, else the best one there is. N_k: Radovanović, Nanopoulos, Ivanović, "Hubs in Space" (JMLR 2010).
 * - near-duplicate-document: another document has nearly the same dense vector (`nearDuplicates`), or the same text when case and
 *   white space do not count.
 * - no-relevant-document: all pairs of a query that has labels, none of them above 0.
 * - unknown-tokens: the query's or the document's input holds <unk>.
 * - not-finite: a head that the model has gave no finite number.
 * Texts that are still waiting are in none of the classes that need scores.
 */
const RULES: Readonly<Record<FailureClass, Rule>> = {
  'no-shared-token': (_, { head }) => isZero(head('sparse')),
  'dense-high-sparse-zero': (_, { head }) => both(isHigh(head('dense')), isZero(head('sparse'))),
  'dense-low-sparse-high': (_, { head }) => {
    const [low, high, zero] = [isLow(head('dense')), isHigh(head('sparse')), isZero(head('sparse'))]
    return (pair) => low(pair) && high(pair) && !zero(pair)
  },
  truncated: (request) => ofInputs(request, request.facts.truncated),
  'cross-lingual': crossLingual,
  'hub-document': hubs,
  'near-duplicate-document': nearDuplicates,
  'no-relevant-document': withoutRelevant,
  'unknown-tokens': (request) => ofInputs(request, request.facts.unknown),
  'not-finite': notFinite,
}

/** Positions of the pairs of each class; a pair may be in several. */
export function classes(request: ClassRequest): Classes {
  const facts: Facts = { head: (name) => (request.has[name] ? request.heads[name] : null) }
  const positions = Int32Array.from({ length: request.pairs.count }, (_, i) => i)
  return Object.fromEntries(
    FAILURE_CLASSES.map((name) => [name, positions.filter(RULES[name](request, facts))]),
  ) as Record<FailureClass, Int32Array>
}

/** The one class that depends on labels: what a label changes is computed without the texts. */
export const pairsWithoutRelevant = (
  request: Pick<ClassRequest, 'pairs' | 'queries' | 'judged'>,
): Int32Array =>
  Int32Array.from({ length: request.pairs.count }, (_, i) => i).filter(withoutRelevant(request))

type Test = (pair: number) => boolean
const never: Test = () => false
const both =
  (one: Test, other: Test): Test =>
  (pair) =>
    one(pair) && other(pair)

const isZero = (column: Float64Array | null): Test => (column === null ? never : (pair) => column[pair] === 0)

function isHigh(column: Float64Array | null): Test {
  if (column === null) return never
  const from = quantile(sortedScores(column, null), CLASS_RULES.high)
  return (pair) => column[pair]! >= from
}

function isLow(column: Float64Array | null): Test {
  if (column === null) return never
  const to = quantile(sortedScores(column, null), CLASS_RULES.low)
  return (pair) => column[pair]! <= to
}

const ofInputs =
  ({ pairs, queryInput, documentInput }: ClassRequest, facts: Uint8Array | Int32Array): Test =>
  (pair) =>
    (facts[queryInput[pairs.query[pair]!]!] ?? 0) > 0 ||
    (facts[documentInput[pairs.document[pair]!]!] ?? 0) > 0

function crossLingual({ pairs, queryTexts, documentTexts }: ClassRequest): Test {
  const scripts = (texts: readonly string[]) =>
    texts.map((text) => scriptOf(text.slice(0, CLASS_RULES.scriptCharacters))?.script ?? null)
  const [queries, documents] = [scripts(queryTexts), scripts(documentTexts)]
  return (pair) => {
    const [a, b] = [queries[pairs.query[pair]!], documents[pairs.document[pair]!]]
    return a !== null && b !== null && a !== b
  }
}

function hubs(request: ClassRequest): Test {
  const { pairs, queries, k } = request
  const columns = scoreColumns(request)
  const name = preferredScore(columns)
  if (name === null || !columns[name]!.some((score) => Number.isFinite(score))) return never
  const { order, starts } = rankByQuery(pairs, groupByQuery(pairs, queries, null), columns[name])
  const inTop = new Uint8Array(pairs.count)
  const times = new Int32Array(request.documentTexts.length)
  let slots = 0
  for (let q = 0; q < queries; q++)
    for (let at = starts[q]!; at < Math.min(starts[q]! + k, starts[q + 1]!); at++) {
      const pair = order[at]!
      if (!Number.isFinite(columns[name]![pair]!)) continue
      inTop[pair] = 1
      times[pairs.document[pair]!]!++
      slots++
    }
  const expected = slots / new Set(pairs.document).size
  const from = Math.max(
    CLASS_RULES.hubQueries,
    Math.floor(expected + CLASS_RULES.hubSigmas * Math.sqrt(expected)) + 1,
  )
  return (pair) => inTop[pair] === 1 && times[pairs.document[pair]!]! >= from
}

function nearDuplicates({ pairs, documentTexts, documentInput, nearDuplicates: found }: ClassRequest): Test {
  const inputs = new Set(found === null ? [] : [...found.a, ...found.b])
  const folded = documentTexts.map((text) => text.replace(/\s+/gu, ' ').trim().toLowerCase())
  const times = new Map<string, number>()
  for (const text of folded) times.set(text, (times.get(text) ?? 0) + 1)
  return (pair) => {
    const document = pairs.document[pair]!
    return inputs.has(documentInput[document]!) || times.get(folded[document]!)! > 1
  }
}

function withoutRelevant({
  pairs,
  queries,
  judged,
}: Pick<ClassRequest, 'pairs' | 'queries' | 'judged'>): Test {
  const labelled = new Uint8Array(queries)
  const relevant = new Uint8Array(queries)
  for (let i = 0; i < pairs.count; i++) {
    if (!Number.isNaN(pairs.grade[i]!)) labelled[pairs.query[i]!] = 1
    if (pairs.grade[i]! > 0) relevant[pairs.query[i]!] = 1
  }
  if (judged)
    for (let i = 0; i < judged.count; i++) if (!Number.isNaN(judged.grade[i]!)) labelled[judged.query[i]!] = 1
  return (pair) => labelled[pairs.query[pair]!] === 1 && relevant[pairs.query[pair]!] === 0
}

function notFinite({ pairs, heads, has, state, facts, queryInput, documentInput }: ClassRequest): Test {
  const own = HEAD_NAMES.filter((head) => has[head])
  const done: Test = state
    ? (pair) => state[pair] !== 0
    : (pair) =>
        facts.tokens[queryInput[pairs.query[pair]!]!]! > 0 &&
        facts.tokens[documentInput[pairs.document[pair]!]!]! > 0
  return (pair) =>
    state?.[pair] === 2 || (done(pair) && own.some((head) => !Number.isFinite(heads[head][pair]!)))
}
