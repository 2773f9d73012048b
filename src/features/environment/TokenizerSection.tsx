import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import type { SpecialIds } from '../../engine/tokenizer/types'
import { DetailText } from '../../ui/detail-text'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import css from './environment.module.css'

const ROLES: readonly (keyof SpecialIds)[] = ['cls', 'eos', 'pad', 'unk', 'mask']

export function TokenizerSection({ info }: { readonly info: ModelInfo }) {
  const { t } = useTranslation('environment')
  const { tokenizer, tokenizerModes } = info
  const facts: Fact[] = [
    {
      key: 'engine',
      label: t('tokenizer.engine'),
      value: tokenizer.engine,
      note:
        tokenizer.fallbackReason === null ? (
          t('tokenizer.exact')
        ) : (
          <span className="amber">
            <DetailText
              text={tokenizer.fallbackReason}
              words={tokenizer.words}
              within={(reason) => t('tokenizer.fallback', { reason })}
            />
          </span>
        ),
    },
    {
      key: 'modes',
      label: t('tokenizer.modes'),
      value: <span className="num">{tokenizerModes.join(', ') || '–'}</span>,
      note: t('tokenizer.modesNote'),
    },
    { key: 'vocab', label: t('tokenizer.vocab'), value: <Num value={tokenizer.vocabSize} digits={0} /> },
    {
      key: 'special',
      label: t('tokenizer.special'),
      value: ROLES.map((role) => {
        const id = tokenizer.specialIds[role]
        return (
          <span key={role} className={css.role}>
            {role} {id === null ? '–' : <Num value={id} digits={0} />}{' '}
          </span>
        )
      }),
    },
  ]
  return (
    <Section title={t('tokenizer.title')}>
      <KeyValue facts={facts} />
    </Section>
  )
}
