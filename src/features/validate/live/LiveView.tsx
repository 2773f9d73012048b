import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { Choice } from '../../../ui/Choice'
import { ErrorBox } from '../../../ui/ErrorBox'
import { CorsHelp, CorsWays } from '../../endpoint'
import { DatabaseForm } from './DatabaseForm'
import { databaseWays } from './database-cors'
import { SearchedView } from './SearchedView'
import { TriedView } from './TriedView'
import type { LiveForm, LiveRun } from './types'
import css from './live.module.css'

const isBusy = ({ phase }: LiveRun) => phase === 'testing' || phase === 'searching'

/** A corpus that stays in its database: the form, what one query shows, what all queries gave. */
export function LiveView() {
  const { t } = useTranslation('validate')
  const { setLive, testLive, searchLive, cancelLive } = useActions()
  const { form: kept, key: keptKey, run, tried, searched } = useAppState(({ validate }) => validate.live)
  // Typed text is shown at once: the actions are fetched when one is first used.
  const [form, setForm] = useState(kept)
  const [key, setKey] = useState(keptKey)
  const busy = isBusy(run)
  const change = (part: Partial<LiveForm>) => {
    const next = { ...form, ...part }
    setForm(next)
    void setLive({ form: next })
  }
  return (
    <div className={css.live}>
      <p className={css.note}>{t('live.what')}</p>
      <VectorsChoice busy={busy} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void testLive()
        }}
      >
        <DatabaseForm
          form={form}
          databaseKey={key}
          busy={busy}
          onChange={change}
          onKey={(value) => {
            setKey(value)
            void setLive({ key: value })
          }}
        />
        <div className={css.buttons}>
          <Button
            htmlType="submit"
            size="small"
            disabled={busy}
            data-testid="live-test"
            title={t('live.testTitle')}
          >
            {t('live.test')}
          </Button>
          <Button
            size="small"
            type="primary"
            disabled={busy}
            data-testid="live-search"
            title={t('live.searchTitle')}
            onClick={() => void searchLive()}
          >
            {t('live.search')}
          </Button>
          <Button size="small" disabled={!busy} data-testid="live-cancel" onClick={() => void cancelLive()}>
            {t('live.cancel')}
          </Button>
        </div>
      </form>
      <Status run={run} />
      {run.phase === 'failed' && (
        <>
          <ErrorBox error={run.error} />
          {run.error.code === 'endpoint/cors' && <Cors form={form} values={run.error.values} />}
        </>
      )}
      {tried && <TriedView tried={tried} />}
      {searched && <SearchedView searched={searched} />}
    </div>
  )
}

function VectorsChoice({ busy }: { readonly busy: boolean }) {
  const { t } = useTranslation('validate')
  const { setLive, showSection } = useActions()
  const vectors = useAppState(({ validate }) => validate.live.vectors)
  const server = useAppState(({ requests }) => requests.servers[requests.dialect].baseUrl)
  const dialect = useAppState(({ requests }) => requests.dialect)
  return (
    <div className={css.vectors}>
      <Choice
        testId="live-vectors"
        label={t('live.vectors')}
        named
        value={vectors}
        disabled={busy}
        options={[
          { value: 'model', label: t('live.vectorsModel'), title: t('live.vectorsModelTitle') },
          { value: 'endpoint', label: t('live.vectorsEndpoint'), title: t('live.vectorsEndpointTitle') },
        ]}
        onChange={(value) => void setLive({ vectors: value })}
      />
      {vectors === 'endpoint' && (
        <span>
          <code>{`${dialect} ${server}`}</code>{' '}
          <Button size="small" onClick={() => showSection('diagnose', 'endpoint')}>
            {t('live.vectorsChange')}
          </Button>
        </span>
      )}
    </div>
  )
}

function Status({ run }: { readonly run: LiveRun }) {
  const { t } = useTranslation('validate')
  const searching = run.phase === 'searching' ? run : null
  const words = searching
    ? searching.total === 0
      ? t('live.status.starting')
      : t('live.status.searching', { done: searching.done, total: searching.total, failed: searching.failed })
    : run.phase === 'failed'
      ? ''
      : t(`live.status.${run.phase as 'idle'}`)
  return (
    <div
      className={css.status}
      role="status"
      data-testid="live-status"
      data-phase={run.phase}
      data-done={searching?.done ?? 0}
      data-total={searching?.total ?? 0}
      data-failed={searching?.failed ?? 0}
    >
      <span className="muted">{words}</span>
      <Progress
        percent={searching && searching.total > 0 ? (100 * searching.done) / searching.total : 0}
        showInfo={false}
        size={{ height: 3 }}
        style={{ visibility: searching ? 'visible' : 'hidden' }}
        aria-label={t('live.status.progress')}
      />
    </div>
  )
}

interface CorsProps {
  readonly form: LiveForm
  readonly values: Readonly<Record<string, string | number>>
}

/** The database or the endpoint may be what did not answer. */
function Cors({ form, values }: CorsProps) {
  const { t } = useTranslation('validate')
  const origin = String(values.origin)
  const endpoint = useAppState(({ requests }) => requests.servers[requests.dialect].baseUrl)
  const vectors = useAppState(({ validate }) => validate.live.vectors)
  if (vectors === 'endpoint' && endpoint.includes(String(values.host))) return <CorsHelp origin={origin} />
  return (
    <CorsWays
      title={t('live.cors.title')}
      why={t('live.cors.why')}
      ways={databaseWays(form.database, origin)}
      testId="live-cors-help"
    />
  )
}
