import { useId, type ReactNode } from 'react'
import { Button, Checkbox, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { defaultServer, DIALECTS } from '../../formats/request'
import { FORMS } from '../../formats/request/forms'
import { DIALECT_NAMES, FORM_NAMES } from '../../formats/request/types'
import { useActions } from '../../core/react'
import { ASK_KINDS, type RequestsState } from './types'
import { Choice } from '../../ui/Choice'
import css from './requests.module.css'

/** Which server, what of it, and how it is written. Address and name are remembered for each dialect. */
export function RequestForm({ requests }: { readonly requests: RequestsState }) {
  const { t } = useTranslation('requests')
  const { setRequests, setServer, resetServer } = useActions()
  const { dialect: name, form, kind, servers } = requests
  const dialect = DIALECTS[name]
  const server = servers[name]
  const usual = defaultServer(dialect)
  const isUsual = server.baseUrl === usual.baseUrl && server.model === usual.model
  return (
    <div className={css.form}>
      <Row label={t('dialect')}>
        {(id) => (
          <span data-testid="request-dialect" data-value={name}>
            <Radio.Group
              className={clsx(css.dialects)}
              size="small"
              optionType="button"
              aria-labelledby={id}
              value={name}
              onChange={(event) => setRequests({ dialect: event.target.value as typeof name })}
              options={DIALECT_NAMES.map((each) => ({
                value: each,
                label: <span data-testid={`request-dialect-${each}`}>{DIALECTS[each].label}</span>,
              }))}
            />
          </span>
        )}
      </Row>
      <Row label={t('url')}>
        {(id) => (
          <span className={css.server}>
            <Input
              size="small"
              className={clsx('num', css.url)}
              data-testid="request-url"
              aria-labelledby={id}
              title={t('urlHint')}
              value={server.baseUrl}
              placeholder={usual.baseUrl}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              inputMode="url"
              onChange={(event) => setServer(name, { baseUrl: event.target.value })}
            />
            <Input
              size="small"
              className={clsx('num', css.model)}
              data-testid="request-model"
              aria-label={t('model')}
              prefix={<span className="muted">{t('model')}</span>}
              value={server.model}
              disabled={usual.model === ''}
              placeholder={usual.model === '' ? t('modelNone') : usual.model}
              title={usual.model === '' ? t('modelNone') : t('model')}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setServer(name, { model: event.target.value })}
            />
            <Checkbox
              className={clsx(css.withKey)}
              data-testid="request-with-key"
              checked={dialect.keyAlways || server.withKey}
              disabled={dialect.keyAlways}
              title={t(dialect.keyAlways ? 'keyAlways' : 'keyTitle')}
              onChange={(event) => setServer(name, { withKey: event.target.checked })}
            >
              {t('withKey')}
            </Checkbox>
            <Button
              size="small"
              type="text"
              disabled={isUsual}
              data-testid="request-reset"
              onClick={() => resetServer(name)}
            >
              {t('reset')}
            </Button>
          </span>
        )}
      </Row>
      <Row label={t('kind.label')}>
        {() => (
          <Choice
            testId="request-kind"
            label={t('kind.label')}
            value={kind}
            options={ASK_KINDS.map((value) => ({
              value,
              label: t(`kind.${value}`),
              title: t(`kindTitle.${value}`),
            }))}
            onChange={(value) => setRequests({ kind: value })}
          />
        )}
      </Row>
      <Row label={t('form')}>
        {() => (
          <Choice
            testId="request-form"
            label={t('form')}
            value={form}
            options={FORM_NAMES.map((value) => ({ value, label: FORMS[value].label }))}
            onChange={(value) => setRequests({ form: value })}
          />
        )}
      </Row>
    </div>
  )
}

interface RowProps {
  readonly label: string
  readonly children: (labelId: string) => ReactNode
}

function Row({ label, children }: RowProps) {
  const id = useId()
  return (
    <>
      <span className={css.label} id={id}>
        {label}
      </span>
      <div className={css.control}>{children(id)}</div>
    </>
  )
}
