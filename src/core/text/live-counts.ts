/**
 * Updates the token counts while the user types. Requests are debounced, and a new request supersedes the previous
 * one. This is not an action: it subscribes to the state.
 */
import type { Context } from '../context'
import { isPending } from './long-texts'
import { patchText } from '../context'
import { createTask } from '../task'
import { effectiveMaxLength, effectiveTokenizerMode, modelInput, positionLimit } from '../selectors'
import type { TokenizeRequest } from '../../host/calls'
import { SIDES, type AppState, type Side } from '../state'

/** Debounce in milliseconds after the last change. */
const PAUSE = 150
/** Debounce for a long text, which the tokenizer needs several hundred milliseconds to count. */
const LONG_PAUSE = 600
const LONG_TEXT = 100_000

export function followCounts({ store, client }: Context): () => void {
  const followers = SIDES.map((side) => follow(side))
  const stop = store.subscribe((state, before) => {
    for (const each of followers) each.look(state, before)
  })
  return () => {
    stop()
    for (const each of followers) each.forget()
  }

  function follow(side: Side) {
    let timer: ReturnType<typeof setTimeout> | undefined
    const task = createTask()

    const forget = () => {
      clearTimeout(timer)
      task.abort()
    }

    const ask = (request: TokenizeRequest): Promise<void> =>
      task.run(
        (signal) => client.call('count', request, { signal }),
        // The text has a lone surrogate, or the engine has crashed. The run reports such an error; here only the
        // count is removed.
        (ended) => patchText(store, side, { count: ended.phase === 'done' ? ended.value : null }),
      )

    return {
      forget,
      look(state: AppState, before: AppState) {
        if (same(state, before, side)) return
        forget()
        const gone = state.model.phase !== 'ready' || state[side].text === '' || isPending(state, side)
        if (state[side].count !== null && gone) patchText(store, side, { count: null })
        if (state.model.phase !== 'ready') return
        const pause = state[side].text.length > LONG_TEXT ? LONG_PAUSE : PAUSE
        timer = setTimeout(() => {
          const request = requestFor(store.getState(), side)
          if (request) void ask(request)
        }, pause)
      },
    }
  }
}

/** The request that counts the tokens of a side; null: no model is ready. */
function requestFor(state: AppState, side: Side): TokenizeRequest | null {
  if (state.model.phase !== 'ready' || isPending(state, side)) return null
  return {
    text: modelInput(state, side),
    maxLength: effectiveMaxLength(state.settings.maxLength, positionLimit(state.model)).value,
    mode: effectiveTokenizerMode(state.settings, state.model),
  }
}

/**
 * Whether the request for a side is unchanged. Compares the inputs instead of the requests, because the state changes
 * often and a request is expensive to create.
 */
const same = (now: AppState, before: AppState, side: Side): boolean =>
  now[side].text === before[side].text &&
  (side === 'b' || now.settings.prefix === before.settings.prefix) &&
  now.rules === before.rules &&
  now.longTexts[side] === before.longTexts[side] &&
  now.settings.metadata === before.settings.metadata &&
  now.recognises === before.recognises &&
  now.settings.maxLength === before.settings.maxLength &&
  now.settings.tokenizerMode === before.settings.tokenizerMode &&
  (now.model === before.model || (now.model.phase !== 'ready' && before.model.phase !== 'ready'))
