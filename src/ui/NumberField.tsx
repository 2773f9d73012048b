import { useRef, useState } from 'react'
import { InputNumber, type InputNumberProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { checkedNumber, readNumber, type NumberProblem, type NumberRange } from './read-number'

interface Props
  extends
    NumberRange,
    Pick<
      InputNumberProps<number>,
      'value' | 'className' | 'id' | 'step' | 'disabled' | 'placeholder' | 'title' | 'aria-label'
    > {
  readonly testId: string
  readonly onChange: (value: number) => void
  /** The field was emptied. Without it, a field cannot be empty. */
  readonly onClear?: () => void
  /** True: a number is taken when typing has ended (Enter, or the field is left), not after each digit. */
  readonly late?: boolean
}

/**
 * A field for a number. A number that is not possible is not replaced by one that is: the value stays, and the field says
 * what was not taken, and why.
 */
export function NumberField({ testId, min, max, whole, onChange, onClear, late, ...rest }: Props) {
  const { t } = useTranslation('common')
  const [refused, setRefused] = useState<{ typed: string; problem: NumberProblem } | null>(null)
  const waiting = useRef<number | null>(null)
  const range = { min, max, whole }
  const possible =
    min === undefined ? (max === undefined ? null : 'most') : max === undefined ? 'least' : 'range'
  const take = (read: number | NumberProblem, typed: string) => {
    setRefused(typeof read === 'number' ? null : { typed, problem: read })
    waiting.current = late && typeof read === 'number' ? read : null
    if (typeof read === 'number' && !late) onChange(read)
  }
  const commit = () => {
    if (waiting.current !== null && waiting.current !== rest.value) onChange(waiting.current)
    waiting.current = null
  }
  return (
    <>
      <InputNumber<number>
        {...rest}
        min={min ?? Number.MIN_SAFE_INTEGER}
        max={max ?? Number.MAX_SAFE_INTEGER}
        size="small"
        changeOnWheel={false}
        data-testid={testId}
        formatter={(value) => (value === undefined ? '' : String(value))} // the default shows 1 as 1.0 where the step is 0.1
        // antd's own reading drops what it does not know ("0,5" becomes 5), and moves a number into the range. So
        // onInput reads what was typed; the parser serves the steps.
        parser={(typed) => (typed === undefined ? NaN : numberOf(readNumber(typed, {})))}
        status={refused === null ? '' : 'error'}
        onInput={(typed) => {
          // A sign or a point may be the beginning of a number.
          if (typed.trim() === '') onClear?.()
          if (/^[+-]?[.,]?$/.test(typed.trim())) setRefused(null)
          else take(readNumber(typed, range), typed)
        }}
        onStep={(value) => {
          // A step beyond the limit is no wrong input: the limit is where it ends.
          const read = checkedNumber(value, range)
          if (typeof read !== 'number') return
          take(read, String(value))
          commit()
        }}
        onPressEnter={commit}
        onBlur={commit}
      />
      {refused !== null && (
        <span className="red" role="alert" data-testid={`${testId}-refused`}>
          {' '}
          {t(`number.${refused.problem}`, { typed: refused.typed })}
          {possible !== null && t(`number.${possible}`, { min, max })}
        </span>
      )}
    </>
  )
}

const numberOf = (read: number | NumberProblem) => (typeof read === 'number' ? read : NaN)
