/** The columns of the table. Pure. */
import { HEAD_NAMES, type HeadName } from '../../../engine/validate/types'
import type { AnsweredName } from '../../../engine/validate/answer-types'
import { memoizeByObject } from '../../../core/memoize'
import { hasHead, type RowSource } from './source'

export interface Column {
  /** What the rows are sorted by when its header is pressed; also the name of its words. */
  readonly by: string
  readonly kind: 'query' | 'document' | 'number' | 'score' | 'total' | 'label' | 'cause' | 'value'
  /** For the grid: width of the column. */
  readonly width: string
}

const has = memoizeByObject((numbers: Float64Array): boolean => numbers.some((value) => !Number.isNaN(value)))

/** The score that stands at the end of the heads: all of them together, as far as the model has them. */
export function totalScore({ result }: RowSource): AnsweredName {
  const info = result?.info ?? null
  return hasHead(info, 'colbert')
    ? 'colbert+sparse+dense'
    : hasHead(info, 'sparse')
      ? 'sparse+dense'
      : 'dense'
}

/** Further columns of the file that are shown beside the others. */
const MOST_VALUES = 3

export function columnsOf(
  source: RowSource,
  extra: { readonly lost: boolean; readonly difference: boolean; readonly graded: boolean },
): readonly Column[] {
  const { pairs, set, result } = source
  const info = result?.info ?? null
  const number = (by: string, width: string): Column => ({ by, kind: 'number', width })
  const heads = HEAD_NAMES.filter((head: HeadName) => hasHead(info, head))
  return [
    { by: 'query', kind: 'query', width: 'minmax(150px, 2fr)' },
    { by: 'document', kind: 'document', width: 'minmax(180px, 3fr)' },
    ...(extra.lost ? [number('lost-ndcg', '92px')] : []),
    ...(has(pairs.rank) ? [number('rank', '100px')] : []),
    ...heads.map((head): Column => ({ by: head, kind: 'score', width: '78px' })),
    ...(heads.length > 1 ? [{ by: totalScore(source), kind: 'total', width: '78px' } as const] : []),
    ...(has(pairs.production) ? [number('production', '92px')] : []),
    ...(extra.difference ? [number('difference', '92px')] : []),
    { by: 'label', kind: 'label', width: extra.graded ? '184px' : '136px' },
    { by: 'cause', kind: 'cause', width: 'minmax(96px, 1.4fr)' },
    ...set.columns
      .slice(0, MOST_VALUES)
      .map(({ name }): Column => ({ by: `column:${name}`, kind: 'value', width: 'minmax(70px, 0.8fr)' })),
  ]
}
