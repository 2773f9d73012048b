/** Model 2 of a comparison. It has its own worker, which the first load starts. */
import type { ModelInfo } from '../../engine/model/types'
import type { CallOptions, LoadRequest } from '../../host/calls'
import type { PageClient, Ports } from '../../core/context'
import { keyOf } from '../../core/model/model-ref'

export interface LoadedSecond {
  readonly client: PageClient
  readonly info: ModelInfo
}

export interface SecondModel {
  /** Whether the model of this request is already loaded. */
  holds(request: LoadRequest): boolean
  /** @throws EngineError the same errors as the call `load` */
  load(request: LoadRequest, options: CallOptions<'load'>): Promise<LoadedSecond>
  /** Ends the worker, if there is one. */
  release(): void
  /** Ends the worker if its model is not completely loaded. */
  releaseUnloaded(): void
}

interface Worker {
  readonly client: PageClient
  readonly key: string
  info: ModelInfo | null
}

const keyOfLoad = ({ model, threads, provider, whole }: LoadRequest) =>
  [keyOf(model), threads, provider, whole].join('|')

export function secondModel({ createClient }: Pick<Ports, 'createClient'>): SecondModel {
  let worker: Worker | null = null

  function release(): void {
    const released = worker
    worker = null
    released?.client.dispose()
  }

  function start(key: string): Worker {
    release()
    const onCrash = () => {
      if (worker === started) worker = null
    }
    const started: Worker = { client: createClient({ onCrash }), key, info: null }
    worker = started
    return started
  }

  return {
    holds: (request) => worker?.key === keyOfLoad(request) && worker.info !== null,
    async load(request, options) {
      const key = keyOfLoad(request)
      if (worker?.key === key && worker.info !== null) return { client: worker.client, info: worker.info }
      const mine = start(key)
      mine.info = await mine.client.call('load', request, options)
      return { client: mine.client, info: mine.info }
    },
    release,
    releaseUnloaded() {
      if (worker?.info === null) release()
    },
  }
}
