/** Vectors of queries: of the page's model, or of the live endpoint that is chosen in Diagnose. */
import { EngineError, fromErrorData } from '../../../engine/errors'
import type { Available, HeadName } from '../../../engine/model/types'
import { encodeMany, type TextAnswer } from '../../../formats/endpoint/many'
import { targetOf } from '../../../formats/endpoint/source'
import type { Wire } from '../../../formats/endpoint/types'
import type { QueryVectors } from '../../../formats/search/types'
import type { Context } from '../../../core/context'
import { prepared } from '../../../core/prepared'
import { encodeSettingsOf, inputsFor } from '../../../core/selectors'
import { chosenEndpoint } from './endpoint'

export type VectorsOf = (index: number) => Promise<QueryVectors>

/** @param texts as given: rules and prefix are applied here, as for text A */
export async function queryVectors(
  context: Context,
  texts: readonly string[],
  heads: readonly HeadName[],
  { send, signal }: { readonly send: Wire['send']; readonly signal: AbortSignal },
  concurrency: number,
): Promise<VectorsOf> {
  const { store, client, actions } = context
  // The model's limits decide max_length, and the recogniser of conversations is there with it.
  const info = await actions.ensureModel()
  const state = store.getState()
  const inputs = inputsFor(state, info)
  const settings = encodeSettingsOf(inputs, info)
  const inputOf = (index: number) => inputs.prefix + prepared(texts[index]!, inputs).mapped.text
  if (state.validate.live.vectors === 'endpoint') {
    const { maxLength, truncateDim, normalize } = inputs
    const answers = new Array<TextAnswer>(texts.length)
    await encodeMany(
      texts.map((_, index) => inputOf(index)),
      targetOf(chosenEndpoint(state)),
      { maxLength, truncateDim, normalize },
      { send, signal },
      { heads, concurrency, onText: (index, answer) => void (answers[index] = answer) },
    )
    return (index) => fromEndpoint(inputOf(index), answers[index])
  }
  const value = <T>(part: Available<T>): T | null => (part.state === 'available' ? part.value : null)
  return async (index) => {
    const text = inputOf(index)
    const { denseVecs, lexicalWeights } = await client.call('encode', { text, settings }, { signal })
    return { text, dense: value(denseVecs), sparse: value(lexicalWeights) }
  }
}

function fromEndpoint(text: string, answer: TextAnswer | undefined): Promise<QueryVectors> {
  if (answer?.state === 'failed') return Promise.reject(fromErrorData(answer.error))
  if (answer === undefined)
    return Promise.reject(new EngineError('internal', 'No vectors came.', { detail: 'No vectors came.' }))
  const { dense, sparse } = answer.vectors
  // Databases refuse weights of 0, which some servers send.
  const weights = sparse && new Map([...sparse].filter(([, weight]) => weight > 0))
  return Promise.resolve({ text, dense, sparse: weights })
}
