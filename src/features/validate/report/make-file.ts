/** Makes one file of the rows: in slices on the page, or in a worker where a library makes the whole at once. */
import type { PageClient } from '../../../core/context'
import { exportWriter } from '../../../formats/validation/write'
import type {
  ExportForm,
  ExportOptions,
  ExportPieces,
  ExportRows,
  ExportSummary,
} from '../../../formats/validation/write/types'

export interface MadeFile {
  readonly name: string
  readonly blob: Blob
  readonly summary: ExportSummary
}

export interface MakeHooks {
  readonly signal: AbortSignal
  /** Pieces that were written; a piece is a pair, or a query with its pairs. Not called for XLSX. */
  readonly onPiece?: (written: number) => void
}

/** Milliseconds of one slice: shorter than a frame, so that the page scrolls meanwhile. */
const SLICE = 8
/** UTF-16 units that are collected before they become a Blob, which a browser may keep on the disk. */
const PIECE = 4_000_000

/**
 * @param client the worker for files and statistics (`workClient`); its `restart()` ends the work at once
 * @throws EngineError export/too-large, settings/invalid; the signal's reason
 */
export async function makeValidationFile(
  client: PageClient,
  form: ExportForm,
  rows: ExportRows,
  options: ExportOptions,
  hooks: MakeHooks,
): Promise<MadeFile> {
  const writer = await exportWriter(form)
  hooks.signal.throwIfAborted()
  const { parts, summary } =
    form === 'xlsx'
      ? await client.call('validationExport', { form, rows, options }, { signal: hooks.signal })
      : await sliced(writer.write(rows, options), hooks)
  return {
    name: fileName(rows.set.name, form, writer.extension),
    blob: new Blob(parts as BlobPart[], { type: writer.mediaType }),
    summary,
  }
}

async function sliced(pieces: ExportPieces, { signal, onPiece }: MakeHooks) {
  const blobs: Blob[] = []
  let parts: (string | Uint8Array)[] = []
  let size = 0
  let written = 0
  let started = performance.now()
  for (;;) {
    const next = await pieces.next()
    if (next.done) return { parts: [...blobs, new Blob(parts as BlobPart[])], summary: next.value }
    parts.push(next.value)
    size += next.value.length
    written++
    if (size > PIECE) {
      blobs.push(new Blob(parts as BlobPart[]))
      parts = []
      size = 0
    }
    if (performance.now() - started < SLICE) continue
    onPiece?.(written)
    await new Promise<void>((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    started = performance.now()
  }
}

/** "cases-training-2026-11-30.jsonl" */
function fileName(set: string, form: ExportForm, extension: string): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const now = new Date()
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  const base = set.replace(/\.[a-z0-9]{1,8}$/i, '').slice(0, 60) || 'validation'
  return `${base}-${form}-${day}.${extension}`
}
