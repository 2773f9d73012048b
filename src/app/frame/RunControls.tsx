import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { isBusy } from '../../core/selectors'
import { RUN_KEY } from './keys'
import { useProgress } from './use-progress'

/** Progress in its own place, Cancel, Analyze: the last never moves. */
export function RunControls() {
  const { t } = useTranslation()
  const { analyze, cancel } = useActions()
  const phase = useAppState((state) => state.run.phase)
  const busy = useAppState(isBusy)
  const { words, details, percent, troubled } = useProgress()
  return (
    <div className="run">
      <div
        className="run-progress"
        data-testid="run-status"
        data-phase={phase}
        role="status"
        aria-live={busy ? 'off' : 'polite'}
      >
        <span className="run-words" title={words}>
          {words}
        </span>
        {details.map((line, index) => (
          <span
            key={index}
            className={troubled && index === details.length - 1 ? 'run-words num amber' : 'run-words num'}
            title={line}
          >
            {line}
          </span>
        ))}
        <Progress
          percent={percent ?? 0}
          showInfo={false}
          status="normal"
          size={{ height: 3 }}
          style={{ visibility: busy && percent !== null ? 'visible' : 'hidden' }}
          aria-label={words}
        />
      </div>
      <Button
        data-testid="cancel"
        style={{ visibility: busy ? 'visible' : 'hidden' }}
        title={t('run.cancelTitle')}
        onClick={cancel}
      >
        {t('run.cancel')}
      </Button>
      <Button
        type="primary"
        className="analyze"
        data-testid="analyze"
        title={t('run.analyzeTitle', { key: RUN_KEY })}
        onClick={() => void analyze()}
      >
        {t('run.analyze')} <kbd>{RUN_KEY}</kbd>
      </Button>
    </div>
  )
}
