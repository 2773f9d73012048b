import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { median } from '../../formats/endpoint/median'
import type { EndpointResult, EndpointSide } from './types'
import type { Side } from '../../core/state'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { Unavailable } from '../../ui/Unavailable'
import { isFine, isOpen, verdictWords } from './verdict'

interface Row {
  readonly name: Side
  readonly side: EndpointSide
}

const NONE = <span className="muted">–</span>

/** The comparison of a text's dense vector; null: the answer has none, or it cannot be compared. */
function denseOf({ side }: Row) {
  const { dense } = side.comparison
  return dense?.state === 'available' ? dense.value : null
}

interface TextsTableProps {
  readonly result: EndpointResult
  /** Explains the vector of a text; null: the texts are no longer those of the result. */
  readonly onWhy: ((side: Side) => void) | null
}

/** Compares the dense vectors, one row for each text. */
export function TextsTable({ result, onWhy }: TextsTableProps) {
  const { t } = useTranslation('endpoint')
  const rows: Row[] = [
    { name: 'a', side: result.a },
    ...(result.b ? [{ name: 'b' as const, side: result.b }] : []),
  ]
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
          render: (_, row) => <TextName row={row} />,
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
          render: (_, row) => <Norm row={row} />,
        },
        {
          title: t('texts.cosine'),
          width: 84,
          align: 'right',
          render: (_, row) => <MaybeNum value={denseOf(row)?.cosine ?? null} digits={6} />,
        },
        {
          title: t('texts.difference'),
          width: 90,
          align: 'right',
          render: (_, row) => <MaybeNum value={denseOf(row)?.largestDifference ?? null} />,
        },
        {
          title: t('texts.verdict'),
          width: 240,
          render: (_, row) => <Verdict row={row} dtype={result.info.dtype.value} onWhy={onWhy} />,
        },
      ]}
    />
  )
}

function TextName({ row }: { readonly row: Row }) {
  const dense = denseOf(row)
  const { vectors, latencies } = row.side.asked
  return (
    <span
      data-testid="endpoint-text"
      data-side={row.name}
      data-cosine={dense?.cosine ?? undefined}
      data-dimension={vectors.dense?.length}
      data-norm={dense?.norm}
      data-latency={latencies[0]}
      data-verdict={dense?.verdict.kind}
    >
      {row.name.toUpperCase()}
    </span>
  )
}

function Norm({ row }: { readonly row: Row }) {
  const { t } = useTranslation('endpoint')
  const dense = denseOf(row)
  if (dense === null) return NONE
  return (
    <span
      className={dense.isNormalised ? undefined : 'amber'}
      title={dense.isNormalised ? undefined : t('texts.notNormalised')}
    >
      <Num value={dense.norm} />
    </span>
  )
}

interface VerdictProps extends Pick<TextsTableProps, 'onWhy'> {
  readonly row: Row
  readonly dtype: EndpointResult['info']['dtype']['value']
}

function Verdict({ row, dtype, onWhy }: VerdictProps) {
  const { t } = useTranslation('endpoint')
  const { dense } = row.side.comparison
  if (!dense) return NONE
  if (dense.state === 'unavailable') return <Unavailable reason={dense.reason} />
  const { verdict, isNormalised, zeros } = dense.value
  return (
    <span className={isFine(verdict) ? undefined : 'amber'}>
      {verdictWords(t, verdict, dtype, 'cosine')} {zeros > 0 && t('texts.zeros', { zeros })}{' '}
      {!isNormalised && t('texts.notNormalised')}{' '}
      {isOpen(verdict) && (
        <Button
          size="small"
          data-testid={`endpoint-explain-${row.name}`}
          title={t('texts.whyTitle')}
          disabled={onWhy === null}
          onClick={() => onWhy?.(row.name)}
        >
          {t('texts.why')}
        </Button>
      )}
    </span>
  )
}
