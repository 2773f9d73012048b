/** Keeps the labels of a set in the browser: each one is written as it is made, one write after the other. */
import { EngineError, toErrorData } from '../../../engine/errors'
import type { StoredLabel } from '../../../platform/web/labels'
import type { Label } from './types'

/** The browser's storage; a test may have another. */
export interface LabelBackend {
  labelsOf(set: string): Promise<readonly StoredLabel[]>
  writeLabels(set: string, labels: readonly StoredLabel[], gone: readonly string[]): Promise<void>
}

const browser = async (): Promise<LabelBackend> => import('../../../platform/web/labels')

export interface LabelStore {
  /** @throws EngineError validation/labels-not-kept */
  load(set: string): Promise<ReadonlyMap<string, Label>>
  /**
   * Undefined takes a label away. Resolves when this write and all before it have ended.
   * @throws EngineError validation/labels-not-kept
   */
  save(set: string, changes: ReadonlyMap<string, Label | undefined>): Promise<void>
}

const refused = (error: unknown) => {
  const { message } = toErrorData(error)
  return new EngineError('validation/labels-not-kept', `The browser did not keep the labels: ${message}`, {
    detail: message,
  })
}

export function labelStore(open: () => Promise<LabelBackend> = browser): LabelStore {
  // What waits while a write goes on is written together.
  const waiting = new Map<string, Map<string, Label | undefined>>()
  let writing: Promise<void> = Promise.resolve()

  async function write(set: string): Promise<void> {
    const changes = waiting.get(set)
    if (changes === undefined) return
    waiting.delete(set)
    const kept: StoredLabel[] = []
    const gone: string[] = []
    for (const [pair, label] of changes) {
      if (label === undefined) gone.push(pair)
      else
        kept.push({ set, pair, note: label.note, ...(!Number.isNaN(label.grade) && { grade: label.grade }) })
    }
    await (await open()).writeLabels(set, kept, gone)
  }

  return {
    async load(set) {
      try {
        await writing.catch(() => undefined)
        const found = await (await open()).labelsOf(set)
        return new Map(
          found.map(({ pair, grade, note }) => [pair, { grade: grade === undefined ? NaN : grade, note }]),
        )
      } catch (error) {
        throw refused(error)
      }
    },
    async save(set, changes) {
      const joined = waiting.get(set) ?? new Map<string, Label | undefined>()
      for (const [pair, label] of changes) joined.set(pair, label)
      waiting.set(set, joined)
      writing = writing.catch(() => undefined).then(() => write(set))
      try {
        await writing
      } catch (error) {
        throw refused(error)
      }
    },
  }
}
