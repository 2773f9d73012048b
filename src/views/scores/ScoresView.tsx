import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName, Scores, Weights } from '../../engine/score/types'
import { AvailableNum } from '../../ui/AvailableNum'
import { CopyButton } from '../../ui/CopyButton'
import { ScoreLabel } from '../../ui/ScoreLabel'
import { breakdownJson } from './breakdown-json'
import { ColbertBreakdown } from './ColbertBreakdown'
import { DenseBreakdown } from './DenseBreakdown'
import { FusionBreakdown } from './FusionBreakdown'
import { Provenance } from './Provenance'
import { SparseBreakdown } from './SparseBreakdown'
import type { AnalyzeReply, BreakdownProps, Preprocessing } from './types'
import './scores.css'

export interface ScoresViewProps {
  readonly reply: AnalyzeReply
  readonly scores: Scores
  readonly weights: Weights
  /** The score that is opened; the score strip selects. */
  readonly selected: ScoreName
  readonly stale: boolean
  readonly info: ModelInfo
  readonly textA: string
  readonly textB: string
  readonly preprocessing: Preprocessing
}

/** How a score was made. */
export function ScoresView(props: ScoresViewProps) {
  const { reply, scores, weights, selected, stale, info, textA, textB, preprocessing } = props
  const { t } = useTranslation('scores')
  const parts: BreakdownProps = { reply, scores, weights, info }
  return (
    <article key={selected} className="scores" data-testid={`breakdown-${selected}`} data-stale={stale}>
      {stale && <StaleBanner reply={reply} textA={textA} textB={textB} />}
      <header className="scores-head">
        <h2>
          <ScoreLabel name={selected} />
        </h2>
        <span className="scores-value">
          <AvailableNum value={scores[selected]} />
        </span>
        <span className="scores-direction">{t(`direction.${selected}`)}</span>
        <CopyButton label={t('copyAll')} text={() => breakdownJson(selected, parts, stale, preprocessing)} />
      </header>
      <Provenance name={selected} reply={reply} info={info} preprocessing={preprocessing} />
      {info.isDemo && <p className="scores-amber scores-demo">{t('demo')}</p>}
      <Breakdown name={selected} props={parts} />
    </article>
  )
}

function Breakdown({ name, props }: { readonly name: ScoreName; readonly props: BreakdownProps }) {
  if (name === 'dense') return <DenseBreakdown {...props} />
  if (name === 'sparse') return <SparseBreakdown {...props} />
  if (name === 'colbert') return <ColbertBreakdown {...props} />
  return <FusionBreakdown {...props} name={name} />
}

interface StaleProps {
  readonly reply: AnalyzeReply
  readonly textA: string
  readonly textB: string
}

function StaleBanner({ reply, textA, textB }: StaleProps) {
  const { t } = useTranslation('scores')
  // A query prefix may stand before the text that was encoded.
  const isOf = (encoded: string, text: string) => encoded === text || (text !== '' && encoded.endsWith(text))
  const a = !isOf(reply.a.encoded.tokenized.text, textA)
  const b = !isOf(reply.b.encoded.tokenized.text, textB)
  const what = a && b ? 'both' : a ? 'a' : b ? 'b' : 'settings'
  return <Alert type="warning" showIcon banner title={t(`stale.${what}`)} />
}
