import { useEffect, useMemo } from 'react'
import type { Tried } from '../../engine/text/work'
import { unchanged } from '../../engine/text/mapped'
import type { TextInputs } from '../../core/prepared'
import { useActions, useAppState } from '../../core/react'
import { memoize } from '../../core/memoize'
import { effectiveMaxLength, effectiveTokenizerMode, positionLimit, textInputs } from '../../core/selectors'
import type { Side } from '../../core/state'
import { preparedNow } from '../../core/text/long-texts'
import { TokensView } from './TokensView'

/** Debounce after the last change, in milliseconds; the same as for the token counts of the editors. */
const PAUSE = 150

/** Updates the steps of the tokenizer while the tab is open. */
export function TokensPanel() {
  const { refreshTokens } = useActions()
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const tokens = useAppState((state) => state.tokens)
  const a = useAppState((state) => state.a.text)
  const b = useAppState((state) => state.b.text)
  const settings = useAppState((state) => state.settings)
  const rules = useAppState((state) => state.rules)
  const loading = useAppState((state) => state.model.phase === 'loading')
  const mode = useAppState((state) => effectiveTokenizerMode(state.settings, state.model))
  const maxLength = useAppState(
    (state) => effectiveMaxLength(state.settings.maxLength, positionLimit(state.model)).value,
  )

  const preparedA = useAppState((state) => preparedNow(state, 'a'))
  const preparedB = useAppState((state) => preparedNow(state, 'b'))
  const pending = preparedA === null || preparedB === null

  useEffect(() => {
    if (info === null) return
    const timer = setTimeout(() => void refreshTokens(), PAUSE)
    return () => clearTimeout(timer)
  }, [info, a, b, settings, rules, pending, refreshTokens])

  const inputs = useAppState(memoizedInputs)
  const sides = useMemo(() => {
    const side = (name: Side, text: string, prepared: Tried | null) => ({
      text,
      prefix: name === 'a' ? inputs.prefix : '',
      prepared: prepared ?? { mapped: unchanged(text), effects: [], turns: 0 },
      pending: prepared === null,
      steps: tokens.steps[name],
      error: tokens.error[name],
    })
    return { a: side('a', inputs.textA, preparedA), b: side('b', inputs.textB, preparedB) }
  }, [inputs, tokens, preparedA, preparedB])
  return <TokensView sides={sides} info={info} mode={mode} maxLength={maxLength} loading={loading} />
}

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
