import type { Fusion } from '../../engine/score/fusion'
import { toTsv } from '../../ui/tsv'

export const fusionTsv = (fusion: Fusion): string =>
  toTsv(
    ['head', 'weight', 'score', 'weight*score', 'contribution', 'share'],
    fusion.terms.map((t) => [t.head, t.weight, t.score, t.product, t.contribution, t.share]),
  )
