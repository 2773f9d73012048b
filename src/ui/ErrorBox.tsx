import { Suspense, type ReactNode } from 'react'
import { Button } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton'
import type { ErrorData } from '../engine/errors'
import { ERROR_WORDS, errorText, ticket } from './error-text'
import css from './ErrorBox.module.css'

interface Props {
  readonly error: ErrorData
  /** Buttons that solve the problem. */
  readonly children?: ReactNode
  readonly onDismiss?: () => void
}

/** An error: what happened, what to do next, and a button that copies all of it for a bug report. */
export function ErrorBox(props: Props) {
  return (
    // The words of errors are loaded with the first error. Until then the error's code is shown.
    <Suspense fallback={<code className={css.box}>{props.error.code}</code>}>
      <WordedError {...props} />
    </Suspense>
  )
}

function WordedError({ error, children, onDismiss }: Props) {
  const { t } = useTranslation()
  const { t: tError } = useTranslation(ERROR_WORDS)
  const { title, next } = errorText(tError, error)
  return (
    <div className={css.box} role="alert" data-testid="error" data-code={error.code}>
      <div className={css.words}>
        <strong>{title}</strong> <span>{next}</span> <code>{error.code}</code>
      </div>
      <div className={css.actions}>
        {children}
        <CopyButton text={() => ticket(error, title, next)} label={t('error.copy')} />
        {onDismiss && (
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('error.dismiss')}
            onClick={onDismiss}
          />
        )}
      </div>
    </div>
  )
}
