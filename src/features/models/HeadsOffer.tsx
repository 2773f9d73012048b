import { useRef } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '../../engine/model/inspect'
import { pickedFromInput } from '../../platform/web/local/collect'
import { useActions, useAppState } from '../../core/react'
import { size } from '../../ui/quantities'
import { BGE_M3, BGE_M3_HEADS_BYTES, hostName } from './offers'
import type { Heads } from './types'
import type { Picking } from './use-picked'
import css from './models.module.css'

interface Props {
  readonly inspection: Inspection
  readonly heads: Heads | null
  readonly picking: Picking
}

/** Shows the model's head files. If there are none, offers places to take them from. */
export function HeadsOffer({ inspection, heads, picking }: Props) {
  const { t } = useTranslation('models')
  const { headFiles } = inspection
  return (
    <>
      <dt>{t('heads.label')}</dt>
      <dd data-testid="found-heads">
        {heads !== null ? (
          <Foreign heads={heads} />
        ) : headFiles.length > 0 ? (
          <span className="num">{headFiles.join(', ')}</span>
        ) : (
          <Missing picking={picking} />
        )}
      </dd>
    </>
  )
}

function Foreign({ heads }: { readonly heads: Heads }) {
  const { t } = useTranslation('models')
  const { setHeads } = useActions()
  return (
    <>
      <span className="num" data-testid="heads-chosen">
        {heads.kind === 'local'
          ? t('heads.local', { files: heads.files.map(({ name }) => name).join(', ') })
          : t('heads.foreign', { repo: heads.repo, host: hostName(heads.host) })}
      </span>{' '}
      <Button size="small" data-testid="heads-remove" onClick={() => setHeads(null)}>
        {t('heads.remove')}
      </Button>
      {heads.kind === 'hub' && (
        <p>
          <span className="amber">{t('heads.fetchWarning')}</span>{' '}
          <span className="muted">{t('heads.fetchLater')}</span>
        </p>
      )}
    </>
  )
}

function Missing({ picking }: { readonly picking: Picking }) {
  const { t } = useTranslation('models')
  const { setHeads } = useActions()
  const host = useAppState((state) => state.settings.hubHost)
  const token = useAppState((state) => state.hubToken.trim())
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <p>{t('heads.none')}</p>
      <div className={css.row}>
        <Button size="small" data-testid="heads-files" onClick={() => input.current?.click()}>
          {t('heads.choose')}
        </Button>
        <span className="muted">{t('heads.drop')}</span>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".pt,.safetensors"
          aria-label={t('heads.choose')}
          data-testid="heads-files-input"
          onChange={({ target }) => {
            if (target.files && target.files.length > 0) picking.pickHeads(pickedFromInput([...target.files]))
            target.value = '' // so that the same files can be chosen again
          }}
        />
      </div>
      <div className={css.row}>
        <Button
          size="small"
          data-testid="heads-fetch"
          onClick={() =>
            setHeads({
              kind: 'hub',
              host,
              repo: BGE_M3,
              revision: 'main',
              ...(token !== '' && { token }),
            })
          }
        >
          {t('heads.fetch', { size: size(BGE_M3_HEADS_BYTES), host: hostName(host) })}
        </Button>
        <span className="amber">{t('heads.fetchWarning')}</span>
      </div>
    </>
  )
}
