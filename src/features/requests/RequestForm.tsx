import { useId, type ReactNode } from 'react'
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { DIALECTS } from '../../formats/request'
import { FORMS } from '../../formats/request/forms'
import { DIALECT_NAMES, FORM_NAMES } from '../../formats/request/types'
import { useActions } from '../../core/react'
import { ASK_KINDS, type RequestsState } from './types'
import { Choice } from '../../ui/Choice'
import { ServerFields } from './ServerFields'
import css from './requests.module.css'

/**
 * The choice of the server, of the request, and of the form in which it is written. Each dialect has its own address
 * and model name.
 */
export function RequestForm({ requests }: { readonly requests: RequestsState }) {
  const { t } = useTranslation('requests')
  const { setRequests } = useActions()
  const { dialect: name, form, kind, servers } = requests
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
        {(id) => <ServerFields labelId={id} dialect={name} server={servers[name]} />}
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
