/** A pasted request becomes the case. */
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import type { PastedCase } from '../../formats/paste'
import type { Context } from '../../core/context'
import { fetched } from '../../core/fetched'
import { FILE_LIMIT, TEXT_LIMIT } from '../../core/limits'
import { emptyPaste } from './empty'
import { chosenCase, loadedBy } from './proposals'
import type { PasteActions, PasteRead, PasteState } from './types'
import type { AppState, Settings, TextState } from '../../core/state'

/** A longer text is not put into the area: a HAR of a session has megabytes. */
const SHOWN_LIMIT = 200_000

/** What reads requests and vectors; fetched with the first paste. */
const reader = fetched(() => import('./read'))

export function pasteActions({ store, actions }: Context): PasteActions {
  const get = store.getState
  const patch = (change: Partial<PasteState>) =>
    store.setState(({ paste }) => ({ paste: { ...paste, ...change } }))
  const fresh = (read: PasteRead): Partial<PasteState> => ({
    read,
    chosen: 0,
    ...pairOf(read.phase === 'read' ? read.cases[0]! : null),
    changes: {},
  })
  async function put(text: string): Promise<void> {
    if (reader.now !== null) return patch({ text, file: null, ...fresh(reader.now.readPaste(text)) })
    const reading: PasteRead = { phase: 'reading', name: null }
    patch({ text, file: null, ...fresh(reading) })
    const read = await reader.load().then(
      ({ readPaste }) => readPaste(text),
      (error: unknown) => ({ phase: 'failed', error: toErrorData(error) }) as const,
    )
    if (get().paste.read === reading) patch(fresh(read)) // else another paste came in between
  }
  const fail = (file: string, error: ErrorData) =>
    patch({ text: '', file, ...fresh({ phase: 'failed', error }) })

  function remembered(settings: Partial<Settings>, rulesOff: boolean): AppState['undo'] {
    const { a, b, splits, settings: now, rules, requests } = get()
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

  return {
    openPaste: (open) => patch({ open }),
    setPaste: put,
    async readRequest(side) {
      patch({ open: true })
      await put(get()[side].text)
    },
    async openPasteFile(file) {
      const { name, size } = file
      if (size > FILE_LIMIT)
        return fail(name, {
          code: 'file/too-large',
          message: `${name}: ${size} bytes, limit ${FILE_LIMIT}.`,
          values: { file: name, bytes: size, limit: FILE_LIMIT },
        })
      const reading: PasteRead = { phase: 'reading', name }
      patch({ text: '', file: name, ...fresh(reading) })
      const stale = () => get().paste.read !== reading // another paste came in between
      try {
        const [{ decodeText }, { readPaste }] = await Promise.all([
          import('../../engine/text/decode'),
          reader.load(),
        ])
        const { text } = decodeText(new Uint8Array(await file.arrayBuffer()))
        if (!stale())
          patch({ text: text.length <= SHOWN_LIMIT ? text : '', file: name, ...fresh(readPaste(text)) })
      } catch (error) {
        if (stale()) return
        const detail = error instanceof Error ? error.message : String(error)
        const data =
          error instanceof EngineError
            ? toErrorData(error)
            : { code: 'file/unreadable' as const, message: `${name}: ${detail}`, values: { detail } }
        fail(name, { ...data, values: { file: name, ...data.values } })
      }
    },
    choosePasted(choice) {
      const { paste } = get()
      const other = choice.chosen !== undefined && choice.chosen !== paste.chosen
      const cases = paste.read.phase === 'read' ? paste.read.cases : []
      patch({ ...(other && { ...pairOf(cases[choice.chosen!] ?? null), changes: {} }), ...choice })
    },
    setPasteChange: (change, on) =>
      store.setState(({ paste }) => ({ paste: { ...paste, changes: { ...paste.changes, [change]: on } } })),
    loadPaste() {
      const state = get()
      const loaded = loadedBy(state)
      if (loaded === null) return
      const error = tooLong([loaded.a, loaded.b ?? ''])
      if (error !== null) return patch({ read: { phase: 'failed', error } })
      const { settings, rulesOff, server } = loaded
      const replace = (side: TextState, text: string): TextState => ({
        ...side,
        text,
        file: null,
        notice: null,
      })
      // At once, so that no one counts or runs a half of it.
      store.setState({
        undo: remembered(settings, rulesOff),
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
    },
    comparePasted() {
      const { paste } = get()
      const found = chosenCase(paste)
      const reply = paste.read.phase === 'vectors' ? paste.read.reply : found?.reply
      if (!reply) return
      store.setState({
        foreign: { reply, from: found?.url ?? paste.file ?? '' },
        paste: { ...paste, open: false },
      })
      actions.showVectors('why')
    },
    setForeign: (reply, from) => store.setState({ foreign: { reply, from } }),
    dropForeign: () => store.setState({ foreign: null }),
  }
}

/** A pair where there are two texts; a single one is A, and B stays. */
const pairOf = (found: PastedCase | null): Pick<PasteState, 'a' | 'b'> => ({
  a: 0,
  b: found !== null && found.texts.length > 1 ? 1 : null,
})

function tooLong(texts: readonly string[]): ErrorData | null {
  const size = Math.max(...texts.map(({ length }) => length))
  if (size <= TEXT_LIMIT) return null
  return {
    code: 'text/too-long',
    message: `A text of the request has ${size} characters; an editor takes ${TEXT_LIMIT}.`,
    values: { size, limit: TEXT_LIMIT },
  }
}
