/** The scores of both texts, as a part of the analysis. */
import { milliseconds } from '../../engine/units'
import type { Context } from '../context'
import { throttle } from '../progress'
import { encodeSettingsOf, inputsFor, modelInput } from '../selectors'
import { isStale } from '../staleness'
import { SIDES, type Result } from '../state'
import { createTask } from '../task'
import type { PartEnd, RunPart } from './part'

export interface ScoresActions {
  /** Encodes and scores both texts. `analyze` calls it. */
  runScores(): Promise<PartEnd>
  cancelScores(): void
}

export const scoresPart: RunPart = {
  name: 'scores',
  title: { en: 'Scores', 'zh-CN': '分数' },
  view: null,
  sides: () => SIDES,
  isCurrent: (state) => state.result !== null && !isStale(state),
  size: () => 2,
  progress: ({ run }) => (run.phase === 'running' ? run.progress : null),
  run: (actions) => actions.runScores(),
  cancel: (actions) => actions.cancelScores(),
}

export function scoresActions({ store, client, ports, actions }: Context): ScoresActions {
  const task = createTask()

  async function encodeAndScore(signal: AbortSignal): Promise<Result> {
    const info = await actions.ensureModel()
    signal.throwIfAborted()
    const state = store.getState()
    const { weights } = state.settings
    const started = ports.now() // the time of the load is measured separately
    const isDue = throttle(ports.now)
    const inputs = inputsFor(state, info)
    const reply = await client.call(
      'analyze',
      {
        a: modelInput(state, 'a'),
        b: modelInput(state, 'b'),
        settings: encodeSettingsOf(inputs, info),
        weights,
      },
      {
        signal,
        onProgress: (progress) => {
          if (signal.aborted || !isDue(`text ${progress.done}`)) return
          store.setState(({ run }) => (run.phase === 'running' ? { run: { ...run, progress } } : {}))
        },
      },
    )
    return { info, inputs, reply, time: milliseconds(ports.now() - started) }
  }

  return {
    async runScores() {
      let end: PartEnd = { phase: 'cancelled' }
      await task.run(encodeAndScore, (ended) => {
        if (ended.phase === 'done') store.setState({ result: ended.value })
        end = ended.phase === 'done' ? { phase: 'done' } : ended
      })
      return end
    },
    cancelScores: () => void task.abort(),
  }
}
