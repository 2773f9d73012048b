import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import type { AttentionSummary } from '../../engine/attention/types'
import { REDUCES, WINDOW } from './look'
import type { Look } from './use-look'
import css from './attention.module.css'

interface MatrixToolsProps {
  readonly value: AttentionSummary
  readonly look: Look
  /** End of the window of query rows. */
  readonly to: number
  readonly onLook: (change: Partial<Look>) => void
}

/**
 * The choice of the layer, of the attention head or reduction, and of the window of query rows that the matrix shows.
 */
export function MatrixTools({ value, look, to, onLook }: MatrixToolsProps) {
  const { t } = useTranslation('attention')
  const { layers, heads, tokenized } = value
  const n = tokenized.ids.length
  return (
    <div className={css.tools}>
      <IndexField
        label={t('layer')}
        testId="attention-layer"
        count={layers}
        value={look.layer}
        onChange={(layer) => onLook({ layer })}
      />
      <IndexField
        label={t('head')}
        testId="attention-head"
        count={heads}
        value={look.head}
        onChange={(head) => onLook({ head })}
      />
      <Choice
        testId="attention-reduce"
        label={t('reduce.label')}
        value={look.reduce}
        options={REDUCES.map((each) => ({
          value: each,
          label: t(`reduce.${each}`),
          title: t(`reduce.${each}Title`),
        }))}
        onChange={(reduce) => onLook({ reduce })}
      />
      {n > WINDOW && look.reduce !== 'rollout' && (
        <IndexField
          label={t('window')}
          title={t('windowTitle', { count: WINDOW })}
          testId="attention-window-from"
          count={n}
          value={look.from}
          onChange={(from) => onLook({ from })}
        >
          <span data-testid="attention-window-to" data-value={to}>
            –{to}
          </span>
        </IndexField>
      )}
    </div>
  )
}

interface IndexFieldProps {
  readonly label: string
  readonly title?: string
  readonly testId: string
  /** The field accepts 0 to count − 1. */
  readonly count: number
  readonly value: number
  readonly onChange: (value: number) => void
  /** Shown after the field. */
  readonly children?: ReactNode
}

function IndexField({ label, title, testId, count, value, onChange, children }: IndexFieldProps) {
  return (
    <label title={title}>
      {label}{' '}
      <NumberField
        className={clsx(css.number)}
        min={0}
        max={count - 1}
        whole
        value={value}
        testId={testId}
        onChange={onChange}
      />
      {children}
    </label>
  )
}
