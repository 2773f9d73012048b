import type { RankedDocument } from '../../engine/compare/ranking'
import { toTsv } from '../../ui/tsv'

export const RANKING_ORDERS = ['first', 'second', 'movers', 'document'] as const
export type RankingOrder = (typeof RANKING_ORDERS)[number]

/** Sorts the documents. Documents with equal keys keep their order in B. */
export function ordered(rows: readonly RankedDocument[], order: RankingOrder): readonly RankedDocument[] {
  const compare = {
    first: (x: RankedDocument, y: RankedDocument) => x.firstRank - y.firstRank,
    second: (x: RankedDocument, y: RankedDocument) => x.secondRank - y.secondRank,
    movers: (x: RankedDocument, y: RankedDocument) => Math.abs(y.change) - Math.abs(x.change),
    document: () => 0,
  }[order]
  return [...rows].sort((x, y) => compare(x, y) || x.index - y.index)
}

export const rankingTsv = (rows: readonly RankedDocument[]): string =>
  toTsv(
    ['line', 'document', 'rank_model_1', 'score_model_1', 'rank_model_2', 'score_model_2', 'rank_change'],
    rows.map((r) => [r.index + 1, r.text, r.firstRank, r.first, r.secondRank, r.second, r.change]),
  )
