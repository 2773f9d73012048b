/**
 * Token counts while one types: asked a moment after the last change, latest wins. Not an action: it follows the
 * state by itself.
 */
import type { Context } from '../context'
import { patchText } from '../context'
import { createTask } from '../task'
import { effectiveMaxLength, effectiveTokenizerMode, modelInput, positionLimit } from '../selectors'
import type { TokenizeRequest } from '../../host/calls'
import { SIDES, type AppState, type Side } from '../state'

const PAUSE = 150
/** A long text takes the tokenizer a good part of a second: ask less often. */
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
        // A lone surrogate, or an engine that has just died: whoever runs the text says so. No number is shown.
        (ended) => patchText(store, side, { count: ended.phase === 'done' ? ended.value : null }),
      )

    return {
      forget,
      look(state: AppState, before: AppState) {
        if (same(state, before, side)) return
        forget()
        if (state[side].count !== null && (state.model.phase !== 'ready' || state[side].text === ''))
          patchText(store, side, { count: null })
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

/** What would be counted for a side; null while there is nobody to ask. */
function requestFor(state: AppState, side: Side): TokenizeRequest | null {
  if (state.model.phase !== 'ready') return null
  return {
    text: modelInput(state, side),
    maxLength: effectiveMaxLength(state.settings.maxLength, positionLimit(state.model)).value,
    mode: effectiveTokenizerMode(state.settings, state.model),
  }
}

/** Whether what would be counted is the same; without making it, since the state changes often. */
const same = (now: AppState, before: AppState, side: Side): boolean =>
  now[side].text === before[side].text &&
  (side === 'b' || now.settings.prefix === before.settings.prefix) &&
  now.rules === before.rules &&
  now.settings.metadata === before.settings.metadata &&
  now.settings.maxLength === before.settings.maxLength &&
  now.settings.tokenizerMode === before.settings.tokenizerMode &&
  (now.model === before.model || (now.model.phase !== 'ready' && before.model.phase !== 'ready'))
