import { useId, type ReactNode } from 'react'
import { InputNumber } from 'antd'
import { clsx } from 'clsx'
import css from './endpoint.module.css'

interface FieldProps {
  readonly label: string
  readonly title?: string | undefined
  readonly wide?: boolean
  /** @param id the id that the control must have, so that the label names it */
  readonly children: (id: string) => ReactNode
}

/** A control of the form, with its label above it. */
export function Field({ label, title, wide = false, children }: FieldProps) {
  const id = useId()
  return (
    <div className={wide ? clsx(css.field, css.wide) : css.field} title={title}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly title?: string
  readonly testId: string
  readonly range: { readonly least: number; readonly most: number }
  readonly value: number
  readonly disabled: boolean
  readonly onChange: (value: number) => void
}

/** A field for a whole number. */
export function NumberField({ label, title, testId, range, value, disabled, onChange }: NumberFieldProps) {
  return (
    <Field label={label} title={title}>
      {(id) => (
        <InputNumber
          className={clsx(css.number)}
          id={id}
          size="small"
          data-testid={testId}
          min={range.least}
          max={range.most}
          precision={0}
          value={value}
          disabled={disabled}
          onChange={(next) => next !== null && onChange(next)}
        />
      )}
    </Field>
  )
}
