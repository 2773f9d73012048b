import { useTranslation } from 'react-i18next'
import type { CompareResult } from './state-types'
import { SIDES, type Side } from '../../core/state'
import { KeyValue } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { Note, SideMark } from '../../ui/score-parts'
import { tokensCompared, type TokenId } from '../../engine/compare/tokens'

/** Shows whether both models read the same ids, and the first position where they differ. */
export function TokensCompared({ result }: { readonly result: CompareResult }) {
  const { t } = useTranslation('compare')
  const fact = (side: Side) => {
    const found = tokensCompared(result, side)
    return {
      key: side,
      label: <SideMark side={side} />,
      value: (
        <span
          data-testid={`compare-tokens-${side}`}
          data-equal={found.equal}
          className={found.equal ? undefined : 'amber'}
        >
          {found.equal ? t('tokens.equal', { count: found.count }) : t('tokens.differ', { at: found.at })}
        </span>
      ),
      note: !found.equal && (
        <>
          {t('model', { n: 1 })} <TokenOrEnd token={found.first} side={side} /> · {t('model', { n: 2 })}{' '}
          <TokenOrEnd token={found.second} side={side} /> ·{' '}
          {t('tokens.counts', { first: found.firstCount, second: found.secondCount })}
        </>
      ),
    }
  }
  return (
    <Section title={t('tokens.title')}>
      <KeyValue facts={SIDES.map(fact)} />
      <Note>{t('tokens.note')}</Note>
    </Section>
  )
}

function TokenOrEnd({ token, side }: { readonly token: TokenId | null; readonly side: Side }) {
  const { t } = useTranslation('compare')
  if (token === null) return <span className="muted">{t('tokens.ends')}</span>
  return (
    <>
      <TokenText token={token.token} side={side} />{' '}
      <span className="nowrap">
        (id <Num value={token.id} digits={0} />)
      </span>
    </>
  )
}
