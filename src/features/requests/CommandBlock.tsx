import { Button } from 'antd'
import { CheckOutlined, CloseOutlined, CopyOutlined, DownloadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { FormName, Written } from '../../formats/request/types'
import { download } from '../../ui/download'
import { Section } from '../../ui/Section'
import { useCopy } from '../../ui/use-copy'
import { integer } from '../../ui/quantities'
import css from './requests.module.css'

/** Number of characters that are shown. More would make layout slow. The copy contains all of them. */
const SHOWN = 300_000

const ICONS = { idle: <CopyOutlined />, copied: <CheckOutlined />, failed: <CloseOutlined /> }

export function CommandBlock({ written, form }: { readonly written: Written; readonly form: FormName }) {
  const { t, i18n } = useTranslation('requests')
  const [state, copy] = useCopy()
  const { text, files } = written
  const count = (value: number) => integer(value, i18n.language)
  const bytes = (of: string) => count(new Blob([of]).size)
  return (
    <Section
      title={t('command')}
      actions={
        <>
          <span className={clsx('muted num', css.size)}>
            {t('size', { bytes: bytes(text), lines: count(text.split('\n').length) })}
          </span>
          <Button
            size="small"
            type="primary"
            icon={ICONS[state]}
            data-testid="request-copy"
            onClick={() => copy(text)}
          >
            <span role="status">{state === 'idle' ? t('copyCommand') : t(`copy.${state}`)}</span>
          </Button>
        </>
      }
    >
      <pre className="code-block" tabIndex={0} data-testid="request-command" data-form={form}>
        {text.slice(0, SHOWN)}
      </pre>
      {text.length > SHOWN && (
        <p className="muted" data-testid="request-shortened">
          {t('shortened', { shown: count(SHOWN), all: count(text.length) })}
        </p>
      )}
      {files.length > 0 && (
        <p className={css.files}>
          <span className="muted">
            {t(form === 'powershell' ? 'downloadNotePowershell' : 'downloadNote')}
          </span>
          {files.map((file) => (
            <Button
              key={file.name}
              size="small"
              icon={<DownloadOutlined />}
              data-testid="request-body-file"
              data-name={file.name}
              onClick={() => download(file.name, file.text)}
            >
              {t('download', { name: file.name, bytes: bytes(file.text) })}
            </Button>
          ))}
        </p>
      )}
    </Section>
  )
}
