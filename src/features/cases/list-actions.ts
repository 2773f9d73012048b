/** The list of cases: save, rename, duplicate, delete and export them. open-actions.ts opens them. */
import { toErrorData } from '../../engine/errors'
import { nameFor, caseToJson, casesToJson, fileNameOf } from '../../formats/case/write'
import { NOTHING_EXPECTED, type CaseFile } from '../../formats/case/schema'
import { caseOfPage, currentResult, type Named } from './case-of-page'
import { casesPatch } from './cases-patch'
import type { CaseStore } from './case-store'
import { caseWriter } from './case-writer'
import { expectedScore, newCaseId, openedOfPage } from './state'
import type { CasesActions, SavedCase } from './types'
import type { Context } from '../../core/context'
import { scoresPart } from '../../core/run/scores'
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
  const { listed, read, put, inTurn } = caseWriter(context, kept)

  async function save(): Promise<SavedCase | null> {
    if (currentResult(store.getState()) === null) await actions.analyze({ only: [scoresPart.name] })
    const state = store.getState()
    const result = currentResult(state)
    if (result === null) return null // the page shows the error of the run
    const file = await caseOfPage(state, result, namedOf(state), ports)
    const same = listed().find(({ sha256 }) => sha256 === file.sha256)
    const known = same && (await kept.get(same.id))
    if (!known) await inTurn(() => put(file))
    return asFile(known ?? file)
  }

  return {
    async saveCase() {
      if (store.getState().cases.saving) return null
      patch({ saving: true })
      try {
        return await save()
      } catch (error) {
        patch({ refused: { error: toErrorData(error), from: 'list', offer: null } })
        return null
      } finally {
        patch({ saving: false })
      }
    },
    async caseAsFile(id) {
      const file = await read(id)
      return file && asFile(file)
    },
    async editCase(id, change) {
      const { opened } = store.getState().cases
      // The page shows the change at once, not after the write.
      patch({
        list: listed().map((summary) => (summary.id === id ? { ...summary, ...change } : summary)),
        ...(opened?.id === id && { opened: { ...opened, ...change } }),
      })
      await inTurn(async () => {
        const file = await read(id)
        if (file !== null) await put({ ...file, ...change, modified: new Date().toISOString() })
      })
    },
    async duplicateCase(id) {
      const file = await read(id)
      if (file === null) return
      const now = new Date().toISOString()
      const names = new Set(listed().map(({ name }) => name))
      const copy = { ...file, id: newCaseId(), name: copyName(file.name, names), created: now, modified: now }
      await inTurn(() => put(copy))
    },
    async deleteCase(id) {
      const deleted = await kept.get(id)
      await inTurn(() => kept.remove(id))
      patch({ list: listed().filter((summary) => summary.id !== id), deleted })
    },
    async undeleteCase() {
      const { deleted } = store.getState().cases
      patch({ deleted: null })
      if (deleted !== null) await inTurn(() => put(deleted))
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

const asFile = (file: CaseFile): SavedCase => ({
  fileName: fileNameOf(file.name, CASE_EXTENSION),
  json: caseToJson(file),
})

/**
 * Name, notes and expectation for the page's texts. While the texts are those of the opened case, its values are
 * used.
 */
function namedOf(state: AppState): Named {
  const usualName = nameFor(state.a.text, state.b.text)
  const opened = openedOfPage(state)
  if (opened === null)
    return { name: usualName, notes: '', expected: { ...NOTHING_EXPECTED, score: expectedScore(state) } }
  return { name: opened.name || usualName, notes: opened.notes, expected: opened.expected }
}

/** "name (2)", or the next number that is free. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/ \(\d+\)$/, '')
  for (let n = 2; ; n++) if (!taken.has(`${plain} (${n})`)) return `${plain} (${n})`
}
