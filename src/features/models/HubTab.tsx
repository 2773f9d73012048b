import { useId, useRef } from 'react'
import { Button, Input, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { toErrorData } from '../../engine/errors'
import { parseAddress } from '../../platform/web/hub/address'
import { DetailText } from '../../ui/detail-text'
import { useActions, useAppState } from '../../core/react'
import type { Picker } from './picker'
import { HubHostChoice } from './HubHostChoice'
import { hostName, isStoredOnly } from './offers'
import type { HubHost } from './types'
import css from './models.module.css'

const KNOWN = [
  'BAAI/bge-m3',
  'Xenova/bge-m3',
  'onnx-community/bge-m3-ONNX',
  'gpahal/bge-m3-onnx-int8',
  'aapot/bge-m3-onnx',
  'philipchung/bge-m3-onnx',
]

/**
 * The tab for a repository on a hub or its mirror, or a folder on any server. Sends no request before the user clicks
 * Find.
 */
export function HubTab({ picker }: { readonly picker: Picker }) {
  const { t } = useTranslation('models')
  const { setAddress, setHubToken, findAddress } = useActions()
  const host = useAppState((state) => state.settings.hubHost)
  const token = useAppState((state) => state.hubToken)
  const field = useRef<InputRef>(null)
  const id = useId()
  const { address, found } = picker
  const asked =
    found.phase === 'searching' ||
    found.phase === 'failed' ||
    (found.phase === 'found' &&
      (found.ref.kind === 'hub' || found.ref.kind === 'url') &&
      !isStoredOnly(found.ref))
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        findAddress()
      }}
    >
      <label htmlFor={`${id}address`}>{t('hub.address')}</label>
      <div className={css.row}>
        <Input
          id={`${id}address`}
          ref={field}
          value={address}
          allowClear
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          className={clsx('num', css.address)}
          data-testid="hub-address"
          placeholder={t('hub.addressHint')}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Button htmlType="submit" disabled={address.trim() === ''} data-testid="hub-find">
          {t('hub.find')}
        </Button>
      </div>
      <span className="muted">{t('hub.known')}</span>
      <div className={css.fills}>
        {KNOWN.map((repo) => (
          <button
            key={repo}
            type="button"
            className={clsx('num', css.fill)}
            onClick={() => {
              setAddress(repo)
              field.current?.focus()
            }}
          >
            {repo}
          </button>
        ))}
      </div>
      <HubHostChoice host={host} />
      <label htmlFor={`${id}token`}>{t('hub.token')}</label>
      <div className={css.row}>
        <Input.Password
          id={`${id}token`}
          value={token}
          autoComplete="off"
          data-testid="hub-token"
          className={clsx(css.token)}
          placeholder={t('hub.tokenHint')}
          onChange={(event) => setHubToken(event.target.value)}
        />
        <span className="muted">{t('hub.tokenKept')}</span>
      </div>
      <span />
      <p data-testid="hub-asks">
        <WillAsk address={address} host={host} />{' '}
        {!asked && <span className="muted">{t('hub.nothingAsked')}</span>}
      </p>
    </form>
  )
}

/** Names the host to which the button Find will send requests. The host is taken from the address. */
function WillAsk({ address, host }: { readonly address: string; readonly host: HubHost }) {
  const { t } = useTranslation('models')
  if (address.trim() === '') return t('hub.willAskHost', { host: hostName(host) })
  try {
    const place = parseAddress(address, host)
    return place.kind === 'hub'
      ? t('hub.willAsk', { host: hostName(place.host), what: `${place.repo}@${place.revision}` })
      : t('hub.willAsk', { host: new URL(place.baseUrl).host, what: place.baseUrl })
  } catch (error) {
    const { values, words } = toErrorData(error)
    return (
      <span className="amber">
        <DetailText
          text={String(values['expected'] ?? t('hub.addressHint'))}
          words={words?.['expected']}
          within={(expected) => t('hub.noAddress', { expected })}
        />
      </span>
    )
  }
}
