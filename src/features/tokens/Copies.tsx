import { useTranslation } from 'react-i18next'
import { attentionMask, tokensReport, type TokensOf } from '../../formats/report/tokens'
import { reportText } from '../../formats/report/write'
import { CopyButton } from '../../ui/CopyButton'
import css from './tokens.module.css'

/** Buttons that copy the model's exact input. */
export function Copies(props: TokensOf) {
  const { side, steps } = props
  const { t } = useTranslation('tokens')
  const { text, ids, tokens } = steps.tokenized
  const copies = [
    ['text', t('copyText'), () => text],
    ['ids', 'input_ids', () => JSON.stringify(Array.from(ids))],
    ['mask', 'attention_mask', () => JSON.stringify(attentionMask(steps))],
    ['tokens', t('copyTokens'), () => JSON.stringify(tokens)],
    ['json', t('copyJson'), () => reportText(tokensReport(props))],
  ] as const
  return (
    <div className={css.copies}>
      <span className="muted">{t('input')}</span>
      {copies.map(([name, label, made]) => (
        <span key={name} data-testid={`tokens-copy-${name}`} data-side={side}>
          <CopyButton label={label} text={made} />
        </span>
      ))}
    </div>
  )
}
