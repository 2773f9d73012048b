/** Stores cases in the browser. If the browser refuses, cases stay in memory until the page closes. */
import type { CaseFile } from '../../formats/case/schema'
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { summaryOf, newestFirst } from './state'
import type { CaseSummary } from './types'
import type { CasesPort } from '../../core/context'

export interface CaseStore {
  /** Newest first. */
  summaries(): Promise<readonly CaseSummary[]>
  /** Null: there is no such case. */
  get(id: string): Promise<CaseFile | null>
  /** @throws EngineError case/no-space; the stored version of the case is unchanged */
  put(file: CaseFile): Promise<CaseSummary>
  remove(id: string): Promise<void>
  /** Why cases are in memory only; null: the browser stores them. */
  unkept(): ErrorData | null
}

const detailOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

export function caseStore(port: CasesPort): CaseStore {
  const memory = new Map<string, CaseFile>()
  let refused: ErrorData | null = null

  /**
   * Runs work on the browser's storage, or `without` if the browser stores nothing. If storage is not available, the
   * first read fails. If storage is full, only a write fails.
   */
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
    summaries: async () =>
      newestFirst([
        ...(await kept(
          async () => (await port.summaries()) as CaseSummary[],
          () => [],
        )),
        ...[...memory.values()].map(summaryOf),
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
      const summary = summaryOf(file)
      // Reads before it writes, to tell two errors apart: if the read fails too, there is no storage; if only the
      // write fails, the storage is full.
      await kept(
        () => port.summaries(),
        () => [],
      )
      if (refused !== null) {
        memory.set(file.id, file)
        return summary
      }
      try {
        await port.put(summary, file)
        return summary
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
