import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { SCORE_NAMES, type ScoreName } from '../../engine/score/types'
import type { ScoreVerdict } from '../../engine/endpoint/scores'
import type { ScorePair } from '../../engine/endpoint/types'
import { AvailableNum } from '../../ui/AvailableNum'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum } from '../../ui/Num'
import css from './endpoint.module.css'
import { ScoreLabel } from '../../ui/ScoreLabel'

interface Row {
  readonly name: ScoreName
  readonly theirs: number | null
}

interface ScoresTableProps {
  readonly scores: ScorePair
  /** Of the same scores. */
  readonly verdicts: Readonly<Record<ScoreName, ScoreVerdict>>
}

/** The scores of the server's vectors, computed by FlagEmbedding's formulas. */
export function ScoresTable({ scores, verdicts }: ScoresTableProps) {
  const { t } = useTranslation('endpoint')
  const rows = SCORE_NAMES.map((name): Row => ({ name, theirs: scores.theirs[name] }))
  const ours = ({ name }: Row) => {
    const part = scores.ours[name]
    return part.state === 'available' ? part.value : null
  }
  const difference = (row: Row) => {
    const mine = ours(row)
    return mine === null || row.theirs === null ? null : row.theirs - mine
  }
  return (
    <>
      <DataTable<Row>
        label={t('scores.title')}
        rows={rows}
        rowKey={({ name }) => name}
        width={560}
        columns={[
          {
            title: t('scores.score'),
            width: 160,
            render: (_, row) => (
              <span
                data-testid={`endpoint-score-${row.name}`}
                data-ours={ours(row) ?? undefined}
                data-theirs={row.theirs ?? undefined}
                data-verdict={verdicts[row.name] ?? undefined}
              >
                <ScoreLabel name={row.name} />
              </span>
            ),
          },
          {
            title: t('scores.theirs'),
            width: 90,
            align: 'right',
            render: (_, { theirs }) =>
              theirs === null ? (
                <span className="muted" title={t('scores.noHead')}>
                  –
                </span>
              ) : (
                <MaybeNum value={theirs} />
              ),
          },
          {
            title: t('scores.ours'),
            width: 90,
            align: 'right',
            render: (_, { name }) => <AvailableNum value={scores.ours[name]} />,
          },
          {
            title: t('scores.difference'),
            width: 90,
            align: 'right',
            render: (_, row) => <MaybeNum value={difference(row)} />,
          },
          {
            title: t('texts.verdict'),
            width: 140,
            render: (_, { name }) => {
              const verdict = verdicts[name]
              if (verdict === null) return <span className="muted">–</span>
              return (
                <span className={verdict === 'same' ? undefined : 'amber'} title={t('scores.rule')}>
                  {t(`scores.verdict.${verdict}`)}
                </span>
              )
            },
          },
        ]}
      />
      {scores.denseCosine !== null && (
        <p className={clsx('muted', css.note)}>
          {t('scores.cosine')}{' '}
          <span data-testid="endpoint-dense-cosine" data-value={scores.denseCosine}>
            <MaybeNum value={scores.denseCosine} />
          </span>
        </p>
      )}
    </>
  )
}
