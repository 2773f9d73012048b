import { useEffect } from 'react'
import { Button } from 'antd'
import { CloseOutlined, PauseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'
import { RunNotes } from './RunNotes'
import { RunStatus } from './RunStatus'
import { useDifferences } from './run-words'
import { isRunStale } from './selectors'
import { StoredButton } from './StoredButton'
import css from './run.module.css'

/** The run's buttons, how far it is, and what went wrong. */
export function RunBar() {
  const { restoreValidation } = useActions()
  // The set that is on the page, or the last one after a reload.
  const set = useAppState(({ validate }) => validate.data.read?.set?.hash ?? null)
  useEffect(() => void restoreValidation(), [set, restoreValidation])
  return (
    <>
      <div className={css.bar}>
        <RunStatus />
        <StoredButton />
        <Buttons />
      </div>
      <Failure />
      <Left />
      <RunNotes />
    </>
  )
}

/** Apart from the status: a library's button costs more than the line that changes with each message. */
function Buttons() {
  const { t } = useTranslation('validate')
  const { runValidation, pauseValidation, cancelValidation } = useActions()
  const phase = useAppState(({ validate }) => validate.run.phase)
  const isCurrent = useAppState(
    (state) =>
      state.validate.run.result !== null && state.validate.run.phase === 'done' && !isRunStale(state),
  )
  const canRun = useAppState(({ validate }) => validate.data.read?.set != null)
  const hasPart = useAppState(({ validate }) => validate.run.result !== null)
  const busy = phase === 'running'
  const differences = useDifferences()
  // What is stored was made with other settings: it would not go on, it would begin anew.
  const isOther = hasPart && differences !== ''
  const label = busy
    ? t('run.running')
    : isOther
      ? t('run.anew')
      : phase === 'done'
        ? t('run.again')
        : hasPart
          ? t('run.resume')
          : t('run.start')
  const hidden = { visibility: busy ? 'visible' : 'hidden' } as const
  return (
    <div className={css.buttons}>
      {/* Their places are kept: nothing moves when a run begins or ends. */}
      <Button
        icon={<PauseOutlined />}
        style={hidden}
        title={t('run.pauseTitle')}
        data-testid="validate-pause"
        onClick={() => void pauseValidation()}
      >
        {t('run.pause')}
      </Button>
      <Button
        type="text"
        icon={<CloseOutlined />}
        style={hidden}
        title={t('run.cancelTitle')}
        aria-label={t('run.cancel')}
        data-testid="validate-cancel"
        onClick={() => void cancelValidation()}
      />
      <Button
        type={isCurrent || busy ? 'default' : 'primary'}
        className={clsx(css.start)}
        disabled={busy || !canRun}
        title={!busy && isOther ? t('run.stale', { differences }) : undefined}
        data-testid="validate-run"
        onClick={() => void runValidation()}
      >
        {label}
      </Button>
    </div>
  )
}

/** Another file was opened while a run went on: the way back to it. */
function Left() {
  const { t } = useTranslation('validate')
  const { restoreValidation } = useActions()
  const left = useAppState(({ validate }) => validate.data.left)
  return (
    left && (
      <p className={css.left} role="status">
        {t('run.left', { name: left.name })}{' '}
        <Button
          size="small"
          data-testid="validate-back-run"
          data-id={left.id}
          onClick={() => void restoreValidation(left.id)}
        >
          {t('run.back', { name: left.name })}
        </Button>
      </p>
    )
  )
}

function Failure() {
  const error = useAppState(({ validate }) => validate.run.error)
  return error && <ErrorBox error={error} />
}
