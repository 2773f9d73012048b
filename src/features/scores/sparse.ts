import type { SharedRow } from '../../engine/score/terms'
import type { OneSidedToken } from '../../engine/score/types'
import { toTsv } from '../../ui/tsv'

export const sharedTsv = (rows: readonly SharedRow[]): string =>
  toTsv(
    ['token', 'id', 'weight_a', 'weight_b', 'product', 'share_of_score', 'occurrences_a', 'occurrences_b'],
    rows.map((r) => [r.token, r.id, r.weightA, r.weightB, r.product, r.share, r.inA.length, r.inB.length]),
  )

export const oneSidedTsv = (rows: readonly OneSidedToken[]): string =>
  toTsv(
    ['token', 'id', 'weight'],
    rows.map((r) => [r.token, r.id, r.weight]),
  )
