/** Writes cases as JSON. `format` comes first, so that the beginning of a file tells what it is. */
import { CASES_FORMAT, CASES_VERSION, type CaseFile } from './schema'

export const caseToJson = (file: CaseFile): string => {
  const { format, version, sides, ...rest } = file
  return JSON.stringify({ format, version, sides, ...rest }, null, 1) + '\n'
}

/** Many cases as one file, in pieces, because the whole may be longer than a string can be. @param created ISO 8601 */
export function* casesToJson(files: Iterable<CaseFile>, created: string): Generator<string> {
  yield `{"format":${JSON.stringify(CASES_FORMAT)},"version":${CASES_VERSION},"created":${JSON.stringify(created)},"cases":[`
  let first = true
  for (const file of files) {
    yield (first ? '\n' : ',\n') + JSON.stringify(file)
    first = false
  }
  yield '\n]}\n'
}

/** A file name without characters that file systems refuse. @param extension ".m3case.json" */
export function fileNameOf(name: string, extension: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return ([...plain].slice(0, 60).join('').replace(/-+$/, '') || 'case') + extension
}

/** The name of a case before the user gives one: the beginnings of its texts. */
export function nameFor(a: string, b: string): string {
  const start = (text: string) => {
    const letters = [...text.trim().replace(/\s+/g, ' ')]
    return letters.length > 24 ? letters.slice(0, 24).join('') + '…' : letters.join('')
  }
  return `${start(a)} / ${start(b)}`
}
