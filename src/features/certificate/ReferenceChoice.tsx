import { FolderOpenOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { CertificatePanelProps } from './props'
import css from './certificate.module.css'

type Props = Pick<CertificatePanelProps, 'references' | 'chosen' | 'onChoose' | 'onOpenFile' | 'run'>

/** The choice of reference values, with the reason why each is offered, and a button that opens the user's own file. */
export function ReferenceChoice({ references, chosen, onChoose, onOpenFile, run }: Props) {
  const { t } = useTranslation('certificate')
  const input = useRef<HTMLInputElement>(null)
  const busy = run.phase === 'running'
  return (
    <>
      <span data-testid="certificate-reference" data-value={chosen ?? undefined}>
        <Select
          className={clsx(css.reference)}
          size="small"
          aria-label={t('reference')}
          placeholder={t('noReference')}
          value={chosen}
          disabled={busy}
          popupMatchSelectWidth={false}
          onChange={onChoose}
          options={references.map(({ id, name, why }) => ({
            value: id,
            label: (
              <span data-testid={`certificate-reference-${id}`} title={t(`why.${why}`)}>
                {name} <span className="muted">· {t(`why.${why}`)}</span>
              </span>
            ),
          }))}
        />
      </span>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="certificate-file"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onOpenFile(file)
          event.target.value = '' // the same file may be opened again after it was corrected
        }}
      />
      <Button
        size="small"
        icon={<FolderOpenOutlined />}
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        {t('open')}
      </Button>
    </>
  )
}
