/** Converts the tables of changes between two models to TSV for the clipboard. */
import type { DimensionChange, MatchChange, TermChange } from '../../engine/compare/changes'
import { toTsv } from '../../ui/tsv'

export const dimensionTsv = (rows: readonly DimensionChange[]): string =>
  toTsv(
    ['dim', 'a_i*b_i_model_1', 'a_i*b_i_model_2', 'difference'],
    rows.map((r) => [r.dim, r.first, r.second, r.difference]),
  )

export const termTsv = (rows: readonly TermChange[]): string =>
  toTsv(
    [
      'token',
      'id',
      'weight_a_model_1',
      'weight_b_model_1',
      'product_model_1',
      'weight_a_model_2',
      'weight_b_model_2',
      'product_model_2',
      'difference',
    ],
    rows.map(({ token, id, first, second, difference }) => [
      token,
      id,
      first?.weightA ?? null,
      first?.weightB ?? null,
      first?.product ?? null,
      second?.weightA ?? null,
      second?.weightB ?? null,
      second?.product ?? null,
      difference,
    ]),
  )

export const matchTsv = (rows: readonly MatchChange[]): string =>
  toTsv(
    [
      'query_index',
      'query_token',
      'best_index_model_1',
      'best_token_model_1',
      'similarity_model_1',
      'best_index_model_2',
      'best_token_model_2',
      'similarity_model_2',
      'contribution_difference',
    ],
    rows.map((r) => [
      r.query.index,
      r.query.token,
      r.firstBest.index,
      r.firstBest.token,
      r.firstSimilarity,
      r.secondBest.index,
      r.secondBest.token,
      r.secondSimilarity,
      r.difference,
    ]),
  )
