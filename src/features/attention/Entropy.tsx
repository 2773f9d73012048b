import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttentionSummary } from '../../engine/attention/types'
import { Choice } from '../../ui/Choice'
import { between, colourAt, css, textOn } from '../../ui/matrix/colours'
import { useTheme } from '../../ui/matrix/use-theme'
import { Section } from '../../ui/Section'
import styles from './attention.module.css'

/** The entropy of each attention head: how widely its attention is spread. */
export function Entropy({ value }: { readonly value: AttentionSummary }) {
  const { t } = useTranslation('attention')
  const isDark = useTheme()
  const [kind, setKind] = useState<'all' | 'first'>(value.rollout === null ? 'first' : 'all')
  const { layers, heads, tokenized } = value
  const most = Math.log(tokenized.ids.length)
  const entropies = kind === 'all' ? value.entropy : value.firstEntropy
  return (
    <Section
      title={t('entropy.title')}
      actions={
        <Choice
          testId="attention-entropy-kind"
          label={t('entropy.title')}
          value={kind}
          disabled={value.rollout === null}
          options={(['all', 'first'] as const).map((each) => ({ value: each, label: t(`entropy.${each}`) }))}
          onChange={setKind}
        />
      }
    >
      <div
        className={styles.entropy}
        tabIndex={0}
        role="region"
        aria-label={t('entropy.title')}
        style={{ gridTemplateColumns: `max-content repeat(${heads}, minmax(40px, 1fr))` }}
      >
        <span className="muted nowrap">{t('entropy.corner')}</span>
        {Array.from({ length: heads }, (_, head) => (
          <span key={head} className="num muted">
            {head}
          </span>
        ))}
        {Array.from({ length: layers }, (_, layer) => [
          <span key={`l${layer}`} className="num muted">
            {layer}
          </span>,
          ...Array.from({ length: heads }, (_, head) => {
            const entropy = entropies[layer * heads + head]!
            const colour = colourAt(between(entropy, 0, most), isDark)
            return (
              <span
                key={`${layer}-${head}`}
                className="num"
                data-testid={`attention-entropy-${layer}-${head}`}
                data-value={entropy}
                title={String(entropy)}
                style={{ background: css(colour), color: textOn(colour) }}
              >
                {entropy.toFixed(2)}
              </span>
            )
          }),
        ])}
      </div>
      <p className={styles.note}>{t('entropy.note', { most: most.toFixed(4), n: tokenized.ids.length })}</p>
    </Section>
  )
}
