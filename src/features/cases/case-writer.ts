/** Writes cases to the store and keeps the list on the page up to date. */
import { toErrorData } from '../../engine/errors'
import type { CaseFile } from '../../formats/case/schema'
import { casesPatch } from './cases-patch'
import type { CaseStore } from './case-store'
import { caseGone, newestFirst } from './state'
import type { CaseSummary } from './types'
import type { Context } from '../../core/context'

export interface CaseWriter {
  /** The list on the page; empty: it has not been read, or has no cases. */
  listed(): readonly CaseSummary[]
  /** @returns null: the case does not exist any more, and the list shows this error */
  read(id: string): Promise<CaseFile | null>
  /** Writes a case. Does not reject: the list shows a failure. */
  put(file: CaseFile): Promise<void>
  /** Runs writes one after the other, in the order of the calls: two edits of one case must not overtake each other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

export function caseWriter(context: Context, kept: CaseStore): CaseWriter {
  const { store } = context
  const patch = casesPatch(context)
  let queue: Promise<unknown> = Promise.resolve()
  const listed = () => store.getState().cases.list ?? []

  return {
    listed,
    async read(id) {
      const file = await kept.get(id)
      if (file === null) patch({ error: caseGone(store.getState(), id) })
      return file
    },
    async put(file) {
      try {
        const summary = await kept.put(file)
        const others = listed().filter(({ id }) => id !== summary.id)
        patch({ list: newestFirst([summary, ...others]), unkept: kept.unkept() })
      } catch (error) {
        patch({ error: toErrorData(error) })
      }
    },
    inTurn(work) {
      const next = queue.then(work)
      queue = next.catch(() => undefined)
      return next
    },
  }
}
