import type { TableProps } from 'antd'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anatomy } from '../../engine/heatmap/types'
import type { OneSidedToken, SparseExplanation } from '../../engine/score/types'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { Check } from '../../ui/score-parts'
import { percent } from '../../ui/share'
import { occurrencesById, sharedRows, type Occurrence, type SharedRow } from '../../engine/score/terms'
import type { At, Side } from './marks'
import css from './anatomy.module.css'

interface SparsePartProps {
  readonly anatomy: Anatomy
  readonly sparse: SparseExplanation
  readonly onHover: (at: At | null) => void
}

/** Number of listed tokens that only one text has. Those with the largest weights explain a low score. */
const ONE_SIDED_LIMIT = 12

/**
 * Explains the sparse score: shared tokens with their products, and tokens with a large weight that only one text
 * has. Memoized, because a hover changes nothing here.
 */
export const SparsePart = memo(function SparsePart({ anatomy, sparse, onHover }: SparsePartProps) {
  const { t } = useTranslation('anatomy')
  const rows = useMemo(
    () => sharedRows(sparse, occurrencesById(anatomy.a), occurrencesById(anatomy.b)),
    [sparse, anatomy],
  )
  const columns = useMemo<NonNullable<TableProps<SharedRow>['columns']>>(() => {
    const number = (key: 'weightA' | 'weightB' | 'product', title: string) => ({
      title,
      key,
      width: 84,
      align: 'right' as const,
      sorter: (x: SharedRow, y: SharedRow) => x[key] - y[key],
      render: (_: unknown, row: SharedRow) => <Num value={row[key]} />,
    })
    return [
      {
        title: t('sparse.token'),
        key: 'token',
        width: 120,
        render: (_, row) => (
          <span
            data-testid="anatomy-shared"
            data-id={row.id}
            data-product={row.product}
            onPointerEnter={() => onHover({ side: 'a', index: row.inA[0]!.index })}
            onPointerLeave={() => onHover(null)}
          >
            <TokenText token={row.token} />
          </span>
        ),
      },
      number('weightA', 'w(A)'),
      number('weightB', 'w(B)'),
      number('product', t('sparse.product')),
      {
        title: '%',
        key: 'share',
        width: 64,
        align: 'right',
        render: (_, row) => <MaybeNum value={percent(row.share)} digits={2} />,
      },
      {
        title: t('sparse.occurrences'),
        key: 'occurrences',
        width: 150,
        render: (_, row) => (
          <>
            <Positions side="a" list={row.inA} weight={row.weightA} />{' '}
            <Positions side="b" list={row.inB} weight={row.weightB} />
          </>
        ),
      },
    ]
  }, [t, onHover])
  return (
    <section className={css.part}>
      <Section title={t('sparse.missing')}>
        <div className={css.partnerless}>
          {(['a', 'b'] as const).map((side) => (
            <Partnerless
              key={side}
              side={side}
              list={side === 'a' ? sparse.onlyA : sparse.onlyB}
              anatomy={anatomy}
              onHover={onHover}
            />
          ))}
        </div>
      </Section>
      <Section title={t('sparse.shared', { count: rows.length })}>
        {rows.length === 0 ? (
          <p className="muted">{t('sparse.none')}</p>
        ) : (
          <DataTable
            label={t('sparse.shared', { count: rows.length })}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            width={586}
            height={300}
          />
        )}
        <Check
          what="Σ w(A)·w(B)"
          sum={rows.reduce((sum, row) => sum + row.product, 0)}
          score={sparse.score}
        />
      </Section>
    </section>
  )
})

/**
 * The positions of a token, in the order of the text. The first position whose weight is the lexical weight is bold;
 * the others are faint.
 */
function Positions({
  side,
  list,
  weight,
}: {
  readonly side: Side
  readonly list: readonly Occurrence[]
  readonly weight: number
}) {
  const { t } = useTranslation('anatomy')
  const largest = list.findIndex((here) => here.weight === weight)
  return (
    <span className="num">
      <span className="side-name" data-side={side}>
        {side.toUpperCase()}
      </span>{' '}
      {list.map((here, at) => (
        <span
          key={here.index}
          className={at === largest ? undefined : 'muted'}
          title={t(at === largest ? 'sparse.won' : 'sparse.lost', { weight: here.weight ?? 0 })}
        >
          {at === largest ? <b>{here.index}</b> : here.index}{' '}
        </span>
      ))}
    </span>
  )
}

interface PartnerlessProps {
  readonly side: Side
  readonly list: readonly OneSidedToken[]
  readonly anatomy: Anatomy
  readonly onHover: (at: At | null) => void
}

function Partnerless({ side, list, anatomy, onHover }: PartnerlessProps) {
  const { t } = useTranslation('anatomy')
  const most = list[0]?.weight ?? 1
  return (
    <div>
      <b className="side-name" data-side={side}>
        {t('sparse.only', { side: side.toUpperCase(), count: list.length })}
      </b>
      {list.slice(0, ONE_SIDED_LIMIT).map(({ id, token, weight }) => (
        <div
          key={id}
          className={css.bar}
          data-testid="anatomy-partnerless"
          data-side={side}
          data-id={id}
          onPointerEnter={() => onHover({ side, index: anatomy[side].tokenized.ids.indexOf(id) })}
          onPointerLeave={() => onHover(null)}
        >
          <TokenText token={token} side={side} />
          <span className={css.barTrack}>
            <span style={{ width: `${(100 * weight) / most}%`, background: `var(--hue-${side})` }} />
          </span>
          <Num value={weight} />
        </div>
      ))}
      {list.length > ONE_SIDED_LIMIT && (
        <span className="muted">{t('sparse.more', { count: list.length - ONE_SIDED_LIMIT })}</span>
      )}
    </div>
  )
}
