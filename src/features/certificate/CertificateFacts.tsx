import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Certificate } from '../../engine/certify/types'
import { CopyButton } from '../../ui/CopyButton'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { originWords, toleranceWords } from '../../ui/source-words'

const SHOWN_OF_HASH = 12

/** Shows which model was compared with which reference. */
export function CertificateFacts({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation(['certificate', 'common'])
  const { t: tCommon } = useTranslation('common')
  const { identity } = certificate
  const fact = (key: Parameters<typeof labelOf>[0], value: ReactNode, note?: ReactNode): Fact => ({
    key,
    label: labelOf(key),
    value,
    note,
  })
  const labelOf = (
    key:
      | 'origin'
      | 'precision'
      | 'tolerance'
      | 'activations'
      | 'arithmetic'
      | 'model'
      | 'modelHash'
      | 'graphHash'
      | 'encoder'
      | 'runtime'
      | 'tokenizer'
      | 'at',
  ) => t(`facts.${key}`)
  const formOf = (of: Certificate) => t(`common:activations.${of.identity.activations ?? 'published'}`)
  const mono = (text: string) => <span className="num">{text}</span>
  const hash = (value: string) => (
    <span className="num" title={value}>
      {value.slice(0, SHOWN_OF_HASH)}… <CopyButton iconOnly label={t('copyHash')} text={value} />
    </span>
  )
  return (
    <KeyValue
      facts={[
        fact('origin', certificate.reference, t('facts.originSaid', { said: certificate.origin })),
        fact('precision', mono(certificate.precision)),
        fact('tolerance', mono(toleranceWords(tCommon, certificate.tolerance))),
        ...(certificate.other === null ? [] : [fact('activations', formOf(certificate), t('chosenForm'))]),
        ...(identity.arithmetic === undefined
          ? []
          : [fact('arithmetic', t(`common:arithmetic.${identity.arithmetic}`))]),
        fact(
          'model',
          mono(identity.model),
          `${originWords(tCommon, identity.origin)} · ${identity.graph} · ${identity.dtype}`,
        ),
        fact('modelHash', hash(identity.model_hash)),
        ...(identity.graph_sha256 === null ? [] : [fact('graphHash', hash(identity.graph_sha256))]),
        ...(identity.encoder === undefined ? [] : [fact('encoder', mono(identity.encoder))]),
        fact(
          'runtime',
          mono(identity.runtime),
          t('threads', { provider: identity.provider, n: identity.threads }),
        ),
        fact('tokenizer', mono(identity.tokenizer_mode), identity.tokenizer),
        fact('at', mono(certificate.at)),
      ]}
    />
  )
}
