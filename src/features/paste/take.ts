/** Reads a pasted text or a file, and shows it in the dialog. */
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import type { PastedCase } from '../../formats/paste'
import type { Context } from '../../core/context'
import { fetched } from '../../core/fetched'
import { FILE_LIMIT } from '../../core/limits'
import { SHOWN_LIMIT } from './shown'
import type { PasteRead, PasteState } from './types'
import { saidBy } from '../../engine/detail-words'

/** The code that reads requests and vectors. It is fetched with the first paste. */
const reader = fetched(() => import('./read'))

export const pastePatch =
  ({ store }: Pick<Context, 'store'>) =>
  (change: Partial<PasteState>): void =>
    store.setState(({ paste }) => ({ paste: { ...paste, ...change } }))

/** The state after a new paste: the first case is chosen, and all changes have their default selection. */
const fresh = (read: PasteRead): Partial<PasteState> => ({
  read,
  chosen: 0,
  ...pairOf(read.phase === 'read' ? read.cases[0]! : null),
  changes: {},
})

export async function readText(context: Context, text: string): Promise<void> {
  const { store } = context
  const patch = pastePatch(context)
  const isLong = text.length > SHOWN_LIMIT
  const shown = { text: isLong ? '' : text, hidden: isLong ? text.length : null, file: null }
  if (reader.now !== null && !isLong) return patch({ ...shown, ...fresh(reader.now.readPaste(text)) })
  const reading: PasteRead = { phase: 'reading', name: null }
  patch({ ...shown, ...fresh(reading) })
  const stale = () => store.getState().paste.read !== reading // the user pasted something else in the meantime
  const read = await reader.load().then(
    async ({ readPaste }) => {
      // The page says first that it reads.
      if (isLong) await new Promise((done) => setTimeout(done, 0))
      return stale() ? reading : readPaste(text)
    },
    (error: unknown) => ({ phase: 'failed', error: toErrorData(error) }) as const,
  )
  if (!stale()) patch(fresh(read))
}

export async function readFile(context: Context, file: File): Promise<void> {
  const { store } = context
  const patch = pastePatch(context)
  const fail = (name: string, error: ErrorData) =>
    patch({ text: '', hidden: null, file: name, ...fresh({ phase: 'failed', error }) })
  const { name, size } = file
  if (size > FILE_LIMIT)
    return fail(name, {
      code: 'file/too-large',
      message: `${name}: ${size} bytes, limit ${FILE_LIMIT}.`,
      values: { file: name, bytes: size, limit: FILE_LIMIT },
    })
  const reading: PasteRead = { phase: 'reading', name }
  patch({ text: '', hidden: null, file: name, ...fresh(reading) })
  const stale = () => store.getState().paste.read !== reading // the user pasted something else in the meantime
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
    const detail = saidBy(error)
    const data =
      error instanceof EngineError
        ? toErrorData(error)
        : { code: 'file/unreadable' as const, message: `${name}: ${detail}`, values: { detail } }
    fail(name, { ...data, values: { file: name, ...data.values } })
  }
}

/** Assigns the texts of a request: the first two become A and B. A single text becomes A, and B stays. */
export const pairOf = (found: PastedCase | null): Pick<PasteState, 'a' | 'b'> => ({
  a: 0,
  b: found !== null && found.texts.length > 1 ? 1 : null,
})
