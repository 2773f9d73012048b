/** What a run is made of, and the id that follows from it. */
import type { EncodeSettings } from '../../../engine/encode/types'
import type { ModelInfo } from '../../../engine/model/types'
import type { Weights } from '../../../engine/score/types'
import { textHasher } from '../../../engine/validate/run-records'
import type { VectorEndpoint } from '../../../engine/validate/run-types'
import type { ValidationSet } from '../../../engine/validate/types'
import type { ReadReply } from '../../../formats/validation/types'
import type { ValidationInputs } from './types'

export interface Plan {
  readonly read: ReadReply & { readonly set: ValidationSet }
  readonly info: ModelInfo
  readonly settings: EncodeSettings
  readonly inputs: ValidationInputs
  readonly form: 'pairs' | 'corpus'
  readonly k: number
  readonly weights: Weights
  /** Whose vectors are taken. Null: the model's. */
  readonly endpoint: VectorEndpoint | null
}

/** Weights and k are part of what a search finds, and of nothing else. */
export async function idOf(plan: Plan, numbers: string): Promise<string> {
  const hash = await textHasher()
  const search = plan.form === 'corpus' ? [plan.k, plan.weights] : null
  return hash(plan.read.set.hash, numbers, JSON.stringify([plan.inputs, search])).slice(0, 32)
}
