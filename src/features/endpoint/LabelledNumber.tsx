import { clsx } from 'clsx'
import { Field } from '../../ui/Field'
import { NumberField } from '../../ui/NumberField'
import css from './endpoint.module.css'

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
