import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeadName } from '../../engine/model/types'
import type { WhyRow } from '../../engine/why/types'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { assumes, idsOf, toCheck, type WhyT } from './words'
import css from './why.module.css'

/** Number of rows that are shown at first. */
const FIRST = 12

interface RowsProps {
  readonly head: HeadName
  readonly rows: readonly WhyRow[]
}

/** Shows the result of each hypothesis, best first. */
export function Rows({ head, rows }: RowsProps) {
  const { t } = useTranslation(['why', 'rules'])
  const [all, setAll] = useState(false)
  const withSameIds = countBy(rows)
  const shown = (all ? rows : rows.slice(0, FIRST)).map((row, at) => ({
    ...row,
    at,
    sameIds: row.sequence === null ? 0 : withSameIds.get(row.sequence)! - 1,
  }))
  type Shown = (typeof shown)[number]
  const number = (value: (row: Shown) => number | null, digits?: number) => (_: unknown, row: Shown) =>
    row.skipped !== null ? null : <MaybeNum value={value(row)} {...(digits !== undefined && { digits })} />
  const right = { align: 'right' as const }
  return (
    <>
      <DataTable<Shown>
        label={t('table.title')}
        rows={shown}
        rowKey={({ at }) => at}
        width={880}
        columns={[
          {
            title: <span title={t('table.cosineNote')}>{t('table.cosine')}</span>,
            key: 'cosine',
            width: 96,
            ...right,
            render: number(({ cosine }) => cosine, 6),
          },
          {
            title: t('table.what'),
            key: 'what',
            width: 440,
            render: (_, row) => <What t={t} row={row} />,
          },
          ...(head === 'colbert'
            ? [
                {
                  title: t('table.leastRow'),
                  key: 'least',
                  width: 96,
                  ...right,
                  render: number(({ leastRow }) => leastRow, 6),
                },
              ]
            : []),
          ...(head === 'sparse'
            ? [
                {
                  title: t('table.overlap'),
                  key: 'overlap',
                  width: 96,
                  ...right,
                  render: (_: unknown, { overlap }: Shown) => overlap && `${overlap.shared} / ${overlap.all}`,
                },
              ]
            : []),
          {
            title: t('table.difference'),
            key: 'difference',
            width: 96,
            ...right,
            render: number(({ largestDifference }) => largestDifference),
          },
          {
            title: <span title={t('table.normNote')}>{t('table.norm')}</span>,
            key: 'norm',
            width: 88,
            ...right,
            render: number(({ normRatio }) => normRatio),
          },
          {
            title: t('table.tokens'),
            key: 'tokens',
            width: 72,
            ...right,
            render: (_, { tokens }) => (tokens === null ? null : <Num value={tokens} digits={0} />),
          },
        ]}
      />
      {rows.length > FIRST && (
        <Button size="small" type="link" data-testid="why-all" onClick={() => setAll(!all)}>
          {t(all ? 'table.fewer' : 'table.all', { count: rows.length })}
        </Button>
      )}
    </>
  )
}

/** Number of different sets of hypotheses with each token sequence. */
function countBy(rows: readonly WhyRow[]): ReadonlyMap<number, number> {
  const sets = new Map<number, Set<string>>()
  for (const row of rows)
    if (row.sequence !== null) sets.set(row.sequence, (sets.get(row.sequence) ?? new Set()).add(idsOf(row)))
  return new Map([...sets].map(([sequence, ids]) => [sequence, ids.size]))
}

function What({ t, row }: { readonly t: WhyT; readonly row: WhyRow & { readonly sameIds: number } }) {
  const { hypotheses, within, skipped } = row
  return (
    <div
      className={css.row}
      data-testid="why-row"
      data-hypotheses={idsOf(row)}
      data-cosine={skipped === null ? row.cosine : ''}
      data-within={within}
      data-skipped={skipped ?? ''}
    >
      <span className={css.rowWhat}>
        {hypotheses.length === 0 ? t('plain') : hypotheses.map((each) => assumes(t, each)).join(' + ')}
        {within && <span className={css.within}>{t('table.within')}</span>}
      </span>
      {row.sameIds > 0 && (
        <span className="muted" data-testid="why-same-ids" data-count={row.sameIds}>
          {t('table.sameIds', { n: row.sameIds })}
        </span>
      )}
      {skipped !== null && (
        <span className="muted">{t(`skipped.${skipped}`, { tokens: String(row.tokens ?? '') })}</span>
      )}
      {skipped === null &&
        hypotheses.map((each) => (
          <span key={each.id} className="muted">
            {toCheck(t, each)}
          </span>
        ))}
    </div>
  )
}
