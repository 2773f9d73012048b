import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { SCORE_NAMES, type ScoreName, type Weights } from '../../engine/score/types'
import { DOCUMENT_LIMIT, documentsOf } from './state'
import { kendallTauB, rankingRows, topOverlap } from '../../engine/compare/ranking'
import type { RankedDocument } from '../../engine/compare/ranking'
import type { CompareRanking, CompareResult } from './state-types'
import { CopyButton } from '../../ui/CopyButton'
import { KeyValue } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { Note } from '../../ui/score-parts'
import { ordered, RANKING_ORDERS, rankingTsv, type RankingOrder } from './ranking'
import { RankingTable } from './RankingTable'
import css from './compare.module.css'

interface RankingComparedProps {
  readonly result: CompareResult
  readonly weights: Weights
  readonly selected: ScoreName
}

/** The documents of B, ranked by both models. */
export function RankingCompared({ result, weights, selected }: RankingComparedProps) {
  const { t } = useTranslation('compare')
  if (result.ranking === null) return <Note>{t('ranking.again')}</Note>
  const { found } = documentsOf(result.first.inputs.textB)
  return (
    <>
      {found > DOCUMENT_LIMIT && (
        <p className={clsx('amber', css.note)} data-testid="compare-limit">
          {t('ranking.limit', { found, limit: DOCUMENT_LIMIT })}
        </p>
      )}
      <Ranked ranking={result.ranking} weights={weights} selected={selected} />
    </>
  )
}

interface RankedProps {
  readonly ranking: CompareRanking
  readonly weights: Weights
  readonly selected: ScoreName
}

function Ranked({ ranking, weights, selected }: RankedProps) {
  const { t } = useTranslation(['compare', 'scores', 'common'])
  const [name, setName] = useState(selected)
  const [order, setOrder] = useState<RankingOrder>('second')
  const found = useMemo(() => rankingRows(ranking, name, weights), [ranking, name, weights])
  const choices = (
    <span className="switches">
      <span>
        {t('ranking.by')}{' '}
        <Select<ScoreName>
          size="small"
          value={name}
          onChange={setName}
          aria-label={t('ranking.by')}
          data-testid="compare-ranking-score"
          popupMatchSelectWidth={false}
          options={SCORE_NAMES.map((value) => ({ value, label: t(`common:scoreNames.${value}`) }))}
        />
      </span>
      <Segmented<RankingOrder>
        size="small"
        value={order}
        onChange={setOrder}
        aria-label={t('ranking.orderLabel')}
        options={RANKING_ORDERS.map((value) => ({ value, label: t(`ranking.order.${value}`) }))}
      />
    </span>
  )
  if (found.state === 'unavailable')
    return (
      <Section title={choices}>
        <Unavailable reason={found.reason} />
      </Section>
    )
  return (
    <Section
      title={choices}
      actions={<CopyButton label={t('copyTsv')} text={() => rankingTsv(ordered(found.value, order))} />}
    >
      <Agreement rows={found.value} />
      <RankingTable rows={ordered(found.value, order)} />
      <Note>{t('ranking.ties')}</Note>
    </Section>
  )
}

/** How well the two rankings agree. Each number is shown with its formula. */
function Agreement({ rows }: { readonly rows: readonly RankedDocument[] }) {
  const { t } = useTranslation('compare')
  const tau = kendallTauB(
    rows.map(({ first }) => first),
    rows.map(({ second }) => second),
  )
  const overlap = topOverlap(rows)
  return (
    <>
      <KeyValue
        facts={[
          {
            key: 'tau',
            label: t('ranking.tau'),
            value: (
              <span data-testid="compare-tau" data-value={tau ?? undefined}>
                {tau === null ? t('ranking.tauNone') : <Num value={tau} />}
              </span>
            ),
            note: t('ranking.tauNote'),
          },
          ...(overlap === null
            ? []
            : [
                {
                  key: 'overlap',
                  label: t('ranking.overlap', { k: overlap.k }),
                  value: (
                    <span data-testid="compare-overlap" data-value={overlap.value}>
                      <Num value={overlap.value} />
                    </span>
                  ),
                  note: t('ranking.overlapNote', {
                    k: overlap.k,
                    shared: overlap.shared,
                    size: overlap.size,
                  }),
                },
              ]),
        ]}
      />
      <Note>
        {t('ranking.moved', {
          moved: rows.filter(({ change }) => change !== 0).length,
          documents: rows.length,
        })}
      </Note>
    </>
  )
}
