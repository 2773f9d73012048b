/** Opens a case, runs its texts again, and compares the new results with those of the case. */
import type { ErrorData } from '../../engine/errors'
import { diffCases } from '../../formats/case/diff'
import { judge } from '../../formats/case/judge'
import type { CaseFile } from '../../formats/case/schema'
import { bring, sideOf } from './bring'
import { caseOfPage, currentResult } from './case-of-page'
import { casesPatch } from './cases-patch'
import type { OpenedCase } from './types'
import type { Context } from '../../core/context'
import { scoresPart } from '../../core/run/scores'

/**
 * Resolves when the comparison is shown.
 * @param altered why the file may have been edited by hand; null: it was not
 * @throws EngineError text/too-long
 */
export async function openCase(
  context: Context,
  file: CaseFile,
  from: OpenedCase['from'],
  altered: ErrorData | null,
): Promise<void> {
  const { store, actions } = context
  const { id, name, notes, expected, sides } = file
  bring(store, { a: sideOf(file, 'a'), b: sideOf(file, 'b'), state: file })
  const opened: OpenedCase = {
    from,
    id,
    a: sides.a.text,
    b: sides.b.text,
    name,
    notes,
    expected,
    altered,
    diff: null,
    judgement: null,
    replayed: null,
    replaying: true,
  }
  casesPatch(context)({ opened, refused: null })
  // The comparison needs the scores alone; what the open tab asks for may take much longer.
  let shown: Promise<void> | null = null
  const show = () => (shown ??= showComparison(context, file))
  await actions.analyze({
    onPart: (name) => {
      if (name === scoresPart.name) void show()
    },
  })
  await show()
}

/**
 * Shows the comparison after the replay. The replay may have failed, and in the meantime the user may have opened
 * another case or edited the texts.
 */
async function showComparison(context: Context, file: CaseFile): Promise<void> {
  const { store, ports } = context
  const state = store.getState()
  const stillOpened = () => {
    const { opened } = store.getState().cases
    return opened?.id === file.id && opened.replaying ? opened : null
  }
  if (stillOpened() === null) return
  const result = currentResult(state)
  const now = result === null ? null : await caseOfPage(state, result, file, ports)
  const opened = stillOpened()
  if (opened === null) return
  casesPatch(context)({
    opened: {
      ...opened,
      replaying: false,
      diff: now && diffCases(file, now),
      judgement: now && judge(opened.expected, now.result),
      replayed: result?.inputs ?? null,
    },
  })
}
