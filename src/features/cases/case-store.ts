/** The kept cases: in the browser, or, where it refuses, in memory until the page is closed. */
import type { CaseFile } from '../../formats/case/schema'
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { headOf, newestFirst } from './state'
import type { CaseHead } from './types'
import type { CasesPort } from '../../core/context'

export interface CaseStore {
  /** Newest first. */
  heads(): Promise<readonly CaseHead[]>
  /** Null: it is gone. */
  get(id: string): Promise<CaseFile | null>
  /** @throws EngineError case/no-space; a case that was put before is still there */
  put(file: CaseFile): Promise<CaseHead>
  remove(id: string): Promise<void>
  /** Why memory is used; null while the browser keeps cases. */
  unkept(): ErrorData | null
}

const detailOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

export function caseStore(port: CasesPort): CaseStore {
  const memory = new Map<string, CaseFile>()
  let refused: ErrorData | null = null

  /** No storage at all is known by the first read; a full one only by a write. */
  async function kept<T>(work: () => Promise<T>, without: () => T): Promise<T> {
    if (refused !== null) return without()
    try {
      return await work()
    } catch (error) {
      const detail = detailOf(error)
      refused = toErrorData(new EngineError('case/not-kept', `Cases are not kept: ${detail}.`, { detail }))
      return without()
    }
  }

  return {
    heads: async () =>
      newestFirst([
        ...(await kept(
          async () => (await port.heads()) as CaseHead[],
          () => [],
        )),
        ...[...memory.values()].map(headOf),
      ]),
    async get(id) {
      const stored =
        memory.get(id) ??
        (await kept(
          () => port.get(id),
          () => undefined,
        ))
      const { caseSchema } = await import('../../formats/case/schema')
      const parsed = caseSchema.safeParse(stored)
      return parsed.success ? parsed.data : null
    },
    async put(file) {
      const head = headOf(file)
      // Asked first, so that a full storage is told from none.
      await kept(
        () => port.heads(),
        () => [],
      )
      if (refused !== null) {
        memory.set(file.id, file)
        return head
      }
      try {
        await port.put(head, file)
        return head
      } catch (error) {
        const detail = detailOf(error)
        throw new EngineError('case/no-space', `The case was not kept: ${detail}.`, { detail })
      }
    },
    async remove(id) {
      memory.delete(id)
      await kept(
        () => port.remove(id),
        () => undefined,
      )
    },
    unkept: () => refused,
  }
}
