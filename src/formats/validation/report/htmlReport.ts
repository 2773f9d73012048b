/**
 * The report of a validation as one HTML file: no scripts, nothing from elsewhere. Whatever comes from the file is escaped, and
 * a Content-Security-Policy lets nothing else in.
 */
import { bandTable, classTable, madeByTables, metricTables, skippedPart } from './tables'
import { chartsOf } from './charts'
import { count, fixed, Html, markup, percent } from './html'
import { STYLE } from './style'
import type { ReportInput } from './types'
import { worstPart } from './worst'
import { en, type ReportWords } from './words/en'
import { zhCN } from './words/zh-CN'

const WORDS: Readonly<Record<ReportInput['language'], ReportWords>> = { en, 'zh-CN': zhCN }

/** @returns an HTML document; UTF-8 when it is written */
export function htmlReport(input: ReportInput): string {
  const words = WORDS[input.language]
  const { answer, rows, score, options } = input
  const of = answer.scores[score]
  const name = score === 'production' ? words.production : score
  const parts = [
    {
      id: 'scores',
      title: words.threshold,
      body: markup`${thresholdPart(input, words, name)}`,
    },
    { id: 'metrics', title: words.rankingTitle, body: metricTables({ words, answer, k: options.k }) },
    {
      id: 'charts',
      title: `${words.charts.title} ${name}`,
      body:
        of && markup`${chartsOf({ words, name, answer: of, bands: options.bands })}${bandTable(words, of)}`,
    },
    {
      id: 'classes',
      title: words.classesTitle,
      body:
        input.classes === null
          ? markup`<p>${words.noClasses}</p>`
          : markup`<div class="wide">${classTable(words, input.classes, answer.pairs)}</div>`,
    },
    { id: 'worst', title: words.worstTitle, body: worstPart(input, words) },
    {
      id: 'skipped',
      title: words.skippedTitle,
      body: markup`<div class="wide">${skippedPart(words, rows.set.skipped)}</div>`,
    },
    {
      id: 'made-by',
      title: words.madeByTitle,
      body: markup`<div class="wide">${madeByTables(input, words)}</div>`,
    },
  ]
  return markup`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <title>${words.title}: ${rows.set.name}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${words.title}: <bdi>${rows.set.name}</bdi></h1>
          <p class="note">
            ${input.created} ·
            ${input.software}${rows.identity && markup` · ${rows.identity.model} · ${rows.identity.dtype}`}
          </p>
          <p class="lead">
            ${words.summary({
              pairs: count(answer.pairs),
              queries: count(answer.queries),
              labelled: count(answer.labelled),
              relevant: count(answer.relevant),
              skipped: count(rows.set.skipped.length),
            })}
          </p>
          <nav aria-label="${words.contents}">
            <ul>
              ${parts.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>
          ${parts.map(
            ({ id, title, body }) =>
              markup`<section id="${id}">
                <h2>${title}</h2>
                ${body}
              </section> `,
          )}
        </main>
      </body>
    </html>
`.text
}

/** The answer in words: threshold, its interval, and what is guaranteed. */
function thresholdPart({ answer, score, options }: ReportInput, words: ReportWords, name: string): Html {
  const of = answer.scores[score]
  if (of === null) return markup`<p>${words.noThreshold}</p>`
  const { threshold, conformal, missing } = of
  const alpha = percent(conformal.alpha, 0)
  const confidence = percent(conformal.confidence, 0)
  const isDistance = score === 'production' && answer.production?.direction === 'smaller-is-closer'
  const facts = { alpha, confidence, n: count(conformal.n) }
  const span = threshold?.interval
  return markup`<p class="lead">
      ${
        threshold === null
          ? words.noThreshold
          : words.thresholdSays({
              name,
              criterion: words.criteria[options.criterion],
              value: fixed(threshold.value),
              precision: fixed(threshold.precision),
              recall: fixed(threshold.recall),
              f1: fixed(threshold.f1),
              interval: span ? `[${fixed(span[0])}, ${fixed(span[1])}]` : null,
            })
      }
    </p>
    <p class="lead">
      ${
        conformal.state === 'available'
          ? words.conformalSays({ ...facts, value: fixed(conformal.value), isDistance })
          : words.conformalTooFew({ ...facts, needed: count(conformal.needed) })
      }${conformal.expected !== null && ` ${words.conformalExpected({ alpha, value: fixed(conformal.expected) })}`}
    </p>
    <p class="note">${words.conformalHolds} ${words.sources}</p>
    <p class="note">${words.ties}${missing > 0 && ` ${words.unscored(count(missing), name)}`}</p>`
}
