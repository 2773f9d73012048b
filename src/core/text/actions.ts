/** What changes the two texts: typing, files, swap, clear, examples. Editors take the new text as one undoable step. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import type { DecodedText } from '../../engine/text/decode'
import type { TextEncoding } from '../../engine/text/encodings'
import { htmlToText } from '../../engine/text/html/to-text'
import { EXAMPLES, type ExampleId } from './examples'
import { focusOn, patchText, type Context } from '../context'
import { FILE_LIMIT, TEXT_LIMIT, takeFirst } from '../limits'
import type { Notice, Side, TextFile, TextState, Undo } from '../state'

export interface TextActions {
  /** The user's own edit. Anything that was said about the text before is no longer true. */
  type(side: Side, text: string): void
  /** More than an editor takes: nothing is inserted, and the start of it is offered. */
  refuseLong(side: Side, whole: string): void
  takeFirst(side: Side): void
  /** Rich text was pasted and stands in the editor as `text`; `plain` is what the clipboard had besides. */
  pasteConverted(side: Side, text: string, plain: string): void
  usePlain(side: Side): void
  stripHtml(side: Side): void
  replaceSurrogates(side: Side): void
  openFiles(files: readonly File[], side: Side): Promise<void>
  chooseEncoding(side: Side, encoding: TextEncoding): Promise<void>
  swap(): void
  clear(side: Side): void
  example(id: ExampleId): void
  undo(): void
  dismiss(side: Side): void
  dismissUndo(): void
}

/** Detectors of encodings are large: fetched with the first file. */
const decoding = () => import('../../engine/text/decode')

const content = ({ text, file }: TextState) => ({ text, file })

export function textActions({ store, takeFiles }: Context): TextActions {
  const get = store.getState
  const set = (side: Side, text: string, file: TextFile | null, notice: Notice | null = null) =>
    patchText(store, side, { text, file, notice })
  const fail = (side: Side, error: ErrorData, file?: { name: string; bytes: Uint8Array }) =>
    patchText(store, side, { notice: { kind: 'error', error, ...(file && { file }) } })

  function keepForUndo(what: Undo['what'], at: Side): void {
    const { a, b, splits } = get()
    if (a.text === '' && b.text === '') return // nothing is lost
    store.setState({ undo: { what, at, a: content(a), b: content(b), splits } })
  }

  function take(side: Side, name: string, bytes: Uint8Array, decoded: DecodedText): void {
    const text = universalNewlines(decoded.text)
    const file: TextFile = {
      name,
      bytes,
      encoding: decoded.encoding,
      how: decoded.how,
      lossy: decoded.lossy,
      doubtful: decoded.doubtful,
      original: text,
    }
    if (text.length <= TEXT_LIMIT) return set(side, text, file)
    patchText(store, side, { notice: { kind: 'too-long', name, size: text.length, text, file } })
  }

  async function openFile(side: Side, file: File): Promise<void> {
    const { name, size } = file
    if (size > FILE_LIMIT) {
      const values = { file: name, bytes: size, limit: FILE_LIMIT }
      return fail(side, {
        code: 'file/too-large',
        message: `${name}: ${size} bytes, limit ${FILE_LIMIT}.`,
        values,
      })
    }
    const reading: Notice = { kind: 'reading', name }
    patchText(store, side, { notice: reading })
    let bytes: Uint8Array
    try {
      bytes = new Uint8Array(await file.arrayBuffer())
    } catch (error) {
      // Gone, changed since it was dropped, or a folder.
      const detail = error instanceof Error ? error.message : String(error)
      return fail(side, {
        code: 'file/unreadable',
        message: `${name}: ${detail}`,
        values: { file: name, detail },
      })
    }
    if (get()[side].notice !== reading) return // another file, or an edit, came in between
    try {
      const { decodeText } = await decoding()
      if (get()[side].notice !== reading) return
      take(side, name, bytes, decodeText(bytes))
    } catch (error) {
      const data = toErrorData(error)
      fail(side, { ...data, values: { file: name, ...data.values } }, { name, bytes })
    }
  }

  return {
    type(side, text) {
      if (text === get()[side].text) return
      const { notice } = get()[side]
      // A conversion's offer stays while one looks at it; an error about the old text goes.
      set(side, text, text === '' ? null : get()[side].file, notice?.kind === 'reading' ? notice : null)
      if (get().undo !== null) store.setState({ undo: null })
    },
    refuseLong(side, whole) {
      patchText(store, side, {
        notice: { kind: 'too-long', name: null, size: whole.length, text: whole, file: null },
      })
    },
    takeFirst(side) {
      const { notice } = get()[side]
      if (notice?.kind === 'too-long') set(side, takeFirst(notice.text, TEXT_LIMIT), notice.file)
    },
    pasteConverted(side, text, plain) {
      patchText(store, side, { text, notice: { kind: 'converted', plain } })
    },
    usePlain(side) {
      const { notice, file } = get()[side]
      if (notice?.kind === 'converted') set(side, notice.plain, file)
    },
    stripHtml(side) {
      const { text, file } = get()[side]
      set(side, htmlToText(text), file)
    },
    replaceSurrogates(side) {
      const { text, file } = get()[side]
      set(side, text.toWellFormed(), file)
    },
    async openFiles(given, side) {
      const files = await takeFiles(given)
      if (files.length > 2) {
        return fail(side, {
          code: 'file/too-many',
          message: `${files.length} files were given; there are two editors.`,
          values: { found: files.length, limit: 2 },
        })
      }
      const [first, second] = files
      if (first && second) await Promise.all([openFile('a', first), openFile('b', second)])
      else if (first) await openFile(side, first)
    },
    async chooseEncoding(side, encoding) {
      const source = () => {
        const { file, notice } = get()[side]
        return notice?.kind === 'error' && notice.file ? notice.file : file
      }
      const chosen = source()
      if (!chosen?.bytes) return
      const { decodeText } = await decoding()
      if (source() !== chosen) return // another file came in between
      take(side, chosen.name, chosen.bytes, decodeText(chosen.bytes, encoding))
    },
    swap() {
      keepForUndo('swap', 'a')
      const { a, b } = get()
      // At once: who follows the texts sees that they changed places.
      store.setState({
        a: { ...a, text: b.text, file: b.file, notice: null },
        b: { ...b, text: a.text, file: a.file, notice: null },
      })
    },
    clear(side) {
      keepForUndo('clear', side)
      set(side, '', null)
      focusOn(store, side)
    },
    example(id) {
      const found = EXAMPLES.find((example) => example.id === id)
      if (!found) return
      keepForUndo('example', 'a')
      set('a', found.a, null)
      set('b', found.b, null)
    },
    undo() {
      const { undo } = get()
      if (!undo) return
      set('a', undo.a.text, undo.a.file)
      set('b', undo.b.text, undo.b.file)
      store.setState((now) => ({
        undo: null,
        splits: undo.splits,
        settings: { ...now.settings, ...undo.settings },
        rules: undo.rules ?? now.rules,
        ...undo.also?.(now),
      }))
    },
    dismiss: (side) => patchText(store, side, { notice: null }),
    dismissUndo: () => store.setState({ undo: null }),
  }
}

/** What Python's open() does to a text file's line ends, and every browser to a text field's. A lone CR stays. */
export const universalNewlines = (text: string): string => text.replaceAll('\r\n', '\n')
