import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../ui/format'
import { TokenText } from '../../../ui/TokenText'
import type { LoneToken, PairTokens, RankFound } from './why-types'
import css from './triage.module.css'

/** The tokens that both texts have, with their products, and those that only one has. */
export function PairTokensView({
  found: { own, other },
  waits,
}: {
  readonly found: RankFound
  readonly waits: boolean
}) {
  const { t } = useTranslation('validate')
  if (own === null) return <p className="muted">{t(waits ? 'triage.why.wait' : 'triage.why.noTokens')}</p>
  return (
    <dl className={css.tokens} data-testid="validate-why-tokens">
      <dt>{t('triage.why.shared')}</dt>
      <dd>
        <Shared tokens={own} />
      </dd>
      {other !== null && (
        <>
          <dt>{t('triage.why.sharedOther')}</dt>
          <dd>
            <Shared tokens={other} />
          </dd>
        </>
      )}
      <dt title={t('triage.why.loneTitle')}>{t('triage.why.lone')}</dt>
      <dd>
        <Lone side="a" name={t('triage.why.inQuery')} tokens={own.loneQuery} />{' '}
        <Lone side="b" name={t('triage.why.inDocument')} tokens={own.loneDocument} />
      </dd>
    </dl>
  )
}

function Shared({ tokens: { shared } }: { readonly tokens: PairTokens }) {
  const { t } = useTranslation('validate')
  if (shared.length === 0) return <span className="muted">{t('triage.why.noneShared')}</span>
  return shared.map(({ token, product }, at) => (
    <span key={at} className={css.token}>
      <TokenText token={token} /> <span className="num muted">{formatNumber(product, 4)}</span>
    </span>
  ))
}

interface LoneProps {
  readonly side: 'a' | 'b'
  readonly name: string
  readonly tokens: readonly LoneToken[]
}

function Lone({ side, name, tokens }: LoneProps) {
  if (tokens.length === 0) return null
  return (
    <span>
      <span className="muted">{name}</span>{' '}
      {tokens.map(({ token, weight, similarity }, at) => (
        <span key={at} className={css.token}>
          <TokenText token={token} side={side} />{' '}
          <span className="num muted">
            {[weight, similarity].map((value) => (value === null ? '–' : formatNumber(value, 2))).join(' / ')}
          </span>
        </span>
      ))}
    </span>
  )
}
