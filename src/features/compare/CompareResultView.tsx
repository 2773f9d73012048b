import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import type { ScoreName, Weights } from '../../engine/score/types'
import { scorePair } from '../../engine/compare/ranking'
import type { CompareResult } from './state-types'
import { Note } from '../../ui/score-parts'
import { GivenScore } from '../scores'
import { ColbertCompared } from './ColbertCompared'
import { DenseCompared } from './DenseCompared'
import { RankingCompared } from './RankingCompared'
import { ScoresCompared } from './ScoresCompared'
import { SparseCompared } from './SparseCompared'
import { TokensCompared } from './TokensCompared'
import css from './compare.module.css'

type Detail = HeadName | 'ranking'

const DETAILS = { dense: DenseCompared, sparse: SparseCompared, colbert: ColbertCompared } as const

interface CompareResultProps {
  readonly result: CompareResult
  /** Whether the documents of B are ranked. */
  readonly ranking: boolean
  readonly weights: Weights
  readonly selected: ScoreName
}

export function CompareResultView({ result, ranking, weights, selected }: CompareResultProps) {
  const { t } = useTranslation('compare')
  const details: readonly Detail[] = ranking ? ['ranking', ...HEAD_NAMES] : HEAD_NAMES
  const [chosen, setChosen] = useState<Detail | null>(null)
  const detail = chosen !== null && details.includes(chosen) ? chosen : startOf(selected, ranking)
  return (
    <>
      <Differing result={result} />
      <div className={css.columns}>
        <div>
          <ScoresCompared result={result} weights={weights} />
          <TokensCompared result={result} />
          <GivenScore
            pairs={(['first', 'second'] as const).map((key, index) => ({
              label: t('model', { n: index + 1 }),
              explanation: result[key].reply.explanation,
            }))}
          />
          <Note>{t(`held.${result.held}`)}</Note>
        </div>
        <div data-testid={`compare-detail-${detail}`}>
          <Segmented<Detail>
            size="small"
            value={detail}
            onChange={setChosen}
            aria-label={t('details.label')}
            options={details.map((value) => ({ value, label: t(`details.${value}`) }))}
          />
          {detail === 'ranking' ? (
            <RankingCompared result={result} weights={weights} selected={selected} />
          ) : (
            <Head key={detail} head={detail} result={result} weights={weights} />
          )}
        </div>
      </div>
    </>
  )
}

function startOf(selected: ScoreName, ranking: boolean): Detail {
  if (ranking) return 'ranking'
  return HEAD_NAMES.find((head) => head === selected) ?? 'sparse'
}

interface HeadProps {
  readonly head: HeadName
  readonly result: CompareResult
  readonly weights: Weights
}

function Head({ head, result, weights }: HeadProps) {
  const Opened = DETAILS[head]
  return <Opened result={result} difference={scorePair(result, head, weights).difference} />
}

/** Lists the settings whose values differ between the models, because one of them does not support the chosen value. */
function Differing({ result }: { readonly result: CompareResult }) {
  const { t } = useTranslation('compare')
  const first = result.first.inputs
  const second = result.second.inputs
  const sentences = (['maxLength', 'tokenizerMode', 'truncateDim'] as const)
    .filter((key) => first[key] !== second[key])
    .map((key) =>
      t(`differs.${key}`, {
        first: first[key] ?? t('differs.whole'),
        second: second[key] ?? t('differs.whole'),
      }),
    )
  return sentences.map((sentence) => (
    <p key={sentence} className={clsx('amber', css.note)} data-testid="compare-differs">
      {sentence}
    </p>
  ))
}
