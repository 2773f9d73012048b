/**
 * Runs both models of a comparison. Model 2 stays loaded in its own worker while memory can hold both models.
 * Otherwise only one of them is loaded at a time, and model 1 is loaded again when it is next needed.
 */
import { toErrorData, type ErrorCode } from '../../engine/errors'
import type { LoadRequest } from '../../host/calls'
import { analyzeWith, rankWith, type CompareJob } from './calls'
import type { Context } from '../../core/context'
import { loadMeter, NOT_BEGUN } from '../../core/model/load-meter'
import type { canHoldBoth } from '../../core/model/memory'
import { firstModel } from './first-model'
import { secondModel } from './second-model'
import { aboutModel } from './state'
import type { CompareResult } from './state-types'

export interface PairJob extends CompareJob {
  /** Loads model 2. */
  readonly load: LoadRequest
}

export interface ModelPair {
  /** Runs the comparison. @throws EngineError, with the number of the model in which it occurred */
  run(job: PairJob): Promise<CompareResult>
  /** Unloads model 2. */
  release(): void
  /** Unloads model 2 after an abort if it is not completely loaded, or if memory cannot hold both models. */
  releaseUnfinished(): void
}

/** Memory was not enough, or the browser ended the worker because memory was not enough. */
const OUT_OF_MEMORY: readonly ErrorCode[] = ['model/out-of-memory', 'run/out-of-memory', 'worker/crashed']

export function modelPair(context: Context, canHold: typeof canHoldBoth): ModelPair {
  const { ports } = context
  const first = firstModel(context)
  const second = secondModel(ports)
  let takingTurns = false

  function release(): void {
    takingTurns = false
    second.release()
  }

  function loadSecond({ load, signal, report }: PairJob) {
    const meter = loadMeter(ports.now)
    report({ phase: 'loading', model: 2, ...NOT_BEGUN })
    return second.load(load, {
      signal,
      onProgress: (progress) => report({ phase: 'loading', model: 2, ...meter.on(progress) }),
    })
  }

  async function run(job: PairJob): Promise<CompareResult> {
    const { documents, signal, state } = job
    const ofFirst = await aboutModel(1, first.result(job))
    const rankedByFirst = documents && (await aboutModel(1, first.rank(job, ofFirst, documents)))
    signal.throwIfAborted()

    const withSecond = async (held: CompareResult['held']): Promise<CompareResult> => {
      const { client, info } = await loadSecond(job)
      const ofSecond = await analyzeWith(client, info, 2, job, ports.now)
      const rankedBySecond = documents && (await rankWith(client, info, 2, job, documents))
      const ranking = documents &&
        rankedByFirst &&
        rankedBySecond && { documents, first: rankedByFirst, second: rankedBySecond }
      return { first: ofFirst, second: ofSecond, held, ranking }
    }
    const fits =
      second.holds(job.load) || canHold(ofFirst.info.totalBytes, state.compare.second?.bytes ?? null)
    if (fits) {
      try {
        return await aboutModel(2, withSecond('both'))
      } catch (error) {
        if (signal.aborted || !OUT_OF_MEMORY.includes(toErrorData(error).code)) throw error
        second.release()
      }
    }
    takingTurns = true
    first.unload()
    try {
      return await aboutModel(2, withSecond('one-after-the-other'))
    } finally {
      if (!signal.aborted) release()
    }
  }

  return {
    run,
    release,
    releaseUnfinished() {
      if (takingTurns) release()
      second.releaseUnloaded()
    },
  }
}
