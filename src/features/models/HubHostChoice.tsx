import { useId, useState } from 'react'
import { Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { HOSTS, parseHost } from '../../platform/web/hub/address'
import { useActions } from '../../core/react'
import { hostName } from './offers'
import type { HubHost } from './types'
import css from './models.module.css'

const NAMES: Readonly<Record<string, string>> = {
  'https://huggingface.co': 'Hugging Face',
  'https://hf-mirror.com': 'hf-mirror',
  'https://www.modelscope.cn': 'ModelScope',
}
const SCHEMES = [
  ['huggingface', 'Hugging Face'],
  ['modelscope', 'ModelScope'],
] as const

const presetOf = (host: HubHost) => HOSTS.find(({ url }) => url === host.url)

/** Undefined if the text is not a host. */
function hostFrom(text: string, scheme: HubHost['scheme']): HubHost | undefined {
  try {
    return parseHost(text, scheme)
  } catch {
    return undefined
  }
}

/** The hub, a known mirror, or another host with the same paths as one of them. */
export function HubHostChoice({ host }: { readonly host: HubHost }) {
  const { t } = useTranslation('models')
  const { setHubHost } = useActions()
  const preset = presetOf(host)
  const [own, setOwn] = useState(preset === undefined)
  const [url, setUrl] = useState(preset === undefined ? host.url : '')
  const id = useId()
  const shown = own ? undefined : preset
  const parsed = hostFrom(url, host.scheme)
  const change = (text: string, scheme: HubHost['scheme']) => {
    setUrl(text)
    const next = hostFrom(text, scheme)
    if (next) setHubHost(next)
  }
  return (
    <>
      <span id={id}>{t('hub.host')}</span>
      <Radio.Group
        aria-labelledby={id}
        data-testid="hub-host"
        data-value={host.url}
        value={shown?.url ?? 'own'}
        onChange={(event) => {
          const chosen = HOSTS.find((each) => each.url === event.target.value)
          setOwn(chosen === undefined)
          if (chosen) setHubHost(chosen)
          else change(url, host.scheme)
        }}
      >
        {HOSTS.map((each) => (
          <Radio key={each.url} value={each.url} title={each.url} data-testid={`hub-host-${hostName(each)}`}>
            {NAMES[each.url] ?? hostName(each)}
          </Radio>
        ))}
        <Radio value="own" data-testid="hub-host-own">
          {t('hub.hosts.own')}
        </Radio>
      </Radio.Group>
      {shown === undefined && (
        <>
          <label htmlFor={`${id}url`}>{t('hub.ownUrl')}</label>
          <div className={css.row}>
            <Input
              id={`${id}url`}
              value={url}
              spellCheck={false}
              autoComplete="off"
              className={clsx('num', css.address)}
              data-testid="hub-own-url"
              placeholder="https://hub.intranet"
              status={url !== '' && !parsed ? 'warning' : ''}
              onChange={(event) => change(event.target.value, host.scheme)}
            />
            <span className="muted">{t('hub.scheme')}</span>
            <Radio.Group
              aria-label={t('hub.scheme')}
              data-testid="hub-scheme"
              value={host.scheme}
              disabled={!parsed}
              onChange={(event) => {
                const scheme = SCHEMES.find(([each]) => each === event.target.value)
                if (scheme) change(url, scheme[0])
              }}
            >
              {SCHEMES.map(([scheme, name]) => (
                <Radio key={scheme} value={scheme}>
                  {name}
                </Radio>
              ))}
            </Radio.Group>
          </div>
          {url !== '' && !parsed && (
            <>
              <span />
              <p className="amber" role="alert">
                {t('hub.ownInvalid')}
              </p>
            </>
          )}
        </>
      )}
      {location.protocol === 'https:' && host.url.startsWith('http:') && (
        <>
          <span />
          <p className="amber">{t('hub.mixed')}</p>
        </>
      )}
    </>
  )
}
