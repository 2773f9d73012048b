import { useTranslation } from 'react-i18next'
import { median } from '../../formats/endpoint/median'
import type { EndpointResult, EndpointSide } from './types'
import type { Side } from '../../core/state'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { Unavailable } from '../../ui/Unavailable'
import { isFine, verdictWords } from './verdict'

interface Row {
  readonly name: Side
  readonly side: EndpointSide
}

const NONE = <span className="muted">–</span>

/** The dense vectors, a text a row. */
export function TextsTable({ result }: { readonly result: EndpointResult }) {
  const { t } = useTranslation('endpoint')
  const rows: Row[] = [
    { name: 'a', side: result.a },
    ...(result.b ? [{ name: 'b' as const, side: result.b }] : []),
  ]
  const denseOf = ({ side }: Row) => side.comparison.dense
  const value = (row: Row) => {
    const dense = denseOf(row)
    return dense?.state === 'available' ? dense.value : null
  }
  const repeated = rows.some(({ side }) => side.asked.latencies.length > 1)
  return (
    <DataTable<Row>
      label={t('texts.label')}
      rows={rows}
      rowKey={({ name }) => name}
      width={760}
      columns={[
        {
          title: t('texts.text'),
          width: 52,
          render: (_, row) => {
            const dense = value(row)
            return (
              <span
                data-testid="endpoint-text"
                data-side={row.name}
                data-cosine={dense?.cosine ?? undefined}
                data-dimension={row.side.asked.vectors.dense?.length}
                data-norm={dense?.norm}
                data-latency={row.side.asked.latencies[0]}
                data-verdict={dense?.verdict.kind}
              >
                {row.name.toUpperCase()}
              </span>
            )
          },
        },
        {
          title: `${t('texts.latency')} (ms)`,
          width: 90,
          align: 'right',
          render: (_, { side }) => <Num value={side.asked.latencies[0]!} digits={1} />,
        },
        ...(repeated
          ? [
              {
                title: `${t('texts.median')} (ms)`,
                width: 90,
                align: 'right' as const,
                render: (_: unknown, { side }: Row) => (
                  <Num value={median(side.asked.latencies)} digits={1} />
                ),
              },
            ]
          : []),
        {
          title: t('texts.tokens'),
          width: 80,
          align: 'right',
          render: (_, { side }) => (
            <span title={t('texts.tokensTitle')}>
              {side.asked.promptTokens ?? '–'} / {side.tokens}
              {side.truncated && <span className="amber"> {t('texts.cut')}</span>}
            </span>
          ),
        },
        {
          title: t('texts.dimension'),
          width: 70,
          align: 'right',
          render: (_, row) => row.side.asked.vectors.dense?.length ?? NONE,
        },
        {
          title: t('texts.norm'),
          width: 80,
          align: 'right',
          render: (_, row) => {
            const dense = value(row)
            return dense ? (
              <span
                className={dense.isNormalised ? undefined : 'amber'}
                title={dense.isNormalised ? undefined : t('texts.notNormalised')}
              >
                <Num value={dense.norm} />
              </span>
            ) : (
              NONE
            )
          },
        },
        {
          title: t('texts.cosine'),
          width: 84,
          align: 'right',
          render: (_, row) => <MaybeNum value={value(row)?.cosine ?? null} digits={6} />,
        },
        {
          title: t('texts.difference'),
          width: 90,
          align: 'right',
          render: (_, row) => <MaybeNum value={value(row)?.largestDifference ?? null} />,
        },
        {
          title: t('texts.verdict'),
          width: 240,
          render: (_, row) => {
            const dense = denseOf(row)
            if (!dense) return NONE
            if (dense.state === 'unavailable') return <Unavailable reason={dense.reason} />
            const { verdict, isNormalised } = dense.value
            const words = verdictWords(t, verdict, result.info.dtype.value, 'cosine')
            return (
              <span className={isFine(verdict) ? undefined : 'amber'}>
                {words} {!isNormalised && t('texts.notNormalised')}
              </span>
            )
          },
        },
      ]}
    />
  )
}
