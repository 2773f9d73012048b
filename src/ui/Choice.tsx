import { Segmented, Tooltip } from 'antd'

interface ChoiceProps<T extends string> {
  /** Test id of the group. A choice has the test id `${testId}-${value}`. */
  readonly testId: string
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly title?: string }[]
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
}

/** A few values, one of which is chosen. */
export function Choice<T extends string>({
  testId,
  label,
  value,
  options,
  onChange,
  disabled,
}: ChoiceProps<T>) {
  return (
    <span data-testid={testId} data-value={value}>
      <Segmented<T>
        size="small"
        aria-label={label}
        value={value}
        disabled={disabled ?? false}
        onChange={onChange}
        options={options.map((option) => ({
          value: option.value,
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
