/**
 * Training data as FlagEmbedding's finetune reads it, of an embedder and of a reranker: a line for each query with
 * `query`, `pos`, `neg`, `pos_scores`, `neg_scores` and the prompt. `neg` are the documents labelled as not relevant, the
 * highest score first: those that stand above a relevant one come first. Documents without a label are in neither list, since
 * nobody has looked at them. Texts are as given, before rules.
 */
import { jsonLine } from '../../json-line'
import { byQuery, ordered, selected, type Ranked } from './scored'
import { Counts } from './summary'
import { gradeOf } from './trec'
import type { ExportForm, ExportPieces, ExportOptions, ExportRows, ExportWriter } from './types'

const writerOf = (form: ExportForm, promptField: string): ExportWriter => ({
  form,
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  write: (rows, options) => lines(rows, options, promptField),
})

/** FlagEmbedding/abc/finetune/embedder/AbsDataset.py reads `prompt`. */
export const trainingWriter = writerOf('training', 'prompt')
/** FlagEmbedding/abc/finetune/reranker/AbsDataset.py reads `query_prompt`; its `prompt` is the question to a language model. */
export const rerankerWriter = writerOf('reranker', 'query_prompt')

function* lines(rows: ExportRows, options: ExportOptions, promptField: string): ExportPieces {
  const { set, pairs } = rows
  const counts = new Counts()
  const groups = byQuery(rows, selected(rows))
  const texts = (list: readonly Ranked[]) =>
    list.map(({ pair }) => set.documents.texts[pairs.document[pair]!]!)
  for (const query of groups.queries) {
    const { pos, neg } = sorted(rows, groups.pairs(query), options, counts)
    if (pos.length === 0) counts.leave('no-relevant')
    else if (neg.length === 0) counts.leave('no-negative')
    else {
      const line = {
        query: set.queries.texts[query],
        pos: texts(pos),
        neg: texts(neg),
        pos_scores: pos.map(({ score }) => score),
        neg_scores: neg.map(({ score }) => score),
        ...(options.prompt !== '' && { [promptField]: options.prompt }),
      }
      yield `${jsonLine(line)}\n`
      counts.written++
    }
  }
  return counts.summary
}

function sorted(
  rows: ExportRows,
  list: readonly number[],
  { score, negatives }: ExportOptions,
  counts: Counts,
) {
  const labelled = list.filter((pair) => {
    const grade = gradeOf(rows, pair)
    if (grade === 'unsure') counts.leave('unsure')
    return typeof grade === 'number'
  })
  const ranked = ordered(rows, labelled, score)
  counts.leave('no-score', labelled.length - ranked.length)
  return {
    pos: ranked.filter(({ pair }) => rows.pairs.grade[pair]! > 0),
    neg: ranked.filter(({ pair }) => !(rows.pairs.grade[pair]! > 0)).slice(0, negatives),
  }
}
