import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { SweepRow } from '../../formats/endpoint/types'
import { endpointSweepReport } from '../../formats/report/endpoint'
import { reportText } from '../../formats/report/write'
import type { EndpointSweep } from './types'
import { CopyButton } from '../../ui/CopyButton'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { ERROR_WORDS, errorText } from '../../ui/error-text'
import css from './endpoint.module.css'

interface Props {
  readonly sweep: EndpointSweep
  readonly stale: boolean
}

/** The length at which the server truncates, with the evidence. */
export function SweepView({ sweep: { result, run, server }, stale }: Props) {
  const { t } = useTranslation('endpoint')
  const { t: tError } = useTranslation(ERROR_WORDS)
  if (result === null) return null
  const isDone = run.phase === 'done'
  const verdict = result.at === null ? 'none' : result.verdict
  const json = () => reportText(endpointSweepReport(server, result))
  const words = (row: SweepRow): string => {
    if (row.error)
      return `${t(`sweep.row.${row.verdict}`)} ${errorText(tError, row.error).title}. ${row.error.values.said ?? ''}`
    return t(`sweep.row.${row.verdict}`, { at: result.at })
  }
  return (
    <Section title={t('sweep.title')} actions={<CopyButton label={t('sweep.copy')} text={json} />}>
      <p
        className={verdict === 'cut' ? clsx('amber', css.verdict) : css.verdict}
        data-testid="endpoint-sweep-result"
        data-verdict={isDone ? verdict : ''}
        data-at={result.at ?? undefined}
        data-stale={stale}
      >
        {isDone ? t(`sweep.verdict.${verdict}`, { at: result.at }) : t('sweep.verdict.unknown')}{' '}
        {stale && <span className="amber">{t('sweep.stale')}</span>}
      </p>
      <DataTable<SweepRow>
        label={t('sweep.title')}
        rows={result.rows}
        rowKey={({ tokens }) => tokens}
        width={720}
        columns={[
          {
            title: t('sweep.tokens'),
            width: 80,
            align: 'right',
            render: (_, row) => (
              <span
                data-testid="endpoint-sweep-row"
                data-tokens={row.tokens}
                data-cosine={row.cosineToShorter ?? undefined}
                data-verdict={row.verdict}
              >
                {row.tokens.toLocaleString('en-US')}
              </span>
            ),
          },
          {
            title: t('sweep.counted'),
            width: 90,
            align: 'right',
            render: (_, { promptTokens }) => promptTokens?.toLocaleString('en-US') ?? '–',
          },
          {
            title: `${t('texts.latency')} (ms)`,
            width: 90,
            align: 'right',
            render: (_, { latency }) => <MaybeNum value={latency} digits={1} />,
          },
          {
            title: t('sweep.shorter'),
            width: 110,
            align: 'right',
            render: (_, { cosineToShorter }) => <MaybeNum value={cosineToShorter} digits={8} />,
          },
          {
            title: t('sweep.ours'),
            width: 130,
            align: 'right',
            render: (_, { cosineToOurs, oursAt }) => (
              <span title={oursAt === null ? t('sweep.noOurs') : t('sweep.oursAt', { at: oursAt })}>
                <MaybeNum value={cosineToOurs} digits={6} />
                {oursAt !== null && <span className="muted"> @{oursAt}</span>}
              </span>
            ),
          },
          {
            title: t('texts.verdict'),
            width: 220,
            render: (_, row) => (
              <span className={row.verdict === 'cut' ? 'amber' : undefined}>{words(row)}</span>
            ),
          },
        ]}
      />
      <p className={clsx('muted', css.note)}>
        {t(`sweep.how.${result.from}`)} <code>{result.sample} …</code>{' '}
        {t('sweep.slack', { slack: result.slack.toExponential(1) })}
      </p>
    </Section>
  )
}
