import { useTranslation } from 'react-i18next'
import { endpointStaleness, fusedPair, isAsking, sweepStale } from './state'
import { useActions, useAppState } from '../../core/react'
import { ErrorBox } from '../../ui/ErrorBox'
import { CorsHelp } from './CorsHelp'
import { EndpointForm } from './EndpointForm'
import { EndpointResultView } from './EndpointResultView'
import { EndpointStatus } from './EndpointStatus'
import { SweepView } from './SweepView'
import css from './endpoint.module.css'

/** Sends the present texts to a server of the user, and compares its vectors with those of the page's own model. */
export function EndpointSection() {
  const { t } = useTranslation('endpoint')
  const { showSection } = useActions()
  const endpoint = useAppState((state) => state.endpoint)
  const changes = useAppState(endpointStaleness)
  const stale = changes.length > 0
  const staleSweep = useAppState(sweepStale)
  const weights = useAppState((state) => state.settings.weights)
  const { run, sweep, result } = endpoint
  const error = run.phase === 'failed' ? run.error : sweep.run.phase === 'failed' ? sweep.run.error : null
  const isEmpty = result === null && sweep.result === null && error === null && !isAsking(endpoint)
  return (
    <div className={css.endpoint}>
      <EndpointForm endpoint={endpoint} />
      <EndpointStatus endpoint={endpoint} changes={changes} />
      {error && (
        <>
          <ErrorBox error={error} />
          {error.code === 'endpoint/cors' && <CorsHelp origin={String(error.values.origin)} />}
        </>
      )}
      {isEmpty && (
        <div className={css.empty} data-testid="endpoint-empty">
          <p>{t('empty.what')}</p>
          <p>{t('empty.privacy')}</p>
          <p>
            {t('empty.try')} <code>npm run -s cli -- serve</code>
          </p>
          <p>
            {t('empty.terminal')} <code>npm run -s cli -- compare --endpoint http://localhost:8080</code>
          </p>
        </div>
      )}
      {result && (
        <EndpointResultView
          result={result}
          scores={result.scores && fusedPair(result.scores, weights)}
          stale={stale}
          onWhy={() => showSection('diagnose', 'why')}
        />
      )}
      {sweep.result && <SweepView sweep={sweep} stale={staleSweep} />}
    </div>
  )
}
