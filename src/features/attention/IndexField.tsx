import type { ReactNode } from 'react'
import { clsx } from 'clsx'
import { NumberField } from '../../ui/NumberField'
import css from './attention.module.css'

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

/** The number of a layer, an attention head or a row. */
export function IndexField({ label, title, testId, count, value, onChange, children }: IndexFieldProps) {
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
