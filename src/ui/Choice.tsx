import { Segmented, Tooltip } from 'antd'

interface Option<T extends string> {
  readonly value: T
  readonly label: string
  readonly title?: string
  readonly disabled?: boolean
}

interface ChoiceProps<T extends string> {
  /** Test id of the group. A choice has the test id `${testId}-${value}`. */
  readonly testId: string
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
  /** Whether the label stands before the values. Else only screen readers have it. */
  readonly named?: boolean
}

/** A few values, one of which is chosen. */
export function Choice<T extends string>({
  testId,
  label,
  value,
  options,
  onChange,
  disabled,
  named = false,
}: ChoiceProps<T>) {
  return (
    <span className="nowrap" data-testid={testId} data-value={value}>
      {named && (
        <span className="muted" aria-hidden>
          {label}{' '}
        </span>
      )}
      <Segmented<T>
        size="small"
        aria-label={label}
        value={value}
        disabled={disabled ?? false}
        onChange={onChange}
        options={options.map((option) => ({
          value: option.value,
          disabled: option.disabled ?? false,
          label: (
            <Tooltip title={option.title} mouseEnterDelay={0.5}>
              <span data-testid={`${testId}-${option.value}`}>{option.label}</span>
            </Tooltip>
          ),
        }))}
      />
    </span>
  )
}
