/** Tables of the report: numbers of every score, bands, failure classes, skipped rows, what made the numbers. */
import {
  FAILURE_CLASSES,
  type Answer,
  type AnsweredName,
  type Classes,
  type RankingAnswer,
  type ScoreAnswer,
} from '../../../engine/validate/answer-types'
import type { SkippedRow } from '../../../engine/validate/types'
import { count, markup, num, percent, type Html } from './html'
import type { ReportInput } from './types'
import type { ReportWords } from './words/en'

type Cell = Html | string | number

/** The first column names its row. */
export const dataTable = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): Html =>
  markup`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            markup`<tr>
              <th scope="row">${first ?? ''}</th>
              ${rest.map((cell) => markup`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`

const SCORES: readonly AnsweredName[] = [
  'dense',
  'sparse',
  'colbert',
  'sparse+dense',
  'colbert+sparse+dense',
  'production',
]

const ranking = (of: RankingAnswer): Html[] =>
  [of.ndcg, of.mrr, of.map, of.hit1, of.hit, of.recall, of.precision].map((value) => num(value))

const distribution = (of: ScoreAnswer): Cell[] => [
  count(of.count),
  num(of.mean),
  num(of.p5),
  num(of.p50),
  num(of.p95),
  ...(of.shares
    ? [of.shares.below, of.shares.within, of.shares.above].map((share) => percent(share))
    : ['–', '–', '–']),
]

export function metricTables({ words, answer, k }: { words: ReportWords; answer: Answer; k: number }): Html {
  const { metrics } = words
  const known = SCORES.flatMap((name) => {
    const of = answer.scores[name]
    return of === null ? [] : [{ name, of }]
  })
  const shown = (name: AnsweredName) => (name === 'production' ? words.production : name)
  const rankings = known.map(({ name, of }) => [shown(name), ...ranking(of)])
  if (answer.givenOrder) rankings.push([words.givenOrder, ...ranking(answer.givenOrder)])
  return markup`${dataTable(
    words.rankingTitle,
    [
      words.score,
      `${metrics.ndcg}@${k}`,
      metrics.mrr,
      metrics.map,
      `${metrics.hit}@1`,
      `${metrics.hit}@${k}`,
      `${metrics.recall}@${k}`,
      `${metrics.precision}@${k}`,
    ],
    rankings,
  )}
  ${dataTable(
    words.separationTitle,
    [words.score, metrics.auc, metrics.averagePrecision, metrics.bestF1, metrics.bestThreshold],
    known.map(({ name, of }) => [
      shown(name),
      num(of.auc),
      num(of.averagePrecision),
      num(of.bestF1),
      num(of.bestThreshold),
    ]),
  )}
  ${dataTable(
    words.distributionTitle,
    [words.score, words.pairs, metrics.mean, 'P5', 'P50', 'P95', '< 0.45', '0.55 – 0.75', '≥ 0.85'],
    known.map(({ name, of }) => [shown(name), ...distribution(of)]),
  )}`
}

export const bandText = (low: number | null, high: number | null): string =>
  low === null ? `< ${high}` : high === null ? `≥ ${low}` : `${low} – ${high}`

export const bandTable = (words: ReportWords, { bands }: ScoreAnswer): Html =>
  dataTable(
    words.bands,
    [words.band, words.pairs, words.charts.share, words.labelled, words.labels.yes, words.metrics.precision],
    bands.map(({ low, high, count: pairs, share, labelled, relevant, precision }) => [
      bandText(low, high),
      count(pairs),
      percent(share),
      count(labelled),
      count(relevant),
      num(precision),
    ]),
  )

export const classTable = (words: ReportWords, classes: Classes, pairs: number): Html =>
  dataTable(
    words.classesTitle,
    [words.class, words.pairs, words.charts.share, words.meaning],
    FAILURE_CLASSES.map((name) => [
      words.classes[name].name,
      count(classes[name].length),
      pairs === 0 ? '–' : percent(classes[name].length / pairs),
      words.classes[name].means,
    ]),
  )

/** Skipped rows that are named one by one. */
const SKIPPED_SHOWN = 100

export function skippedPart(words: ReportWords, skipped: readonly SkippedRow[]): Html {
  if (skipped.length === 0) return markup`<p>${words.noneSkipped}</p>`
  const counts = new Map<SkippedRow['reason'], number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const shown = skipped.slice(0, SKIPPED_SHOWN)
  return markup`${dataTable(
    words.skippedByReason,
    [words.reason, words.rows],
    [...counts].sort((a, b) => b[1] - a[1]).map(([reason, rows]) => [words.reasons[reason], count(rows)]),
  )}
  ${dataTable(
    shown.length === skipped.length ? words.skippedRows : words.skippedFirst(shown.length, skipped.length),
    [words.row, words.reason, words.value],
    shown.map(({ file, row, reason, value }) => [
      file === undefined ? row : markup`<bdi>${file}</bdi>: ${row}`,
      words.reasons[reason],
      markup`<bdi>${clipped(value, 200)}</bdi>`,
    ]),
  )}`
}

/** A long text's beginning, with its length. */
export const clipped = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  const end = /[\uD800-\uDBFF]/.test(text[limit - 1]!) ? limit - 1 : limit
  return `${text.slice(0, end)} … (${count(text.length)})`
}

export function madeByTables(
  { rows, options, preprocessing, software, created }: ReportInput,
  words: ReportWords,
): Html {
  const { identity, weights, set } = rows
  const { rules, prefix, leaveOutMetadata } = preprocessing
  const quoted = (text: string) => (text === '' ? words.none : JSON.stringify(text))
  const facts = (of: object): Cell[][] =>
    Object.entries(of).map(([name, value]) => [name, value === null ? words.none : String(value)])
  const name = [words.what, words.value]
  return markup`${dataTable(words.model, name, facts(identity ?? {}))}
  ${dataTable(words.inputs, name, [
    [words.file, set.name],
    [words.fileHash, set.hash],
    [words.weights, `dense ${weights.dense}, sparse ${weights.sparse}, colbert ${weights.colbert}`],
    [words.prefix, quoted(prefix)],
    [words.rules, rules.length === 0 ? words.none : rules.join(' → ')],
    [words.metadata, leaveOutMetadata ? words.leftOut : words.leftIn],
  ])}
  ${dataTable(words.options, name, [
    ['k', options.k],
    ['beta', options.beta],
    [words.criterion, words.criteria[options.criterion]],
    ...(options.criterion.endsWith('at-least') ? [[words.atLeast, options.atLeast] as Cell[]] : []),
    [words.alpha, options.alpha],
    [words.confidence, options.confidence],
    [words.resamples, count(options.resamples)],
    [words.seed, options.seed],
    [words.bins, options.bins],
    [words.software, software],
    [words.created, created],
  ])}`
}
