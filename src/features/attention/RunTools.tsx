import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/Choice'
import { time } from '../../ui/quantities'
import { useStaleText } from '../../ui/stale-text'
import type { AttentionViewProps } from './props'
import { runWords } from './run-words'
import css from './attention.module.css'

/** Choice of the text, buttons to run and cancel, and the state of the run. */
export function RunTools({ attention, changes, hasText, actions }: AttentionViewProps) {
  const { run, summary, side } = attention
  const { t } = useTranslation('attention')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  return (
    <div className={css.tools}>
      <Choice
        testId="attention-side"
        label={t('side')}
        value={side}
        options={(['a', 'b'] as const).map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={actions.showAttentionOf}
      />
      <Button
        size="small"
        type={summary === null || stale ? 'primary' : 'default'}
        disabled={run.phase === 'running' || !hasText[side]}
        data-testid="attention-run"
        onClick={() => void actions.runAttention()}
      >
        {t(stale ? 'again' : 'run')}
      </Button>
      <Button
        size="small"
        disabled={
          run.phase !== 'running' &&
          attention.layerRun.phase !== 'running' &&
          attention.similarityRun.phase !== 'running'
        }
        data-testid="attention-cancel"
        onClick={actions.cancelAttention}
      >
        {t('cancel')}
      </Button>
      <span
        role="status"
        className={stale ? 'amber' : 'muted'}
        data-testid="attention-status"
        data-phase={run.phase}
      >
        {runWords(t, run)}
        {run.phase !== 'running' && staleText}
        {run.phase === 'done' && !stale && summary && t('took', { time: time(summary.value.time) })}
      </span>
    </div>
  )
}
