/** Leaves out each part of a text, one at a time, to see how much it contributes to the scores. */
import { splitSentences } from '../../engine/text/sentences/split'
import { wordsOf } from '../../engine/text/words'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { inputRangeOf } from '../../core/prepared'
import { throttle } from '../../core/progress'
import { encodeSettingsOf } from '../../core/selectors'
import type { AppState, Side } from '../../core/state'
import { sentenceUnits } from '../../core/units'
import { anatomyPatch } from './anatomy-patch'
import { bodyStart } from './body'
import type { AnatomyActions, AnatomyState, OccludedPart, Occlusion } from './types'

export interface OcclusionActions extends Pick<AnatomyActions, 'occlude' | 'cancelOcclusion'> {
  /** Aborts the run. Parts that are still being computed are ignored. */
  abortOcclusion(): void
}

export function occlusionActions(context: Context): OcclusionActions {
  const { store, client, ports } = context
  const task = createTask()
  const patch = anatomyPatch(context)
  const patchOcclusion = (side: Side, occlusion: Occlusion) => {
    const { anatomy } = store.getState()
    if (anatomy !== null) patch({ occlusion: { ...anatomy.occlusion, [side]: occlusion } })
  }

  async function occlude(side: Side, kind: Occlusion['kind']): Promise<void> {
    const { anatomy } = store.getState()
    if (anatomy?.contextMode !== 'isolated' || anatomy.anatomy === null) return
    const { a, b, inputs, info } = anatomy
    const { input } = side === 'a' ? a : b
    const started = ports.now()
    const ranges = partsOf(store.getState(), anatomy, side, kind)
    const parts: OccludedPart[] = ranges.map(({ start, end }) => ({
      start,
      end,
      text: input.slice(start, end),
      scores: null,
    }))
    const base = anatomy.anatomy.scores
    const now = (run: Occlusion['run'], time: number | null = null): void =>
      patchOcclusion(side, { kind, run, base, parts: [...parts], time })
    now({ phase: 'running', done: 0, total: parts.length })
    const isDue = throttle(ports.now)
    await task.run(
      (signal) =>
        client.call(
          'occlude',
          {
            a: a.input,
            b: b.input,
            side,
            parts: ranges,
            settings: encodeSettingsOf(inputs, info),
            weights: store.getState().settings.weights,
          },
          {
            signal,
            onProgress: ({ done, total, part, layer }) => {
              if (signal.aborted) return
              if (part) parts[part.index] = { ...parts[part.index]!, scores: part.scores }
              if (isDue('part')) now({ phase: 'running', done, total, ...(layer && { layer }) })
            },
          },
        ),
      (ended) => {
        if (ended.phase === 'done') now({ phase: 'done' }, ports.now() - started)
        else now(ended)
      },
    )
  }

  return {
    occlude,
    // `cancel` instead of `abort`: when the work has stopped, the page must show the parts that are ready.
    cancelOcclusion: () => task.cancel(),
    abortOcclusion: () => void task.abort(),
  }
}

/** The parts of a side that are left out, as ranges of its model input. */
function partsOf(
  state: AppState,
  anatomy: AnatomyState,
  side: Side,
  kind: Occlusion['kind'],
): { start: number; end: number }[] {
  const { target, inputs } = anatomy
  const { input } = anatomy[side]
  const skip = bodyStart(anatomy, side)
  const body = input.slice(skip)
  const shifted = (ranges: readonly { start: number; end: number }[]) =>
    ranges.map(({ start, end }) => ({ start: start + skip, end: end + skip }))
  if (kind === 'word') return shifted(wordsOf(body))
  if (target.kind === 'cell') return shifted(splitSentences(body, { dialogue: false }).sentences)
  return sentenceUnits(state, side)
    .map(({ start, end }) => inputRangeOf(inputs, side, start, end))
    .filter(([start, end]) => end > start)
    .map(([start, end]) => ({ start, end }))
}
