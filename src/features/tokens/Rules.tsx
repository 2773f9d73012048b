import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Prepared } from '../../engine/text/prepare'
import { Fold } from '../../ui/Fold'
import { repeated } from './rows'
import { Times } from './Times'
import { Visible } from './Visible'
import css from './tokens.module.css'

interface RulesProps {
  readonly prepared: Prepared
  readonly prefix: string
  readonly side: 'a' | 'b'
}

/** The changes that the rules made before the tokenizer read the text. */
export const Rules = memo(function Rules({ prepared, prefix, side }: RulesProps) {
  const { t } = useTranslation('tokens')
  const { t: tRules } = useTranslation('rules')
  const { effects, turns } = prepared
  if (turns === 0 && prefix === '' && effects.length === 0) return <p className="muted">{t('noRules')}</p>
  return (
    <Fold title={t('rules')} open>
      {turns > 0 && <p className="amber">{t('turnsOut', { count: turns })}</p>}
      {prefix !== '' && (
        <p>
          {t('prefix')} <code>{prefix}</code>
        </p>
      )}
      {effects.map(({ rule, count, first }) => (
        <div
          key={rule.id}
          className={css.rule}
          data-testid="tokens-rule"
          data-side={side}
          data-kind={rule.kind}
          data-count={count}
        >
          <b className={count > 0 ? 'amber' : 'muted'}>
            {tRules(`kinds.${rule.kind}`)} · {tRules('changes', { count })}
          </b>{' '}
          {repeated(first, ({ before, after }) => JSON.stringify([before, after])).map(
            ({ one: { before, after }, all }, at) => (
              <span
                key={at}
                className={css.change}
                title={all.map((one) => `[${one.original.join('–')})`).join(' ')}
              >
                <del>
                  <Visible text={before} spaces="signs" />
                </del>
                →
                <ins>
                  <Visible text={after === '' ? '∅' : after} spaces="signs" />
                </ins>
                <Times count={all.length} />
              </span>
            ),
          )}
          {count > first.length && (
            <span className="muted">{t('more', { count: count - first.length })}</span>
          )}
        </div>
      ))}
    </Fold>
  )
})
