import type { MatchRow, TokenAt } from '../../engine/score/matches'
import { toTsv } from '../../ui/tsv'

const rangeText = (at: TokenAt) => (at.range ? at.range.join('-') : '')

export const matchTsv = (rows: readonly MatchRow[]): string =>
  toTsv(
    [
      'query_index',
      'query_token',
      'query_range',
      'best_index',
      'best_token',
      'best_range',
      'similarity',
      'share_of_sum',
      'running_sum',
    ],
    rows.map((r) => [
      r.query.index,
      r.query.token,
      rangeText(r.query),
      r.best.index,
      r.best.token,
      rangeText(r.best),
      r.similarity,
      r.share,
      r.running,
    ]),
  )
