import { useId, type ReactNode } from 'react'
import { clsx } from 'clsx'
import { NumberField } from '../../ui/NumberField'
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

interface LabelledNumberProps {
  readonly label: string
  readonly title?: string
  readonly testId: string
  readonly range: { readonly least: number; readonly most: number }
  readonly value: number
  readonly disabled: boolean
  readonly onChange: (value: number) => void
}

/** A whole number, with its label above it. */
export function LabelledNumber({
  label,
  title,
  testId,
  range,
  value,
  disabled,
  onChange,
}: LabelledNumberProps) {
  return (
    <Field label={label} title={title}>
      {(id) => (
        <NumberField
          className={clsx(css.number)}
          id={id}
          testId={testId}
          min={range.least}
          max={range.most}
          whole
          value={value}
          disabled={disabled}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
