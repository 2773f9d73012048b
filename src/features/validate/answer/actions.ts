import type { Context } from '../../../core/context'
import { patchPart } from '../patch'
import { coalesced } from './coalesced'
import { fusionActions } from './fusion-actions'
import { answerRefresh } from './refresh'
import type { AnswerActions, AnswerLook, ValidateAnswer } from './types'

const LOOK = {
  folded: true,
  side: true,
  chart: true,
  by: true,
  curve: true,
  cells: true,
} as const satisfies Readonly<Record<keyof AnswerLook, true>>
const OWN = { score: true, weights: true, direction: true, convert: true, filtered: true } as const

export function answerActions(context: Context): AnswerActions {
  const { store } = context
  const refreshAnswer = coalesced(answerRefresh(context))
  return {
    async setAnswer(change) {
      const { look, options } = store.getState().validate.answer
      const own: Record<string, unknown> = {}
      const nextLook: Record<string, unknown> = { ...look }
      const nextOptions: Record<string, unknown> = { ...options }
      for (const [name, value] of Object.entries(change)) {
        const into = name in LOOK ? nextLook : name in OWN ? own : nextOptions
        into[name] = value
      }
      // What did not change stays the same object: readers and the answer's stamp compare by it.
      const changes = (names: readonly string[]) => names.some((name) => !(name in LOOK || name in OWN))
      patchPart(store, 'answer', {
        ...(own as Partial<ValidateAnswer>),
        ...(Object.keys(change).some((name) => name in LOOK) && { look: nextLook as unknown as AnswerLook }),
        ...(changes(Object.keys(change)) && { options: nextOptions as unknown as ValidateAnswer['options'] }),
      })
      await refreshAnswer()
    },
    refreshAnswer,
    ...fusionActions(context),
  }
}
