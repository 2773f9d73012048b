/** Loads a pasted request into the page. */
import type { ErrorData } from '../../engine/errors'
import type { Context } from '../../core/context'
import { TEXT_LIMIT } from '../../core/limits'
import type { AppState, Settings, TextState } from '../../core/state'
import { emptyPaste } from './empty'
import { loadedBy } from './proposals'
import { pastePatch } from './take'

/** Loads the texts and the selected settings into the page, as one step that can be undone. */
export function loadPaste(context: Context): void {
  const { store } = context
  const state = store.getState()
  const loaded = loadedBy(state)
  if (loaded === null) return
  const error = tooLong([loaded.a, loaded.b ?? ''])
  if (error !== null) return pastePatch(context)({ read: { phase: 'failed', error } })
  const { settings, rulesOff, server } = loaded
  const replace = (side: TextState, text: string): TextState => ({
    ...side,
    text,
    file: null,
    notice: null,
  })
  // One change of the state, so that no subscriber counts or runs a mixture of old and new texts and settings.
  store.setState({
    undo: undoOf(state, settings, rulesOff),
    a: replace(state.a, loaded.a),
    b: loaded.b === null ? state.b : replace(state.b, loaded.b),
    settings: { ...state.settings, ...settings },
    ...(rulesOff && {
      rules: { ...state.rules, rules: state.rules.rules.map((rule) => ({ ...rule, enabled: false })) },
    }),
    ...(server && {
      requests: {
        ...state.requests,
        dialect: server.dialect,
        servers: { ...state.requests.servers, [server.dialect]: server.server },
      },
    }),
    paste: emptyPaste,
  })
}

function undoOf(
  { a, b, splits, settings: now, rules, requests }: AppState,
  settings: Partial<Settings>,
  rulesOff: boolean,
): AppState['undo'] {
  const before = Object.fromEntries(
    Object.keys(settings).map((key) => [key, now[key as keyof Settings]]),
  ) as Partial<Settings>
  const content = ({ text, file }: TextState) => ({ text, file })
  return {
    what: 'paste',
    at: 'a',
    a: content(a),
    b: content(b),
    splits,
    settings: before,
    also: () => ({ requests }),
    ...(rulesOff && { rules }),
  }
}

function tooLong(texts: readonly string[]): ErrorData | null {
  const size = Math.max(...texts.map(({ length }) => length))
  if (size <= TEXT_LIMIT) return null
  return {
    code: 'text/too-long',
    message: `A text of the request has ${size} characters; an editor takes ${TEXT_LIMIT}.`,
    values: { size, limit: TEXT_LIMIT },
  }
}
