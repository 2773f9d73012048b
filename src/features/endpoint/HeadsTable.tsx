import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColbertComparison, SparseComparison, Verdict } from '../../engine/endpoint/types'
import type { Available } from '../../engine/model/types'
import type { Missing } from '../../formats/endpoint/types'
import type { EndpointResult, EndpointSide } from './types'
import type { Side } from '../../core/state'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { Unavailable } from '../../ui/Unavailable'
import { ERROR_WORDS, errorText } from '../../ui/error-text'
import { isFine, verdictWords } from './verdict'

interface Row {
  readonly key: string
  readonly head: 'sparse' | 'colbert'
  readonly name: Side
  readonly side: EndpointSide
}

/**
 * Compares the sparse and the ColBERT vectors, one row for each text. If the server does not give one of them, the
 * row shows the reason.
 */
export function HeadsTable({ result }: { readonly result: EndpointResult }) {
  const { t } = useTranslation('endpoint')
  const dtype = result.info.dtype.value
  const rows = (['sparse', 'colbert'] as const).flatMap((head): Row[] => [
    { key: `${head}-a`, head, name: 'a', side: result.a },
    ...(result.b ? [{ key: `${head}-b`, head, name: 'b' as const, side: result.b }] : []),
  ])
  const words = (verdict: Verdict, check: 'cosine' | 'difference') => (
    <span className={isFine(verdict) ? undefined : 'amber'}>{verdictWords(t, verdict, dtype, check)}</span>
  )

  const sparse = (name: Side, found: SparseComparison): Cells => ({
    what: (
      <span
        data-testid="endpoint-sparse"
        data-side={name}
        data-shared={found.shared}
        data-only-ours={found.onlyOurs}
        data-only-theirs={found.onlyTheirs}
        data-cosine={found.cosine ?? undefined}
        data-verdict={found.verdict.kind}
      >
        {t('heads.overlap', { shared: found.shared, ours: found.onlyOurs, theirs: found.onlyTheirs })}{' '}
        {t('heads.top', { k: found.top.k, shared: found.top.shared })}
      </span>
    ),
    cosine: <MaybeNum value={found.cosine} digits={6} />,
    difference: <Num value={found.largestDifference} />,
    verdict: (
      <>
        {words(found.verdict, 'difference')}{' '}
        {found.special.length > 0 && (
          <span className="amber">{t('heads.special', { ids: found.special.join(', ') })}</span>
        )}
      </>
    ),
  })

  const colbert = (name: Side, found: ColbertComparison): Cells => ({
    what: (
      <span
        data-testid="endpoint-colbert"
        data-side={name}
        data-rows={found.rows}
        data-our-rows={found.ourRows}
        data-cosine={found.meanCosine ?? undefined}
        data-verdict={found.verdict.kind}
      >
        {t('heads.rows', { theirs: found.rows, ours: found.ourRows, dimension: found.dimension })}
      </span>
    ),
    cosine: <MaybeNum value={found.meanCosine} digits={6} />,
    difference: <MaybeNum value={found.largestDifference} />,
    verdict: words(found.verdict, 'cosine'),
  })

  const cells = ({ head, name, side }: Row): Cells => {
    const missing = side.asked.missing[head]
    if (missing) return { ...NO_CELLS, verdict: <MissingHead missing={missing} head={head} name={name} /> }
    return head === 'sparse'
      ? either(side.comparison.sparse, (found) => sparse(name, found))
      : either(side.comparison.colbert, (found) => colbert(name, found))
  }

  return (
    <DataTable<Row>
      label={t('heads.title')}
      rows={rows}
      rowKey={({ key }) => key}
      width={760}
      columns={[
        {
          title: t('heads.head'),
          width: 110,
          render: (_, { head, name }) => `${t(`heads.${head}`)} ${name.toUpperCase()}`,
        },
        { title: t('heads.what'), width: 220, render: (_, row) => cells(row).what },
        { title: t('texts.cosine'), width: 84, align: 'right', render: (_, row) => cells(row).cosine },
        {
          title: t('texts.difference'),
          width: 90,
          align: 'right',
          render: (_, row) => cells(row).difference,
        },
        { title: t('texts.verdict'), width: 256, render: (_, row) => cells(row).verdict },
      ]}
    />
  )
}

interface Cells {
  readonly what: ReactNode
  readonly cosine: ReactNode
  readonly difference: ReactNode
  readonly verdict: ReactNode
}
const NONE = <span className="muted">–</span>
const NO_CELLS: Cells = { what: NONE, cosine: NONE, difference: NONE, verdict: NONE }

function either<T>(part: Available<T> | null, show: (value: T) => Cells): Cells {
  if (part === null) return NO_CELLS
  return part.state === 'available'
    ? show(part.value)
    : { ...NO_CELLS, verdict: <Unavailable reason={part.reason} /> }
}

interface MissingProps {
  readonly missing: Missing
  readonly head: string
  readonly name: Side
}

function MissingHead({ missing, head, name }: MissingProps) {
  const { t } = useTranslation('requests')
  const { t: tError } = useTranslation(ERROR_WORDS)
  const error = missing.kind === 'failed' ? errorText(tError, missing.error) : null
  return (
    <span
      className="muted"
      data-testid={`endpoint-missing-${head}`}
      data-side={name}
      data-code={missing.kind === 'failed' ? missing.error.code : missing.reason}
    >
      {missing.kind === 'failed' ? `${error!.title}. ${error!.next}` : t(`cannot.${missing.reason}` as never)}
    </span>
  )
}
