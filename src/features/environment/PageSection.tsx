import { useTranslation } from 'react-i18next'
import type { Capabilities } from '../../platform/web/capabilities'
import { CopyButton } from '../../ui/CopyButton'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { Section } from '../../ui/Section'
import { NGINX_SNIPPET } from './nginx'
import { State } from './State'
import css from './environment.module.css'

const PROBED = [
  'secureContext',
  'crossOriginIsolated',
  'sharedArrayBuffer',
  'cacheApi',
  'webgpu',
  'clipboardApi',
] as const satisfies readonly (keyof Capabilities)[]

export function PageSection({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation('environment')
  const facts: Fact[] = PROBED.map((key) => ({
    key,
    label: t(`page.${key}.name`),
    value: <State ok={capabilities[key]} />,
    note: (
      <>
        {t(`page.${key}.means`)}
        {!capabilities[key] && <div className="amber">{t(`page.${key}.fix`)}</div>}
      </>
    ),
  }))
  return (
    <>
      <Section title={t('page.title')}>
        <KeyValue
          facts={[
            ...facts,
            { key: 'agent', label: t('page.userAgent'), value: '', note: capabilities.userAgent },
          ]}
        />
      </Section>
      <Section
        title={t('headers.title')}
        actions={<CopyButton label={t('headers.copy')} text={NGINX_SNIPPET} />}
      >
        <p className={css.note}>{t('headers.why')}</p>
        <pre tabIndex={0} className={css.code}>
          {NGINX_SNIPPET}
        </pre>
      </Section>
    </>
  )
}
