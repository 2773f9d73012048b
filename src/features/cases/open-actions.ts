/** Opens cases from files, from the list and from links. If a case cannot be read, the page does not change. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import type { Examined } from '../../formats/case/check'
import { parseLink } from '../../formats/case/link'
import { notACase } from '../../formats/case/parse'
import { bring } from './bring'
import { casesPatch } from './cases-patch'
import type { CaseStore } from './case-store'
import { importCases } from './import-cases'
import { openCase } from './open-case'
import { readCaseFiles } from './read-files'
import { shareLink } from './share'
import { caseGone } from './state'
import type { CasesActions, RefusedCase } from './types'
import type { Context } from '../../core/context'

export type OpenActions = Pick<
  CasesActions,
  'takeCaseFiles' | 'openCaseFiles' | 'openCase' | 'openCaseLink' | 'openAllTheSame' | 'shareLink'
>

export function openActions(context: Context, kept: CaseStore): OpenActions {
  const { store } = context
  const patch = casesPatch(context)
  const refuse = (error: ErrorData, from: RefusedCase['from'], offer: RefusedCase['offer'] = null) =>
    patch({ refused: { error, from, offer } })

  async function openExamined(found: Examined): Promise<void> {
    if (found.state === 'good') await openCase(context, found.case, 'file', null)
    else refuse(toErrorData(found.error), 'file', offerOf(found))
  }

  /** @returns the files that hold no case */
  async function takeFiles(
    files: readonly File[],
    how: 'open' | 'import' = 'open',
  ): Promise<readonly File[]> {
    const { found, others, errors } = await readCaseFiles(files)
    for (const error of errors) refuse(error, 'file')
    const [only] = found
    if (how === 'open' && found.length === 1 && only!.content.kind === 'case') {
      await openExamined(only!.content.found).catch((error: unknown) => refuse(toErrorData(error), 'file'))
    } else if (found.length > 0) {
      const cases = found.flatMap(({ content }) =>
        content.kind === 'cases' ? content.found : content.kind === 'case' ? [content.found] : [],
      )
      await importCases(context, kept, found.map(({ name }) => name).join(', '), cases)
    }
    return others
  }

  return {
    takeCaseFiles: (files) => takeFiles(files),
    async openCaseFiles(files, how) {
      const [other] = await takeFiles(files, how)
      if (other) refuse(toErrorData(notACase(other.name)), 'file')
    },
    async openCase(id) {
      const file = await kept.get(id)
      if (file === null) {
        patch({ error: caseGone(store.getState(), id) })
        return
      }
      patch({ drawer: false })
      await openCase(context, file, 'list', null).catch((error: unknown) =>
        refuse(toErrorData(error), 'list'),
      )
    },
    async openCaseLink(fragment) {
      try {
        const linked = await parseLink(fragment)
        const { a, b, name, notes, expected } = linked
        bring(store, { a: { text: a, file: null }, b: { text: b, file: null }, state: linked })
        const results = { altered: null, diff: null, judgement: null, replayed: null, replaying: false }
        patch({ refused: null, opened: { from: 'link', id: null, a, b, name, notes, expected, ...results } })
      } catch (error) {
        refuse(toErrorData(error), 'link')
      }
    },
    async openAllTheSame() {
      const { refused } = store.getState().cases
      patch({ refused: null })
      if (refused === null || refused.offer === null) return
      const { offer, error } = refused
      try {
        if (offer.kind === 'case') await openCase(context, offer.case, 'file', error)
        else bring(store, { a: { text: offer.a, file: null }, b: { text: offer.b, file: null } })
      } catch (caught) {
        refuse(toErrorData(caught), 'file')
      }
    },
    shareLink: (address) => shareLink(store.getState(), address),
  }
}

/** What the user can open anyway, from a file whose case is not valid. */
function offerOf(found: Exclude<Examined, { state: 'good' }>): RefusedCase['offer'] {
  if (found.state === 'altered') return { kind: 'case', case: found.case }
  return found.texts && { kind: 'texts', ...found.texts }
}
