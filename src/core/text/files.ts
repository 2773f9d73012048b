/** Opens files in the editors, and decodes them again with another encoding. */
import { cancelled, toErrorData, type ErrorData } from '../../engine/errors'
import type { DecodedText } from '../../engine/text/decode'
import { patchText, type Context } from '../context'
import { FILE_LIMIT, TEXT_LIMIT } from '../limits'
import type { Notice, Side, TextFile } from '../state'
import type { TextActions } from './types'
import { universalNewlines } from './newlines'
import { saidBy } from '../../engine/detail-words'

/** The code that detects encodings is large, so it is fetched when the first file is opened. */
const decoding = () => import('../../engine/text/decode-long')

/** UTF-16 units whose line breaks are made alike between two pauses. */
const SLICE = 4_000_000

/** Line breaks of a long text, with pauses. */
async function inSlices(text: string, pause: () => Promise<void>): Promise<string> {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const end = at + SLICE
    // Never between the two characters of one line break.
    const to = text[end - 1] === '\r' ? end + 1 : end
    parts.push(universalNewlines(text.slice(at, to)))
    at = to
    if (at < text.length) await pause()
  }
  return parts.join('')
}

/** Lets the page work; rejects once the user has asked for something else. */
const pauseWhile = (isWanted: () => boolean) => async (): Promise<void> => {
  await new Promise((done) => setTimeout(done, 0))
  if (!isWanted()) throw cancelled()
}

export function fileActions({
  store,
  takeFiles,
}: Context): Pick<TextActions, 'openFiles' | 'chooseEncoding'> {
  const get = store.getState
  const fail = (side: Side, error: ErrorData, file?: { name: string; bytes: Uint8Array }) =>
    patchText(store, side, { notice: { kind: 'error', error, ...(file && { file }) } })

  function take(side: Side, name: string, bytes: Uint8Array, decoded: DecodedText, text: string): void {
    const file: TextFile = {
      name,
      bytes,
      encoding: decoded.encoding,
      how: decoded.how,
      lossy: decoded.lossy,
      doubtful: decoded.doubtful,
      original: text,
    }
    if (text.length <= TEXT_LIMIT) return patchText(store, side, { text, file, notice: null })
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
      // The file was deleted or changed after it was dropped, or it is a folder.
      const detail = saidBy(error)
      return fail(side, {
        code: 'file/unreadable',
        message: `${name}: ${detail}`,
        values: { file: name, detail },
      })
    }
    if (get()[side].notice !== reading) return // the user opened another file or edited the text in the meantime
    try {
      const { decodeLong } = await decoding()
      const isWanted = () => get()[side].notice === reading
      if (!isWanted()) return
      const pause = pauseWhile(isWanted)
      const decoded = await decodeLong(bytes, pause)
      const text = await inSlices(decoded.text, pause)
      if (isWanted()) take(side, name, bytes, decoded, text)
    } catch (error) {
      if (get()[side].notice !== reading) return
      const data = toErrorData(error)
      fail(side, { ...data, values: { file: name, ...data.values } }, { name, bytes })
    }
  }

  return {
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
      const { decodeLong } = await decoding()
      // The user may open another file in the meantime.
      const isWanted = () => source() === chosen
      const pause = pauseWhile(isWanted)
      try {
        if (!isWanted()) return
        const decoded = await decodeLong(chosen.bytes, pause, encoding)
        const text = await inSlices(decoded.text, pause)
        if (isWanted()) take(side, chosen.name, chosen.bytes, decoded, text)
      } catch (error) {
        if (isWanted()) throw error
      }
    },
  }
}
