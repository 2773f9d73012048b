/** Diagnoses what the page shows, takes remedies and undoes them. */
import { textToDiagnose } from '../../engine/diagnose/text'
import type { DiagnosisText, Fact } from '../../engine/diagnose/types'
import type { Context } from '../../core/context'
import { prefixOf, preparedSide } from '../../core/prepared'
import { encodeSettingsOf, fusedScores } from '../../core/selectors'
import type { RunInputs, Side } from '../../core/state'
import { createTask } from '../../core/task'
import { remedyTaker } from './remedies'
import { sourceOf } from './source'
import type { Diagnosis, DiagnosisActions, Source } from './types'

/** At most so many can be undone. */
const KEPT = 20

export function diagnosisActions(context: Context): DiagnosisActions {
  const { store, client, actions } = context
  const task = createTask()
  const take = remedyTaker(context)
  let taken = 0

  const patch = (change: Partial<Diagnosis>) =>
    store.setState(({ diagnosis }) => ({ diagnosis: { ...diagnosis, ...change } }))

  // Of A alone, sentences were encoded one by one: max_length has cut nothing of the whole text.
  const facts = (source: Source, signal: AbortSignal): Promise<readonly Fact[]> => {
    const { inputs, info } = source
    const settings = encodeSettingsOf(inputs, info)
    const { weights } = store.getState().settings
    const a = textOfSide(inputs, 'a')
    return 'reply' in source
      ? client.call(
          'diagnose',
          { a, b: textOfSide(inputs, 'b'), settings, weights, scores: fusedScores(source, weights) },
          { signal },
        )
      : client
          .call('diagnose', { a, b: null, settings, weights, scores: null, encode: false }, { signal })
          .then((all) =>
            all.filter(({ code }) => code !== 'truncated' || source.inputs.contextMode === 'context'),
          )
  }

  return {
    async diagnose() {
      const source = sourceOf(store.getState())
      if (source === null) return
      await task.run(
        (signal) => facts(source, signal),
        (ended) => {
          if (ended.phase === 'done') patch({ made: { source, facts: ended.value }, error: null })
          else patch({ made: null, error: ended.phase === 'failed' ? ended.error : null })
        },
      )
    },
    async takeRemedy(fact, remedy) {
      const change = take(remedy)
      if (change === null) return
      const { code } = fact
      const side = 'side' in fact ? fact.side : null
      const next = { id: ++taken, code, side, remedy, holds: change.holds, undo: change.undo }
      patch({ taken: [...store.getState().diagnosis.taken, next].slice(-KEPT) })
      await change.run()
    },
    async undoRemedy(id) {
      const { taken: all } = store.getState().diagnosis
      const one = all.find((each) => each.id === id)
      if (one === undefined) return
      patch({ taken: all.filter((each) => each !== one) })
      one.undo()
      await take.again(one.remedy)
    },
    compareWithPairs() {
      actions.setHeatmap({ against: 'b' })
      return actions.runHeatmap()
    },
  }
}

/** A text of a run, with what was done to it. Each way of preparing it is remembered by `preparedSide`. */
function textOfSide(inputs: RunInputs, side: Side): DiagnosisText {
  return textToDiagnose(prefixOf(inputs, side), {
    now: preparedSide(inputs, side),
    withoutRules: () => preparedSide({ ...inputs, rules: '[]' }, side),
    withoutHeaders: () =>
      inputs.leaveOutMetadata ? null : preparedSide({ ...inputs, leaveOutMetadata: true }, side),
  })
}
