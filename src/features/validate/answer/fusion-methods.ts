/** The fusions that can be tried, with the constants of the databases that have them. */
import type { FusedName } from '../../../engine/score/fuse'
import type { Weights } from '../../../engine/score/types'
import type { FusionMethod, Lists, MilvusMetric } from '../../../engine/validate/fusion-types'
import { HEAD_NAMES, type HeadName } from '../../../engine/validate/types'
import type { ValidationResult } from '../run/types'
import { headsOf } from './request'

export const METHODS = ['weights', 'rrf', 'rrf-qdrant', 'dbsf', 'milvus-weighted', 'milvus-arctan'] as const
export type MethodName = (typeof METHODS)[number]

/**
 * Constants as their documentation has them: Qdrant counts ranks from 0 with k = 2; Elasticsearch's `rank_constant`, OpenSearch's
 * and Milvus' `k` are 60 with ranks from 1.
 */
export const RRF = {
  rrf: { k: 60, first: 1 },
  'rrf-qdrant': { k: 2, first: 0 },
} as const satisfies Partial<Record<MethodName, { readonly k: number; readonly first: 0 | 1 }>>

const METRICS: Readonly<Record<HeadName, MilvusMetric>> = { dense: 'COSINE', sparse: 'IP', colbert: 'IP' }

export const headNamesOf = (result: Pick<ValidationResult, 'reply' | 'info'>): readonly HeadName[] => {
  const has = headsOf(result as ValidationResult)
  return HEAD_NAMES.filter((head) => has[head])
}

/** The fused score that all heads of the model make. */
export const fusedNameOf = (result: Pick<ValidationResult, 'reply' | 'info'>): FusedName =>
  headNamesOf(result).includes('colbert') ? 'colbert+sparse+dense' : 'sparse+dense'

/** What everything is compared with: the page's own weights. */
export const baseMethod = (
  weights: Weights,
  result: Pick<ValidationResult, 'reply' | 'info'>,
): FusionMethod => ({
  kind: 'weights',
  name: fusedNameOf(result),
  weights,
})

/** @param weights of the sliders; RRF and DBSF of most databases have none */
export function methodOf(
  name: MethodName,
  weights: Weights,
  result: Pick<ValidationResult, 'reply' | 'info'>,
  k: number | null = null,
): FusionMethod {
  const lists: Lists = { heads: headNamesOf(result), limit: null, zeroSparse: false }
  switch (name) {
    case 'weights':
      return { kind: 'weights', name: fusedNameOf(result), weights }
    case 'dbsf':
      return { ...lists, kind: 'dbsf' }
    case 'milvus-weighted':
    case 'milvus-arctan':
      return {
        ...lists,
        kind: 'milvus-weighted',
        weights,
        normScore: name === 'milvus-arctan',
        metrics: METRICS,
      }
    default:
      return { ...lists, kind: 'rrf', ...RRF[name], ...(k !== null && { k }), weights: null }
  }
}

/** Whether the sliders count in it. */
export const usesWeights = (name: MethodName): boolean =>
  name === 'weights' || name === 'milvus-weighted' || name === 'milvus-arctan'

/** As people write it, for the line under the choice. */
export function formulaOf(name: MethodName, k: number | null): string {
  switch (name) {
    case 'weights':
      return '(w₀·dense + w₁·sparse + w₂·ColBERT) / (w₀ + w₁ + w₂)'
    case 'dbsf':
      return 'Σ (s − (μ − 3σ)) / 6σ'
    case 'milvus-weighted':
      return 'Σ w · s'
    case 'milvus-arctan':
      return 'Σ w · n(s); dense: (1 + s) / 2, others: ½ + arctan(s) / π'
    default: {
      const { k: own, first } = RRF[name]
      return `Σ 1 / (${k ?? own} + rank), rank ≥ ${first}`
    }
  }
}

/** The choice that a method came from. */
export function methodNameOf(method: FusionMethod | null): MethodName {
  switch (method?.kind) {
    case 'rrf':
      return method.first === 0 ? 'rrf-qdrant' : 'rrf'
    case 'dbsf':
      return 'dbsf'
    case 'milvus-weighted':
      return method.normScore ? 'milvus-arctan' : 'milvus-weighted'
    default:
      return 'weights'
  }
}

/** Weights of the sliders in a method; null: it has none. */
export const weightsOf = (method: FusionMethod | null): Weights | null =>
  method?.kind === 'weights' || method?.kind === 'milvus-weighted' ? method.weights : null
