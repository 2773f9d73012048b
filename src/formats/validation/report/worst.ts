/** The queries that lose most, each with its documents in the order of the score. */
import { SCORE_NAMES } from '../../../engine/score/types'
import { byQuery, ordered, scoresOf, selected } from '../write/scored'
import { gradeOf } from '../write/trec'
import { count, markup, num, type Html } from './html'
import { clipped } from './tables'
import type { ReportInput } from './types'
import type { ReportWords } from './words/en'

/** Documents of one query, and UTF-16 units of a text, that are shown. */
const DOCUMENTS = 12
const TEXT = 600

interface Lost {
  readonly query: number
  readonly ndcg: number
}

export function worstPart(input: ReportInput, words: ReportWords): Html {
  const { rows, answer, options, score, worst } = input
  if (answer.labelled === 0) return markup`<p>${words.noLabels}</p>`
  const all = losing(input)
  if (all.length === 0) return markup`<p>${words.noWorst}</p>`
  const shown = all.slice(0, worst)
  const groups = byQuery(rows, selected({ ...rows, selection: null }))
  return markup`<p>${words.worstRule(options.k, shown.length, all.length)}</p>
    ${shown.map(({ query, ndcg }) => {
      const list = groups.pairs(query)
      const ranked = ordered(rows, list, score).map(({ pair }) => pair)
      const scored = new Set(ranked)
      return queryPart(input, words, {
        query,
        ndcg,
        pairs: [...ranked, ...list.filter((pair) => !scored.has(pair))],
      })
    })}`
}

/** Queries with a relevant document that do not have the best nDCG; the lowest first, then as in the file. */
function losing({ rows, answer, score }: ReportInput): Lost[] {
  const values = answer.scores[score]?.perQuery.ndcg
  if (!values) return []
  const { pairs } = rows
  const relevant = new Set<number>()
  for (let pair = 0; pair < pairs.count; pair++) if (pairs.grade[pair]! > 0) relevant.add(pairs.query[pair]!)
  return [...relevant]
    .map((query) => ({ query, ndcg: values[query]! }))
    .filter(({ ndcg }) => ndcg < 1 - 1e-12)
    .sort((a, b) => a.ndcg - b.ndcg || a.query - b.query)
}

function queryPart(
  { rows, options, score }: ReportInput,
  words: ReportWords,
  { query, ndcg, pairs }: Lost & { readonly pairs: readonly number[] },
): Html {
  const { set } = rows
  const heads = [words.rank, words.givenRank, words.label, ...SCORE_NAMES]
  return markup`<section class="query">
    <h3><bdi dir="auto">${clipped(set.queries.texts[query]!, TEXT)}</bdi></h3>
    <p class="note"><bdi>${set.queries.ids[query]!}</bdi> · nDCG@${options.k} ${num(ndcg)} · ${score}</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
            <th scope="col" class="text">${words.document}</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.slice(0, DOCUMENTS).map((pair, at) => documentRow(rows, words, pair, at + 1))}
        </tbody>
      </table>
    </div>
    ${pairs.length > DOCUMENTS && markup`<p class="note">${words.moreDocuments(pairs.length - DOCUMENTS)}</p>`}
  </section>`
}

function documentRow(rows: ReportInput['rows'], words: ReportWords, pair: number, place: number): Html {
  const { set, pairs, notes } = rows
  const grade = gradeOf(rows, pair)
  const isRelevant = typeof grade === 'number' && grade > 0
  const scores = scoresOf(rows, pair)
  const document = pairs.document[pair]!
  const note = notes?.[pair] ?? ''
  return markup`<tr class="${isRelevant ? 'is-yes' : ''}">
    <th scope="row">${place}</th>
    <td>${Number.isNaN(pairs.rank[pair]!) ? '–' : count(pairs.rank[pair]!)}</td>
    <td>${labelOf(words, grade)}</td>
    ${SCORE_NAMES.map((name) => {
      const score = scores[name]
      return markup`<td>${num(score.state === 'available' ? score.value : null)}</td>`
    })}
    <td class="text">
      <span class="note"><bdi>${set.documents.ids[document]!}</bdi></span>
      <bdi dir="auto">${clipped(set.documents.texts[document]!, TEXT)}</bdi
      >${note !== '' && markup`<br /><em>${words.note}: <bdi dir="auto">${clipped(note, TEXT)}</bdi></em>`}
    </td>
  </tr> `
}

function labelOf({ labels }: ReportWords, grade: ReturnType<typeof gradeOf>): string {
  if (grade === 'unsure') return labels.unsure
  if (grade === 'unlabelled') return '–'
  return grade > 0 ? (grade === 1 ? labels.yes : `${labels.yes} (${grade})`) : labels.no
}
