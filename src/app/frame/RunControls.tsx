import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import { isBusy } from '../../core/selectors'
import { RUN_KEY } from '../../ui/keys'
import { useProgress } from './use-progress'
import css from './options.module.css'

/** Progress, Cancel and Analyze. Each has a fixed place, so that Analyze never moves. */
export function RunControls() {
  const { t } = useTranslation()
  const { analyze, cancel } = useActions()
  const phase = useAppState((state) => state.run.phase)
  const busy = useAppState(isBusy)
  const { words, details, percent, troubled } = useProgress()
  return (
    <div className={css.run}>
      <div
        className={css.runProgress}
        data-testid="run-status"
        data-phase={phase}
        role="status"
        aria-live={busy ? 'off' : 'polite'}
      >
        <span className={clsx('muted', css.runWords)} title={words}>
          {words}
        </span>
        {details.length > 0 && (
          <span className={css.runDetails}>
            {details.map((line, index) => (
              <span
                key={index}
                className={clsx(
                  'num',
                  troubled && index === details.length - 1 ? 'amber' : 'muted',
                  css.runWords,
                )}
                title={line}
              >
                {line}
              </span>
            ))}
          </span>
        )}
        {/* The browser's own element: the library's component is too large for one line. */}
        <progress
          className={css.bar}
          max={100}
          value={percent ?? 0}
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
        className={clsx(css.analyze)}
        data-testid="analyze"
        title={t('run.analyzeTitle', { key: RUN_KEY })}
        onClick={() => void analyze()}
      >
        {t('run.analyze')} <kbd>{RUN_KEY}</kbd>
      </Button>
    </div>
  )
}
