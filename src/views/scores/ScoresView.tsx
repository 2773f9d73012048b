import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName, Scores, Weights } from '../../engine/score/types'
import { AvailableNum } from '../../ui/AvailableNum'
import { CopyButton } from '../../ui/CopyButton'
import { breakdownJson } from './breakdown-json'
import { ColbertBreakdown } from './ColbertBreakdown'
import { DenseBreakdown } from './DenseBreakdown'
import { EmptyState } from './EmptyState'
import { FusionBreakdown } from './FusionBreakdown'
import { Provenance } from './Provenance'
import { ScoreList } from './ScoreList'
import { SparseBreakdown } from './SparseBreakdown'
import type { AnalyzeReply, BreakdownProps } from './types'
import './scores.css'

export interface ScoresViewProps {
  readonly reply: AnalyzeReply | null
  readonly scores: Scores | null
  readonly weights: Weights
  readonly selected: ScoreName
  readonly onSelect: (name: ScoreName) => void
  readonly stale: boolean
  readonly info: ModelInfo | null
  readonly textA: string
  readonly textB: string
}

/** How every score was made. */
export function ScoresView(props: ScoresViewProps) {
  const { reply, scores, selected, onSelect } = props
  return (
    <div className="scores">
      <ScoreList scores={scores} selected={selected} onSelect={onSelect} />
      <div className="scores-body">
        {reply && scores ? <Opened {...props} reply={reply} scores={scores} /> : <EmptyState />}
      </div>
    </div>
  )
}

type OpenedProps = ScoresViewProps & { readonly reply: AnalyzeReply; readonly scores: Scores }

function Opened({ reply, scores, weights, selected, stale, info, textA, textB }: OpenedProps) {
  const { t } = useTranslation('scores')
  const props: BreakdownProps = { reply, scores, weights, info }
  return (
    <article data-testid={`breakdown-${selected}`} data-stale={stale}>
      {stale && <StaleBanner reply={reply} textA={textA} textB={textB} />}
      <header className="scores-head">
        <h2>{t(`names.${selected}`)}</h2>
        <span className="scores-value">
          <AvailableNum value={scores[selected]} />
        </span>
        <span className="scores-direction">{t(`direction.${selected}`)}</span>
        <CopyButton label={t('copyAll')} text={() => breakdownJson(selected, props, stale)} />
      </header>
      <Provenance name={selected} reply={reply} info={info} />
      {info?.isDemo && <p className="scores-amber scores-demo">{t('demo')}</p>}
      <Breakdown name={selected} props={props} />
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
