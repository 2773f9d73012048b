import { Button } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import { clsx } from 'clsx'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName, Scores, Weights } from '../../engine/score/types'
import { scoreBreakdownReport } from '../../formats/report/score-breakdown'
import { reportText } from '../../formats/report/write'
import { AvailableNum } from '../../ui/AvailableNum'
import { CopyButton } from '../../ui/CopyButton'
import { onDemand } from '../../ui/on-demand'
import { ScoreLabel } from '../../ui/ScoreLabel'
import { ColbertBreakdown } from './ColbertBreakdown'
import { DenseBreakdown } from './DenseBreakdown'
import { FusionBreakdown } from './FusionBreakdown'
import { Provenance } from './Provenance'
import { SparseBreakdown } from './SparseBreakdown'
import { FIRST_CHOICE } from './units/choice'
import type { AnalyzeReply, BreakdownProps, Preprocessing } from './types'
import view from '../../ui/view.module.css'
import css from './scores.module.css'

const UnitsSection = onDemand(async () => (await import('./units/UnitsSection')).UnitsSection)

export interface ScoresViewProps {
  readonly reply: AnalyzeReply
  readonly scores: Scores
  readonly weights: Weights
  /** The score that is shown; the score strip selects it. */
  readonly selected: ScoreName
  readonly changes: readonly Change[]
  readonly info: ModelInfo
  readonly preprocessing: Preprocessing
}

/** Explains how a score was computed. */
export function ScoresView(props: ScoresViewProps) {
  const { reply, scores, weights, selected, changes, info, preprocessing } = props
  const { t } = useTranslation('scores')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  // Kept here, since another score draws the article anew.
  const [units, setUnits] = useState(FIRST_CHOICE)
  const [unitsOpen, setUnitsOpen] = useState(false)
  const parts: BreakdownProps = { reply, scores, weights, info }
  return (
    <article key={selected} className={view.view} data-testid={`breakdown-${selected}`} data-stale={stale}>
      <header className={clsx(view.viewBar, css.head)}>
        <h2>
          <ScoreLabel name={selected} />
        </h2>
        <span className={css.value}>
          <AvailableNum value={scores[selected]} />
        </span>
        {/* In a place that is always there, so that nothing moves when a text is changed. */}
        <span className={clsx(css.direction, stale && 'amber')} title={staleText || undefined}>
          {stale ? staleText : t(`direction.${selected}`)}
        </span>
        <Button
          size="small"
          data-testid="units-open"
          title={t('units.openTitle')}
          aria-expanded={unitsOpen}
          onClick={() => setUnitsOpen(!unitsOpen)}
        >
          {t('units.open')}
        </Button>
        <CopyButton
          label={t('copyAll')}
          text={() => reportText(scoreBreakdownReport(selected, parts, stale, preprocessing))}
        />
      </header>
      <div className={clsx(view.viewBody, css.scores)}>
        {unitsOpen && (
          <Suspense fallback={null}>
            <UnitsSection
              explanation={reply.explanation}
              choice={units}
              onChange={setUnits}
              onClose={() => setUnitsOpen(false)}
            />
          </Suspense>
        )}
        <Provenance name={selected} reply={reply} info={info} preprocessing={preprocessing} />
        {info.isDemo && <p className={clsx('amber', css.demo)}>{t('demo')}</p>}
        <Breakdown name={selected} props={parts} />
      </div>
    </article>
  )
}

function Breakdown({ name, props }: { readonly name: ScoreName; readonly props: BreakdownProps }) {
  if (name === 'dense') return <DenseBreakdown {...props} />
  if (name === 'sparse') return <SparseBreakdown {...props} />
  if (name === 'colbert') return <ColbertBreakdown {...props} />
  return <FusionBreakdown {...props} name={name} />
}
