/** The list of cases: saving, naming, deleting, taking them away together. What opens one is in open-actions.ts. */
import { toErrorData } from '../../engine/errors'
import { nameFor, caseToJson, casesToJson, fileNameOf } from '../../formats/case/write'
import { NOTHING_EXPECTED, type CaseFile } from '../../formats/case/schema'
import { caseOfPage, currentResult, type Named } from './case-of-page'
import { casesPatch } from './cases-patch'
import type { CaseStore } from './case-store'
import { expectedScore, newCaseId, newestFirst } from './state'
import type { CaseHead, CasesActions, SavedCase } from './types'
import type { Context } from '../../core/context'
import type { AppState } from '../../core/state'

export const CASE_EXTENSION = '.m3case.json'
export const CASES_EXTENSION = '.m3cases.json'

export type ListActions = Pick<
  CasesActions,
  'saveCase' | 'caseAsFile' | 'editCase' | 'duplicateCase' | 'deleteCase' | 'undeleteCase' | 'exportCases'
>

export function listActions(context: Context, kept: CaseStore): ListActions {
  const { store, ports, actions } = context
  const patch = casesPatch(context)
  const listed = () => store.getState().cases.list ?? []
  /** Deleted last. */
  let bin: CaseFile | null = null
  /** Writes follow one another: two edits of one case must not overtake each other. */
  let queue: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work)
    queue = next.catch(() => undefined)
    return next
  }

  const putHead = (head: CaseHead) =>
    patch({
      list: newestFirst([head, ...listed().filter(({ id }) => id !== head.id)]),
      unkept: kept.unkept(),
    })

  async function put(file: CaseFile): Promise<void> {
    try {
      putHead(await kept.put(file))
    } catch (error) {
      patch({ error: toErrorData(error) })
    }
  }

  const gone = (id: string) => {
    const name = listed().find((head) => head.id === id)?.name ?? id
    patch({
      error: {
        code: 'case/gone',
        message: `The case "${name}" is no longer kept.`,
        values: { name },
      },
    })
  }

  const asFile = (file: CaseFile): SavedCase => ({
    fileName: fileNameOf(file.name, CASE_EXTENSION),
    json: caseToJson(file),
  })

  async function result(): Promise<void> {
    if (currentResult(store.getState()) === null) await actions.analyze()
  }

  return {
    async saveCase() {
      if (store.getState().cases.saving) return null
      patch({ saving: true })
      try {
        await result()
        const state = store.getState()
        const found = currentResult(state)
        if (found === null) return null // why is said where it is wrong
        const file = await caseOfPage(state, found, namedOf(state), ports)
        const same = listed().find(({ sha256 }) => sha256 === file.sha256)
        const known = same && (await kept.get(same.id))
        if (!known) await inTurn(() => put(file))
        return asFile(known ?? file)
      } catch (error) {
        patch({ refused: { error: toErrorData(error), from: 'list', offer: null } })
        return null
      } finally {
        patch({ saving: false })
      }
    },
    async caseAsFile(id) {
      const file = await kept.get(id)
      if (file === null) gone(id)
      return file && asFile(file)
    },
    async editCase(id, change) {
      const { cases } = store.getState()
      // At once: who types sees what was typed.
      patch({
        list: listed().map((head) => (head.id === id ? { ...head, ...change } : head)),
        ...(cases.opened?.id === id && { opened: { ...cases.opened, ...change } }),
      })
      await inTurn(async () => {
        const file = await kept.get(id)
        if (file === null) gone(id)
        else await put({ ...file, ...change, modified: new Date().toISOString() })
      })
    },
    async duplicateCase(id) {
      const file = await kept.get(id)
      if (file === null) {
        gone(id)
        return
      }
      const now = new Date().toISOString()
      const names = new Set(listed().map(({ name }) => name))
      await inTurn(() =>
        put({ ...file, id: newCaseId(), name: copyName(file.name, names), created: now, modified: now }),
      )
    },
    async deleteCase(id) {
      bin = await kept.get(id)
      await inTurn(() => kept.remove(id))
      patch({ list: listed().filter((head) => head.id !== id), deleted: bin?.name ?? null })
    },
    async undeleteCase() {
      const file = bin
      bin = null
      patch({ deleted: null })
      if (file !== null) await inTurn(() => put(file))
    },
    async exportCases() {
      const files: CaseFile[] = []
      for (const { id } of listed()) {
        const file = await kept.get(id)
        if (file !== null) files.push(file)
      }
      return [...casesToJson(files, new Date().toISOString())]
    },
  }
}

/** What was said of these texts when they were opened stays with them. */
function namedOf(state: AppState): Named {
  const { opened } = state.cases
  if (opened !== null && opened.a === state.a.text && opened.b === state.b.text)
    return {
      name: opened.name || nameFor(state.a.text, state.b.text),
      notes: opened.notes,
      expected: opened.expected,
    }
  return {
    name: nameFor(state.a.text, state.b.text),
    notes: '',
    expected: { ...NOTHING_EXPECTED, score: expectedScore(state) },
  }
}

/** "name (2)", or the first number that is free. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/ \(\d+\)$/, '')
  for (let n = 2; ; n++) if (!taken.has(`${plain} (${n})`)) return `${plain} (${n})`
}
