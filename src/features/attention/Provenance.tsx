import { useTranslation } from 'react-i18next'
import { dtypeWith } from '../../ui/dtype'
import { Num } from '../../ui/Num'
import type { Attention } from './types'
import css from './attention.module.css'

/** The model and settings that produced the weights, and how far the sums of the rows differ from 1. */
export function Provenance({ summary }: { readonly summary: NonNullable<Attention['summary']> }) {
  const { t } = useTranslation('attention')
  const { t: tCommon } = useTranslation('common')
  return (
    <p className={css.note}>
      {summary.info.id} · {dtypeWith(tCommon, summary.info, summary.inputs)} · {t('byLayer')} ·{' '}
      {summary.info.tokenizer.engine} {summary.inputs.tokenizerMode} · max_length {summary.inputs.maxLength} ·{' '}
      {t('tokens', { count: summary.value.tokenized.ids.length })}
      {summary.value.tokenized.truncated && (
        <span className="amber"> · {t('cut', { full: summary.value.tokenized.fullLength })}</span>
      )}
      {' · '}
      <span data-testid="attention-rowsum" data-value={summary.value.rowSumError}>
        {t('rowSum')} <Num value={summary.value.rowSumError} digits={9} />
      </span>
    </p>
  )
}
