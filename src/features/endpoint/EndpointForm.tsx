import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { DIALECTS } from '../../formats/request'
import { DIALECT_NAMES } from '../../formats/request/types'
import { isAsking, REPEATS, TIMEOUTS } from './state'
import type { Endpoint } from './types'
import { useActions, useAppState } from '../../core/react'
import { Field } from '../../ui/Field'
import { LabelledNumber } from './LabelledNumber'
import css from './endpoint.module.css'

/**
 * The form that says which server is asked, and how. It shares the address and the model name with the section of
 * requests.
 */
export function EndpointForm({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation('endpoint')
  const { setServer, setEndpoint, runEndpoint } = useActions()
  const dialect = useAppState((state) => state.requests.dialect)
  const server = useAppState((state) => state.requests.servers[state.requests.dialect])
  const busy = isAsking(endpoint)
  const off = busy || server.baseUrl.trim() === ''
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!off) void runEndpoint()
      }}
    >
      <DialectField busy={busy} />
      <Field label={t('form.url')} className={css.wide}>
        {(id) => (
          <Input
            id={id}
            size="small"
            className="num"
            data-testid="endpoint-url"
            value={server.baseUrl}
            disabled={busy}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            inputMode="url"
            placeholder={DIALECTS[dialect].defaultUrl}
            onChange={(event) => setServer(dialect, { baseUrl: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('form.model')} className={css.field}>
        {(id) => (
          <Input
            id={id}
            size="small"
            className="num"
            data-testid="endpoint-model"
            value={server.model}
            disabled={busy}
            spellCheck={false}
            autoComplete="off"
            placeholder={DIALECTS[dialect].defaultModel}
            onChange={(event) => setServer(dialect, { model: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('form.key')} className={css.field}>
        {(id) => (
          <Input.Password
            id={id}
            size="small"
            data-testid="endpoint-key"
            value={endpoint.key}
            disabled={busy}
            autoComplete="off"
            placeholder={t('form.keyHint')}
            title={t('form.keyTitle')}
            onChange={(event) => setEndpoint({ key: event.target.value })}
          />
        )}
      </Field>
      <LabelledNumber
        label={t('form.timeout')}
        testId="endpoint-timeout"
        range={TIMEOUTS}
        value={endpoint.timeout}
        disabled={busy}
        onChange={(timeout) => setEndpoint({ timeout })}
      />
      <LabelledNumber
        label={t('form.repeat')}
        title={t('form.repeatTitle')}
        testId="endpoint-repeat"
        range={REPEATS}
        value={endpoint.repeat}
        disabled={busy}
        onChange={(repeat) => setEndpoint({ repeat })}
      />
      <Buttons off={off} busy={busy} />
    </form>
  )
}

function DialectField({ busy }: { readonly busy: boolean }) {
  const { t } = useTranslation('endpoint')
  const { setRequests } = useActions()
  const dialect = useAppState((state) => state.requests.dialect)
  return (
    <Field label={t('form.dialect')} className={css.field}>
      {(id) => (
        <span data-testid="endpoint-dialect" data-value={dialect}>
          <Select
            id={id}
            size="small"
            className={clsx(css.dialect)}
            value={dialect}
            disabled={busy}
            popupMatchSelectWidth={false}
            listHeight={360}
            onChange={(value) => setRequests({ dialect: value })}
            options={DIALECT_NAMES.map((name) => ({
              value: name,
              label: <span data-testid={`endpoint-dialect-${name}`}>{DIALECTS[name].label}</span>,
            }))}
          />
        </span>
      )}
    </Field>
  )
}

/** The buttons that run, sweep, detect the dialect, and cancel. */
function Buttons({ off, busy }: { readonly off: boolean; readonly busy: boolean }) {
  const { t } = useTranslation('endpoint')
  const { detectEndpoint, sweepEndpoint, cancelEndpoint } = useActions()
  return (
    <div className={css.buttons}>
      <Button htmlType="submit" size="small" type="primary" disabled={off} data-testid="endpoint-run">
        {t('form.run')}
      </Button>
      <Button
        size="small"
        disabled={off}
        data-testid="endpoint-sweep"
        title={t('form.sweepTitle')}
        onClick={() => void sweepEndpoint()}
      >
        {t('form.sweep')}
      </Button>
      <Button
        size="small"
        disabled={off}
        data-testid="endpoint-detect"
        title={t('form.detectTitle')}
        onClick={() => void detectEndpoint()}
      >
        {t('form.detect')}
      </Button>
      <Button size="small" disabled={!busy} data-testid="endpoint-cancel" onClick={cancelEndpoint}>
        {t('form.cancel')}
      </Button>
    </div>
  )
}
