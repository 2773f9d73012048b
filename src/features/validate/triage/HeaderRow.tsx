import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { SCORE_NAMES, type ScoreName } from '../../../engine/score/types'
import { useActions, useAppState } from '../../../core/react'
import type { Column } from './columns'
import css from './triage.module.css'

interface Props {
  readonly columns: readonly Column[]
  readonly template: CSSProperties | undefined
}

/** The names of the columns; each sorts the rows by it, the same again the other way. */
export function HeaderRow({ columns, template }: Props) {
  const { sortRows } = useActions()
  const sort = useAppState(({ validate }) => validate.triage.sort)
  const name = useColumnName()
  const short = useHeaderName()
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" aria-rowindex={1} className={css.headRow} style={template}>
        {columns.map(({ by, kind }) => {
          const isSorted = sort.by === by
          const words = name(by)
          if (kind === 'cause')
            return (
              <div role="columnheader" key={by} className={css.headCell}>
                {words}
              </div>
            )
          return (
            <div
              role="columnheader"
              key={by}
              className={clsx(css.headCell, isNumber(kind) && css.right)}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={css.sort}
                data-testid={`validate-sort-${by.replace('column:', '')}`}
                title={words}
                onClick={() => void sortRows(by)}
              >
                <span className={css.cut}>{short({ by, kind })}</span>
                <span aria-hidden="true" className={css.arrow}>
                  {isSorted ? (sort.descending ? '↓' : '↑') : ''}
                </span>
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

export const isNumber = (kind: Column['kind']): boolean => ['number', 'score', 'total'].includes(kind)

const WORDS = {
  query: 'triage.col.query',
  document: 'triage.col.document',
  'lost-ndcg': 'triage.col.lost',
  rank: 'triage.col.rank',
  production: 'triage.col.production',
  difference: 'triage.col.difference',
  label: 'triage.col.label',
  cause: 'triage.col.cause',
} as const

/** In a header, the sums of heads have short names. */
function useHeaderName(): (column: Pick<Column, 'by' | 'kind'>) => string {
  const { t } = useTranslation('validate')
  const name = useColumnName()
  return ({ by, kind }) =>
    kind !== 'total' ? name(by) : t(by === 'sparse+dense' ? 'triage.col.sum' : 'triage.col.all')
}

/** What a column or a score is called. */
export function useColumnName(): (by: string) => string {
  const { t } = useTranslation(['validate', 'common'])
  return (by) => {
    if (by.startsWith('column:')) return by.slice('column:'.length)
    if ((SCORE_NAMES as readonly string[]).includes(by)) return t(`common:scoreNames.${by as ScoreName}`)
    return Object.hasOwn(WORDS, by) ? t(WORDS[by as keyof typeof WORDS]) : by
  }
}
