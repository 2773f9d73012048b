import { useEffect, useMemo } from 'react'
import type { Tried } from '../../engine/text/work'
import { unchanged } from '../../engine/text/mapped'
import type { TextInputs } from '../../core/prepared'
import { useActions, useAppState } from '../../core/react'
import { memoize } from '../../core/memoize'
import { effectiveMaxLength, effectiveTokenizerMode, positionLimit, textInputs } from '../../core/selectors'
import { preparedNow } from '../../core/text/long-texts'
import { TokensView } from './TokensView'
import type { TokensOfSide } from './types'

/** Debounce after the last change, in milliseconds; the same as for the token counts of the editors. */
const PAUSE = 150

/** Updates the steps of the tokenizer while the tab is open. */
export function TokensPanel() {
  const { refreshTokens } = useActions()
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const stepsA = useAppState(({ tokens }) => tokens.steps.a)
  const stepsB = useAppState(({ tokens }) => tokens.steps.b)
  const errorA = useAppState(({ tokens }) => tokens.error.a)
  const errorB = useAppState(({ tokens }) => tokens.error.b)
  const loading = useAppState((state) => state.model.phase === 'loading')
  const mode = useAppState((state) => effectiveTokenizerMode(state.settings, state.model))
  const maxLength = useAppState(
    (state) => effectiveMaxLength(state.settings.maxLength, positionLimit(state.model)).value,
  )

  const preparedA = useAppState((state) => preparedNow(state, 'a'))
  const preparedB = useAppState((state) => preparedNow(state, 'b'))
  const pending = preparedA === null || preparedB === null

  const inputs = useAppState(memoizedInputs)
  useEffect(() => {
    if (info === null) return
    const timer = setTimeout(() => void refreshTokens(), PAUSE)
    return () => clearTimeout(timer)
  }, [info, inputs, mode, maxLength, pending, refreshTokens])

  const { textA, textB, prefix } = inputs
  const a = useMemo(
    () => sideOf(textA, prefix, preparedA, stepsA, errorA),
    [textA, prefix, preparedA, stepsA, errorA],
  )
  const b = useMemo(() => sideOf(textB, '', preparedB, stepsB, errorB), [textB, preparedB, stepsB, errorB])
  const sides = useMemo(() => ({ a, b }), [a, b])
  return <TokensView sides={sides} info={info} mode={mode} maxLength={maxLength} loading={loading} />
}

const sideOf = (
  text: string,
  prefix: string,
  prepared: Tried | null,
  steps: TokensOfSide['steps'],
  error: TokensOfSide['error'],
): TokensOfSide => ({
  text,
  prefix,
  prepared: prepared ?? { mapped: unchanged(text), effects: [], turns: 0 },
  pending: prepared === null,
  steps,
  error,
})

const memoized = memoize(
  1,
  (textA: string, textB: string, prefix: string, rules: string, leaveOutMetadata: boolean): TextInputs => ({
    textA,
    textB,
    prefix,
    rules,
    leaveOutMetadata,
  }),
)

/** Memoized, so that it returns the same object while no input has changed. */
function memoizedInputs(state: Parameters<typeof textInputs>[0]): TextInputs {
  const { textA, textB, prefix, rules, leaveOutMetadata } = textInputs(state)
  return memoized(textA, textB, prefix, rules, leaveOutMetadata)
}
