/** What a validation says about each score: pure functions of columns. */
import { SCORE_NAMES } from '../score/types'
import {
  type Answer,
  type AnsweredName,
  type AnswerOptions,
  type AnswerRequest,
  type Direction,
  type ScoreAnswer,
  type WhyNull,
} from './answer-types'
import { thresholdInterval } from './bootstrap'
import { directionByRanks, scoreColumns } from './columns'
import { directionByName, productionList, withValue } from './listed'
import { checkOptions } from './check-options'
import { conformalThreshold } from './conformal'
import { bandsOf, edgesOf, histogramOf, mean, quantile, sortedScores, type Band } from './distribution'
import { groupByQuery, rankByQuery, type ByQuery } from './queries'
import { judgementsOf, rankingOf, type Judgements } from './ranking'
import {
  areaUnderRoc,
  averagePrecision,
  bestPlace,
  fBeta,
  prCurve,
  rocCurve,
  sweepOf,
  type Sweep,
} from './sweep'

export const ANSWERED_NAMES: readonly AnsweredName[] = [...SCORE_NAMES, 'production']

/** The bands whose shares are part of the public JSON, whatever bands are shown. */
const CONTRACT_BANDS: readonly Band[] = [
  [null, 0.45],
  [0.55, 0.75],
  [0.85, null],
]

/**
 * All numbers of all scores. Production's score and its order are measured on production's own list: what has no score (no rank)
 * was not in it, and what a search of ours did not find is (`judged`). Pairs without a label are left out of AUC, average precision, curves, thresholds and precision of
 * bands, and count as not relevant in rankings, as in trec_eval. Pairs without a score are last in rankings and left out of the
 * rest (`missing`). The same request gives the same answer: what is drawn is drawn from `seed`.
 * @throws EngineError settings/invalid
 */
export function answer(request: AnswerRequest): Answer {
  checkOptions(request.options)
  const { pairs, queries, subset, options } = request
  const grouped = groupByQuery(pairs, queries, subset)
  const known = judgementsOf(pairs, grouped, options.k, { subset, judged: request.judged })
  const list = productionList(request, known.takesPart)
  const listed = list.pairs === pairs ? grouped : groupByQuery(list.pairs, queries, list.subset)
  const columns = { ...scoreColumns(request), production: scoreColumns({ ...request, ...list }).production }
  const production = columns.production === null ? null : directionOf({ ...request, ...list })
  const sign = (name: AnsweredName) =>
    name === 'production' && production?.direction === 'smaller-is-closer' ? -1 : 1
  const scores = Object.fromEntries(
    ANSWERED_NAMES.map((name) => {
      const column = columns[name]
      const wanted = column !== null && (request.only?.includes(name) ?? true)
      const resamples = (request.intervals?.includes(name) ?? true) ? options.resamples : 0
      return [
        name,
        wanted
          ? scoreAnswer(
              { ...request, ...(name === 'production' && list), options: { ...options, resamples } },
              column,
              sign(name),
              name === 'production'
                ? { all: listed, ranked: withValue(listed, column) }
                : { all: grouped, ranked: grouped },
              known,
            )
          : null,
      ]
    }),
  ) as Record<AnsweredName, ScoreAnswer | null>
  const counts = labelCounts(request)
  return {
    ...counts,
    queries,
    scores,
    production,
    givenOrder: list.pairs.rank.some((rank) => Number.isFinite(rank))
      ? rankingOf(
          list.pairs,
          rankByQuery(list.pairs, withValue(listed, list.pairs.rank), null),
          known,
          options.k,
        )
      : null,
    ranked: known.takesPart.reduce((sum, one) => sum + one, 0),
    hasLabel: known.hasLabel,
    relevantOf: known.relevant,
  }
}

function directionOf(request: AnswerRequest): Answer['production'] {
  if (request.productionDirection) return { direction: request.productionDirection, by: 'request' }
  const byRanks: Direction | null = directionByRanks(request.pairs, request.queries)
  if (byRanks !== null) return { direction: byRanks, by: 'ranks' }
  if (request.formulaDirection) return { direction: request.formulaDirection, by: 'formula' }
  const byName = directionByName(request.scoreColumn ?? '')
  return byName === null
    ? { direction: 'larger-is-closer', by: 'default' }
    : { direction: byName, by: 'name' }
}

function labelCounts({ pairs, subset }: AnswerRequest): Pick<Answer, 'pairs' | 'labelled' | 'relevant'> {
  let [count, labelled, relevant] = [0, 0, 0]
  for (let i = 0; i < pairs.count; i++) {
    if (subset !== null && !subset[i]) continue
    count++
    if (!Number.isNaN(pairs.grade[i]!)) labelled++
    if (pairs.grade[i]! > 0) relevant++
  }
  return { pairs: count, labelled, relevant }
}

function scoreAnswer(
  { pairs, queries, subset, options }: AnswerRequest,
  column: Float64Array,
  sign: 1 | -1,
  { all, ranked }: { readonly all: ByQuery; readonly ranked: ByQuery },
  known: Judgements,
): ScoreAnswer {
  const sorted = sortedScores(column, subset)
  const sweep = sweepOf(column, pairs.grade, subset, sign)
  const has = sorted.length > 0
  const contract = bandsOf(column, pairs.grade, subset, CONTRACT_BANDS)
  const { bestF1, bestThreshold } = bestOf(sweep)
  return {
    count: sorted.length,
    missing: all.order.length - sorted.length,
    why: whyNull(sorted.length, sweep),
    mean: has ? mean(sorted) : null,
    p5: has ? quantile(sorted, 0.05) : null,
    p50: has ? quantile(sorted, 0.5) : null,
    p95: has ? quantile(sorted, 0.95) : null,
    shares: has ? { below: contract[0]!.share, within: contract[1]!.share, above: contract[2]!.share } : null,
    auc: areaUnderRoc(sweep),
    averagePrecision: averagePrecision(sweep),
    ...rankingOf(pairs, rankByQuery(pairs, ranked, column, sign), known, options.k),
    bestF1,
    bestThreshold,
    threshold: chosenThreshold(sweep, options, { query: pairs.query, queries }),
    conformal: conformalThreshold(relevantScores(column, sweep), options, sign),
    bands: bandsOf(column, pairs.grade, subset, options.bands),
    histogram: histogramOf(column, pairs.grade, subset, edgesOf(sorted, options.bins)),
    roc: rocCurve(sweep, sign),
    pr: prCurve(sweep, sign),
  }
}

function whyNull(scored: number, { relevant, irrelevant }: Sweep): WhyNull | null {
  if (scored === 0) return 'no-scores'
  if (relevant + irrelevant === 0) return 'no-labels'
  if (relevant === 0) return 'no-relevant'
  return irrelevant === 0 ? 'no-irrelevant' : null
}

const relevantScores = (column: Float64Array, { order, label }: Sweep): Float64Array =>
  Float64Array.from(
    order.filter((_, at) => label[at] === 1),
    (i) => column[i]!,
  )

/** The highest F1 and the closest score that has it. */
function bestOf(sweep: Sweep): Pick<ScoreAnswer, 'bestF1' | 'bestThreshold'> {
  const place = bestPlace(sweep, { criterion: 'f1', beta: 1, atLeast: 0 })
  if (place === null) return { bestF1: null, bestThreshold: null }
  return {
    bestF1: fBeta(sweep.tp[place]!, sweep.fp[place]!, sweep.relevant, 1),
    bestThreshold: sweep.threshold[place]!,
  }
}

function chosenThreshold(
  sweep: Sweep,
  options: AnswerOptions,
  of: { readonly query: Int32Array; readonly queries: number },
): ScoreAnswer['threshold'] {
  const place = bestPlace(sweep, options)
  if (place === null) return null
  const [tp, fp] = [sweep.tp[place]!, sweep.fp[place]!]
  return {
    criterion: options.criterion,
    value: sweep.threshold[place]!,
    precision: tp / (tp + fp),
    recall: tp / sweep.relevant,
    f1: fBeta(tp, fp, sweep.relevant, 1),
    fBeta: fBeta(tp, fp, sweep.relevant, options.beta),
    ...thresholdInterval(sweep, options, of, options),
  }
}
