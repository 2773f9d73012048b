/** The engine's handlers of a validation's run. Their code is fetched when it is asked for. */
import { saidBy } from '../../engine/detail-words'
import { throwIfCancelled, type ErrorData } from '../../engine/errors'
import { HEAD_NAMES } from '../../engine/model/types'
import type { Recorder } from '../../engine/monitor/recorder'
import type { ValidateProgress, ValidateRequest } from '../../engine/validate/run-types'
import type { EnginePorts, Handlers } from '../handlers'
import type { ModelHolder } from '../model-holder'

/** 128 bits. */
const HASH_DIGITS = 32

export const validationRunHandlers = (
  ports: EnginePorts,
  holder: ModelHolder,
): Pick<Handlers, 'validate' | 'validationPrepare'> => ({
  validate: async (request, { signal, progress }) => {
    const { runValidation } = await import('../../engine/validate/run')
    return holder.runInTurns(async ({ model, cache }, turn) => {
      throwIfCancelled(signal)
      const kept = await storeOf(ports, request)
      const checkpoint = async () => {
        await ports.yieldToEvents()
        throwIfCancelled(signal)
      }
      const { recorder } = ports
      const notes = recorder && new Notes(recorder)
      const onProgress = (message: ValidateProgress) => {
        notes?.take(message)
        progress(message)
      }
      const reply = await runValidation(
        model,
        request,
        { cache, ...kept, ...(await sourceOf(ports, request, signal)) },
        { onProgress, checkpoint, between: turn },
      )
      notes?.texts(reply.cached, reply.encoded)
      for (const { error } of reply.failed) recorder?.failed(error.code)
      return reply
    })
  },
  validationPrepare: async ({ texts, rules, leaveOutMetadata, prefix }, { signal }) => {
    const [{ tryPrepare }, { textHasher }] = await Promise.all([
      import('../../engine/text/work'),
      import('../../engine/validate/run-records'),
    ])
    const hash = await textHasher()
    const isPlain = rules === '[]' && !leaveOutMetadata
    const hashes: string[] = []
    const changed: { readonly at: number; readonly text: string }[] = []
    const problems: { readonly at: number; readonly error: ErrorData }[] = []
    for (const [at, given] of texts.entries()) {
      await ports.yieldToEvents()
      throwIfCancelled(signal)
      const prepared = isPlain ? null : tryPrepare(given, rules, leaveOutMetadata)
      if (prepared?.problem) problems.push({ at, error: prepared.problem })
      const text = prefix + (prepared?.mapped.text ?? given)
      hashes.push(hash(text).slice(0, HASH_DIGITS))
      if (text !== given) changed.push({ at, text })
    }
    return { hashes, changed, problems }
  },
})

/** Scores of pairs, and what the cache had, are told to the monitor as they are told to the page: a run takes long, or is ended. */
class Notes {
  private hits = 0
  private misses = 0

  constructor(private readonly recorder: Recorder) {}

  /** All texts of the run until now. */
  texts(cached: number, encoded: number): void {
    this.recorder.cache(cached - this.hits, encoded - this.misses)
    this.hits = cached
    this.misses = encoded
  }

  take({ texts, scored }: ValidateProgress): void {
    this.texts(texts.cached, texts.encoded ?? 0)
    if (!scored) return
    for (const head of HEAD_NAMES) for (const score of scored.scores[head]) this.recorder.score(head, score)
  }
}

/** A browser that stores nothing ends no run. */
async function storeOf(ports: EnginePorts, { cacheLimit, cacheFolder }: ValidateRequest) {
  if (cacheLimit === null) return { store: null }
  try {
    return { store: await ports.openVectors(cacheLimit, cacheFolder) }
  } catch (error) {
    return { store: null, storeOff: saidBy(error) }
  }
}

/** Its code is fetched when a run takes the vectors of a server. */
async function sourceOf(ports: EnginePorts, { endpoint, settings }: ValidateRequest, signal: AbortSignal) {
  if (!endpoint) return {}
  const { EndpointVectors } = await import('../../formats/endpoint/source')
  return { source: new EndpointVectors(endpoint, settings, { send: ports.send, signal }) }
}
