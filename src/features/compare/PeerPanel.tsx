import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toErrorData, type ErrorData } from '../../engine/errors'
import { useActions, useAppState } from '../../core/react'
import { NO_CHANGES, staleness } from '../../core/staleness'
import { ErrorBox } from '../../ui/ErrorBox'
import { Section } from '../../ui/Section'
import { useStaleText } from '../../ui/stale-text'
import { PeerResultView } from './PeerResultView'
import type { PeerRun } from './peer-types'
import css from './compare.module.css'

/** transformers.js on the page's model and texts. */
export function PeerPanel() {
  const { t } = useTranslation('compare')
  const { runPeer, cancelPeer } = useActions()
  const peer = useAppState((state) => state.compare.peer)
  const changes = useAppState((state) => {
    const inputs = state.compare.peer?.found?.inputs
    return inputs ? staleness(state, inputs) : NO_CHANGES
  })
  const staleText = useStaleText(changes)
  const run = peer?.run
  const busy = run?.phase === 'running'
  const [notFetched, setNotFetched] = useState<ErrorData | null>(null)
  const start = () => {
    setNotFetched(null)
    runPeer().catch((error: unknown) => setNotFetched(toErrorData(error)))
  }
  return (
    <div data-testid="peer" data-phase={run?.phase ?? 'idle'} data-stale={changes.length > 0}>
      <Section
        title={t('peer.title')}
        actions={
          <>
            <Button
              size="small"
              data-testid="peer-run"
              disabled={busy}
              title={t('peer.loads')}
              onClick={start}
            >
              {t('peer.run')}
            </Button>
            {busy && (
              <Button size="small" data-testid="peer-cancel" onClick={() => void cancelPeer()}>
                {t('peer.cancel')}
              </Button>
            )}
          </>
        }
      >
        <p className={css.note}>
          {t('peer.intro')}
          <br />
          {t('peer.loads')}
        </p>
        {notFetched ? <ErrorBox error={notFetched} /> : run && <RunWords run={run} />}
        {changes.length > 0 && <Alert type="warning" showIcon banner title={staleText} />}
        {peer?.found && <PeerResultView found={peer.found} />}
      </Section>
    </div>
  )
}

function RunWords({ run }: { readonly run: PeerRun }) {
  const { t } = useTranslation('compare')
  switch (run.phase) {
    case 'running':
      return (
        <p className={css.note} role="status">
          {run.total === null ? t('peer.loading') : t('peer.running', { done: run.done, total: run.total })}
        </p>
      )
    case 'cancelled':
      return <p className={css.note}>{t('peer.cancelled')}</p>
    case 'failed':
      return <ErrorBox error={run.error} />
    case 'done':
      return null
  }
}
