/** Adds the cases of a file to the list. No case of the list is replaced. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import type { Examined } from '../../formats/case/check'
import type { CaseFile } from '../../formats/case/schema'
import { casesPatch } from './cases-patch'
import { copyName } from './list-actions'
import type { CaseStore } from './case-store'
import { newCaseId, newestFirst } from './state'
import type { CaseSummary } from './types'
import type { Context } from '../../core/context'

type Counts = Record<'added' | 'same' | 'copies', number>

/** @param file name of the file, or of several files */
export async function importCases(
  context: Context,
  kept: CaseStore,
  file: string,
  found: readonly Examined[],
): Promise<void> {
  const patch = casesPatch(context)
  let list: readonly CaseSummary[] = await kept.summaries()
  const counts: Counts = { added: 0, same: 0, copies: 0 }
  const failed: ErrorData[] = []
  for (const each of found) {
    if (each.state !== 'good') {
      failed.push(toErrorData(each.error))
      continue
    }
    try {
      const { what, put } = placed(each.case, list)
      counts[what]++
      if (put !== null) list = newestFirst([await kept.put(put), ...list])
    } catch (error) {
      failed.push(toErrorData(error))
    }
  }
  const [first] = failed
  patch({
    list,
    unkept: kept.unkept(),
    drawer: true,
    imported: { file, ...counts },
    error:
      first === undefined
        ? null
        : {
            code: 'case/some-unread',
            message: `${failed.length} of ${found.length} cases in ${file} were not taken: ${failed.map(({ message }) => message).join(' ')}`,
            values: { file, count: failed.length, total: found.length, detail: first.message },
            first,
          },
  })
}

/**
 * What to store: the case itself; null if the list has the same case; or a copy with a new id if another case has its
 * id.
 */
function placed(
  file: CaseFile,
  list: readonly CaseSummary[],
): { readonly what: keyof Counts; readonly put: CaseFile | null } {
  const known = list.find(({ id }) => id === file.id)
  if (known === undefined) return { what: 'added', put: file }
  const same =
    known.sha256 === file.sha256 &&
    known.name === file.name &&
    known.notes === file.notes &&
    JSON.stringify(known.expected) === JSON.stringify(file.expected)
  if (same) return { what: 'same', put: null }
  const name = copyName(file.name, new Set(list.map(({ name }) => name)))
  return { what: 'copies', put: { ...file, id: newCaseId(), name } }
}
