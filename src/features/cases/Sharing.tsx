import { useEffect, useState } from 'react'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { LINK_LIMIT } from '../../formats/case/link'
import type { ShareLink } from './types'
import { useActions } from '../../core/react'
import { CopyButton } from '../../ui/CopyButton'
import { copyText } from '../../ui/copy'
import { ErrorBox } from '../../ui/ErrorBox'
import { integer } from '../../ui/quantities'
import { useSaveCase } from './use-save-case'
import css from './share.module.css'

/** Creates the link when it is mounted, and copies it. */
export function Sharing({ onDone }: { readonly onDone: () => void }) {
  const { t, i18n } = useTranslation('cases')
  const { shareLink } = useActions()
  const save = useSaveCase()
  const [link, setLink] = useState<ShareLink | null>(null)
  const [copied, setCopied] = useState<boolean | null>(null)

  useEffect(() => {
    let gone = false
    void shareLink(location.href).then(async (made) => {
      if (gone) return
      setLink(made)
      const done = made.state === 'ready' && (await copyText(made.url))
      if (!gone) setCopied(done)
    })
    return () => {
      gone = true
    }
  }, [shareLink])

  if (link === null) return <p role="status">{t('sharing.making')}</p>
  if (link.state === 'failed') return <ErrorBox error={link.error} />
  if (link.state === 'too-long')
    return (
      <div data-testid="case-link-too-long" data-length={link.length} role="status">
        <p>
          {t('sharing.tooLong', {
            length: integer(link.length, i18n.language),
            limit: integer(LINK_LIMIT, i18n.language),
          })}
        </p>
        <Button
          size="small"
          type="primary"
          data-testid="case-share-file"
          onClick={() => {
            onDone()
            void save()
          }}
        >
          {t('sharing.file')}
        </Button>
      </div>
    )
  return (
    <div data-testid="case-link-ready" data-copied={copied === true} data-length={link.url.length}>
      <p role="status">
        {copied !== null && <strong>{t(copied ? 'sharing.copied' : 'sharing.notCopied')}</strong>}{' '}
        {t('sharing.length', { length: integer(link.url.length, i18n.language) })}
      </p>
      <div className={css.link}>
        <Input
          size="small"
          readOnly
          value={link.url}
          aria-label={t('sharing.link')}
          data-testid="case-link"
          onFocus={(event) => event.target.select()}
        />
        <CopyButton iconOnly text={link.url} label={t('sharing.again')} />
      </div>
    </div>
  )
}
