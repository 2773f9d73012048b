import type { TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { SCORE_NAMES, type Weights } from '../../engine/score/types'
import { scorePair, type ScorePair } from '../../engine/compare/ranking'
import type { CompareResult } from './state-types'
import type { Available } from '../../engine/model/types'
import { AvailableNum } from '../../ui/AvailableNum'
import { DataTable } from '../../ui/DataTable'
import { Section } from '../../ui/Section'
import { Note } from '../../ui/score-parts'
import { Difference } from './parts'

interface ScoresComparedProps {
  readonly result: CompareResult
  readonly weights: Weights
}

export function ScoresCompared({ result, weights }: ScoresComparedProps) {
  const { t } = useTranslation(['compare', 'scores', 'common'])
  const score = (key: 'first' | 'second', n: number) => ({
    title: t('model', { n }),
    key,
    width: 72,
    align: 'right' as const,
    render: (_: unknown, pair: ScorePair) => <AvailableNum value={pair[key]} />,
  })
  const columns: NonNullable<TableProps<ScorePair>['columns']> = [
    {
      title: t('scores.name'),
      key: 'name',
      width: 148,
      render: (_, { name, first, second, difference }) => (
        <span
          data-testid={`compare-score-${name}`}
          data-first={valueOf(first)}
          data-second={valueOf(second)}
          data-difference={difference ?? undefined}
        >
          {t(`common:scoreNames.${name}`)}
        </span>
      ),
    },
    score('first', 1),
    score('second', 2),
    {
      title: t('difference'),
      key: 'difference',
      width: 80,
      align: 'right',
      render: (_, { difference }) =>
        difference === null ? <span className="muted">–</span> : <Difference value={difference} />,
    },
  ]
  const { dense, sparse, colbert } = weights
  return (
    <Section title={t('scores.title')}>
      <DataTable
        label={t('scores.title')}
        columns={columns}
        rows={SCORE_NAMES.map((name) => scorePair(result, name, weights))}
        rowKey={({ name }) => name}
        width={372}
      />
      <Note>{t('scores.fused', { weights: [dense, sparse, colbert].join(', ') })}</Note>
    </Section>
  )
}

const valueOf = (score: Available<number>) => (score.state === 'available' ? score.value : undefined)
