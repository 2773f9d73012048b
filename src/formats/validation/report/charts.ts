/** The charts of one score, each with the table of its numbers. */
import type { Curve, ScoreAnswer } from '../../../engine/validate/answer-types'
import { count, markup, num, type Html } from './html'
import { bars, bottomOf, chart, line, round, topOf, type Plot, type Scale } from './svg'
import { dataTable } from './tables'
import type { ReportWords } from './words/en'

export interface Drawn {
  readonly words: ReportWords
  readonly name: string
  readonly answer: ScoreAnswer
  readonly bands: readonly (readonly [number | null, number | null])[]
}

const UNIT: Scale = { from: 0, to: 1 }

export function chartsOf(drawn: Drawn): Html {
  const { words, answer } = drawn
  return markup`<div class="charts">
      ${figure(words.charts.histogram, histogram(drawn), histogramTable(drawn), words)}
      ${figure(words.charts.ecdf, ecdf(drawn), ecdfTable(drawn), words)}
      ${answer.pr && figure(words.charts.pr, curve(drawn, answer.pr, 'pr'), curveTable(words, answer.pr, 'pr'), words)}
      ${answer.roc && figure(words.charts.roc, curve(drawn, answer.roc, 'roc'), curveTable(words, answer.roc, 'roc'), words)}
    </div>
    ${(answer.pr === null || answer.roc === null) && markup`<p class="note">${words.noCurves}</p>`}`
}

const figure = (title: string, picture: Html, table: Html, words: ReportWords): Html =>
  markup`<figure>
    <figcaption>${title}</figcaption>
    ${picture}
    <details>
      <summary>${words.numbers}</summary>
      ${table}
    </details>
  </figure>`

const rangeOf = ({ histogram: { edges } }: ScoreAnswer): Scale => ({ from: edges[0]!, to: edges.at(-1)! })

function histogram({ words, name, answer, bands }: Drawn): Html {
  const { edges, all, relevant, irrelevant } = answer.histogram
  const zero = new Int32Array(all.length)
  const labelled = relevant.map((value, at) => value + irrelevant[at]!)
  const axes = {
    x: rangeOf(answer),
    y: { from: 0, to: Math.max(1, ...all) },
    xLabel: name,
    yLabel: words.pairs,
    label: words.charts.histogramLabel(name, answer.count),
  }
  return markup`${chart(axes, (plot) => [
    ...bands.map((band) => bandRect(plot, axes.x, band)),
    bars(plot, edges, zero, relevant, 'relevant'),
    bars(plot, edges, relevant, labelled, 'irrelevant'),
    bars(plot, edges, labelled, all, 'unlabelled'),
    thresholdLine(plot, answer, axes.x),
  ])}
    <p class="legend">
      <span class="key relevant"></span>${words.labels.yes}
      <span class="key irrelevant"></span>${words.labels.no}
      <span class="key unlabelled"></span>${words.labels.none}
      <span class="key band"></span
      >${words.bands}${answer.threshold && markup` <span class="key threshold"></span>${words.threshold}`}
    </p>`
}

function bandRect(plot: Plot, x: Scale, [low, high]: readonly [number | null, number | null]): Html {
  const left = plot.x(low ?? x.from)
  const width = plot.x(high ?? x.to) - left
  return markup`<rect
    class="band"
    x="${round(left)}"
    y="${topOf}"
    width="${round(Math.max(0, width))}"
    height="${bottomOf - topOf}"
  />`
}

function thresholdLine(plot: Plot, { threshold }: ScoreAnswer, x: Scale): Html | null {
  if (threshold === null || threshold.value < x.from || threshold.value > x.to) return null
  return markup`<path class="threshold" d="M${round(plot.x(threshold.value))} ${topOf}V${bottomOf}" />`
}

/** At the edges of the bins the share is exact; between them the chart draws steps. */
function sums(counts: Int32Array): { readonly shares: number[]; readonly total: number } {
  const total = counts.reduce((sum, value) => sum + value, 0)
  const shares = [0]
  let sum = 0
  for (const value of counts) shares.push(total === 0 ? 0 : (sum += value) / total)
  return { shares, total }
}

function ecdf({ words, name, answer }: Drawn): Html {
  const { edges, all, relevant, irrelevant } = answer.histogram
  const lines = [
    { shares: sums(all), className: 'line all' },
    { shares: sums(relevant), className: 'line yes' },
    { shares: sums(irrelevant), className: 'line no' },
  ].filter(({ shares: { total } }) => total > 0)
  const axes = {
    x: rangeOf(answer),
    y: UNIT,
    xLabel: name,
    yLabel: words.charts.share,
    label: words.charts.ecdfLabel(name),
  }
  return markup`${chart(axes, (plot) => [
    ...lines.map(({ shares: { shares }, className }) => line(plot, edges, shares, className)),
    thresholdLine(plot, answer, axes.x),
  ])}
    <p class="legend">
      <span class="key all"></span>${words.labels.all} <span class="key yes"></span>${words.labels.yes}
      <span class="key no"></span>${words.labels.no}
    </p>`
}

function curve({ words, name }: Drawn, { x, y, area }: Curve, kind: 'pr' | 'roc'): Html {
  const isPr = kind === 'pr'
  const label = isPr ? words.charts.prLabel(name, area) : words.charts.rocLabel(name, area)
  const axes = {
    x: UNIT,
    y: UNIT,
    xLabel: isPr ? words.metrics.recall : words.charts.falsePositives,
    yLabel: isPr ? words.metrics.precision : words.metrics.recall,
    label,
  }
  return markup`${chart(axes, (plot) =>
    [!isPr && line(plot, [0, 1], [0, 1], 'diagonal'), line(plot, x, y, 'line all')].filter(
      (part) => part !== false,
    ),
  )}
    <p class="legend">${label}</p>`
}

function histogramTable({ words, name, answer }: Drawn): Html {
  const { edges, all, relevant, irrelevant } = answer.histogram
  const { from, to } = words.charts
  return dataTable(
    words.charts.histogram,
    [`${name} ${from}`, to, words.labels.all, words.labels.yes, words.labels.no],
    Array.from(all, (value, at) => [
      num(edges[at]),
      num(edges[at + 1]),
      count(value),
      count(relevant[at]!),
      count(irrelevant[at]!),
    ]),
  )
}

function ecdfTable({ words, name, answer }: Drawn): Html {
  const { edges, all, relevant, irrelevant } = answer.histogram
  const columns = [all, relevant, irrelevant].map((counts) => sums(counts))
  return dataTable(
    words.charts.ecdf,
    [name, words.labels.all, words.labels.yes, words.labels.no],
    Array.from(edges, (edge, at) => [
      num(edge),
      ...columns.map(({ shares, total }) => num(total === 0 ? null : shares[at])),
    ]),
  )
}

/** Points of a curve's table: evenly over its thresholds, the first and the last among them. */
const POINTS = 50

function curveTable(words: ReportWords, { threshold, x, y }: Curve, kind: 'pr' | 'roc'): Html {
  const step = Math.max(1, (x.length - 1) / (POINTS - 1))
  const rows: Html[][] = []
  for (let at = 0; at < x.length - 0.5; at += step) {
    const point = Math.min(x.length - 1, Math.round(at))
    rows.push([num(threshold[point]), num(x[point]), num(y[point])])
  }
  const { recall, precision } = words.metrics
  return dataTable(
    kind === 'pr' ? words.charts.pr : words.charts.roc,
    kind === 'pr'
      ? [words.threshold, recall, precision]
      : [words.threshold, words.charts.falsePositives, recall],
    rows,
  )
}
