import { Button, Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { defaultServer, DIALECTS } from '../../formats/request'
import { useActions } from '../../core/react'
import type { RequestsState } from './types'
import css from './requests.module.css'

interface ServerFieldsProps {
  readonly labelId: string
  readonly dialect: RequestsState['dialect']
  readonly server: RequestsState['servers'][RequestsState['dialect']]
}

/** Address, model name and key for the server of one dialect. */
export function ServerFields({ labelId, dialect: name, server }: ServerFieldsProps) {
  const { t } = useTranslation('requests')
  const { setServer, resetServer } = useActions()
  const dialect = DIALECTS[name]
  const usual = defaultServer(dialect)
  const isUsual = server.baseUrl === usual.baseUrl && server.model === usual.model
  return (
    <span className={css.server}>
      <Input
        size="small"
        className={clsx('num', css.url)}
        data-testid="request-url"
        aria-labelledby={labelId}
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
  )
}
