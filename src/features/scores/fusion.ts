import type { Fusion } from '../../engine/score/fusion'
import { toTsv } from '../../ui/tsv'

export { fusionOf, type Fusion, type FusionTerm } from '../../engine/score/fusion'

export const fusionTsv = (fusion: Fusion): string =>
  toTsv(
    ['head', 'weight', 'score', 'weight*score', 'contribution', 'share'],
    fusion.terms.map((t) => [t.head, t.weight, t.score, t.product, t.contribution, t.share]),
  )
