/** Reads cases from files. */
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { decodeText } from '../../engine/text/decode'
import { LOOKED_AT, mayBeCase, readCases, type CaseFileContent } from '../../formats/case/parse'
import { CASE_FILE_LIMIT } from '../../core/limits'
import { saidBy } from '../../engine/detail-words'

export interface FilesRead {
  readonly found: readonly { readonly name: string; readonly content: CaseFileContent }[]
  /** Files that hold no case. */
  readonly others: readonly File[]
  /** Files that hold cases, or may hold some, but cannot be read. */
  readonly errors: readonly ErrorData[]
}

export async function readCaseFiles(files: readonly File[]): Promise<FilesRead> {
  const found: { name: string; content: CaseFileContent }[] = []
  const others: File[] = []
  const errors: ErrorData[] = []
  for (const file of files) {
    try {
      const content = await read(file)
      if (content === null) others.push(file)
      else found.push({ name: file.name, content })
    } catch (error) {
      errors.push(readError(error, file.name))
    }
  }
  return { found, others, errors }
}

/** Reads one file; null: it holds no case. */
async function read(file: File): Promise<CaseFileContent | null> {
  if (!(await isCase(file))) return null
  if (file.size > CASE_FILE_LIMIT)
    throw new EngineError('file/too-large', `${file.name}: ${file.size} bytes, limit ${CASE_FILE_LIMIT}.`, {
      file: file.name,
      bytes: file.size,
      limit: CASE_FILE_LIMIT,
    })
  const { text } = decodeText(new Uint8Array(await file.arrayBuffer()))
  const found = await readCases(text, file.name)
  return found.kind === 'nothing' ? null : found
}

/** Reads only the beginning and the end of the file, so that a large file without a case is not read completely. */
async function isCase(file: File): Promise<boolean> {
  try {
    const start = await file.slice(0, LOOKED_AT).text()
    return mayBeCase(file.name, start, file.size > LOOKED_AT ? await file.slice(-LOOKED_AT).text() : '')
  } catch {
    return false // the file is then opened as a text, which reports the error
  }
}

/** The error data of a file that could not be read or decoded, with the name of the file. */
function readError(error: unknown, file: string): ErrorData {
  if (error instanceof EngineError) {
    const data = toErrorData(error)
    return { ...data, values: { file, ...data.values } }
  }
  const detail = saidBy(error)
  return { code: 'file/unreadable', message: `${file}: ${detail}`, values: { file, detail } }
}
