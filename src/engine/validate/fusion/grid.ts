/** The weights that a metric likes best, and whether that holds for queries that had no part in the choice. */
import { FUSED_HEADS, type FusedName } from '../../score/fuse'
import type { Weights } from '../../score/types'
import { checkWhole } from '../check-options'
import { compareRuns } from '../compare'
import { fusedColumn } from '../columns'
import type { FusionReply, GridFound, GridRequest } from '../fusion-types'
import { groupByQuery, rankByQuery } from '../queries'
import { seeded } from '../random'
import { judgementsOf, rankingOf } from '../ranking'

export interface GridHooks {
  /** Called before each point; throws run/cancelled after a cancel. */
  readonly checkpoint?: () => Promise<void>
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

/** Means of the same queries differ by less than this through rounding alone. */
const SAME = 1e-9

/** Per query values of one metric, of each point of the grid. */
interface Values {
  /** Weights in whole steps, in the order of FUSED_HEADS. */
  readonly points: readonly (readonly number[])[]
  readonly perQuery: readonly Float64Array[]
}

/**
 * All weights that are multiples of 1/steps and sum to 1 (only their ratio matters). Best: the largest mean over the queries; of
 * points with that mean the largest group that hangs together (one step from one head to another), and in it the point nearest
 * to its middle, not a corner. Cross-validation: queries are shuffled by the seed and dealt into folds; each fold is measured
 * with the weights that the other folds' queries choose.
 * @throws EngineError settings/invalid, run/cancelled
 */
export async function gridSearch(request: GridRequest, hooks: GridHooks = {}): Promise<FusionReply> {
  const { of, name, metric, steps } = request
  checkWhole('steps', steps, 1, 100)
  checkWhole('folds', request.folds, 2, 1000)
  const grouped = groupByQuery(of.pairs, of.queries, of.subset)
  const known = judgementsOf(of.pairs, grouped, of.options.k, of)
  if (!known.any) return { kind: 'failed', reason: 'no-labels' }
  const values = (weights: Weights): Float64Array | null => {
    const column = fusedColumn(name, of.heads, of.has, weights)
    if (column === null) return null
    return rankingOf(of.pairs, rankByQuery(of.pairs, grouped, column), known, of.options.k).perQuery[metric]
  }
  const current = values(of.weights)
  if (!FUSED_HEADS[name].every((head) => of.has[head]) || current === null)
    return { kind: 'failed', reason: 'head-unavailable' }
  const taking = Int32Array.from(current.keys()).filter((q) => !Number.isNaN(current[q]!))
  if (taking.length < 2) return { kind: 'failed', reason: 'too-few-queries' }
  const points = simplex(FUSED_HEADS[name].length, steps)
  const perQuery: Float64Array[] = []
  for (const [at, point] of points.entries()) {
    hooks.onProgress?.({ done: at, total: points.length })
    await hooks.checkpoint?.()
    perQuery.push(values(weightsOf(name, point, steps))!)
  }
  return found(request, { points, perQuery }, current, taking)
}

function found(request: GridRequest, values: Values, current: Float64Array, taking: Int32Array): GridFound {
  const { name, steps, of } = request
  const best = bestPoint(values, taking)
  const weights = (at: number) => weightsOf(name, values.points[at]!, steps)
  const heldOut = new Float64Array(current.length).fill(NaN)
  const folds = deal(taking, Math.min(request.folds, taking.length), of.options.seed).map((fold) => {
    const inFold = new Set(fold)
    const others = taking.filter((q) => !inFold.has(q))
    const chosen = bestPoint(values, others)
    for (const q of fold) heldOut[q] = values.perQuery[chosen.at]![q]!
    return {
      weights: weights(chosen.at),
      inSample: meanAt(values.perQuery[chosen.at]!, others),
      heldOut: meanAt(heldOut, fold),
      queries: fold.length,
    }
  })
  const [inSample, held, now] = [
    meanAt(values.perQuery[best.at]!, taking),
    meanAt(heldOut, taking),
    meanAt(current, taking),
  ]
  return {
    kind: 'grid',
    points: values.points.map((_, at) => ({
      weights: weights(at),
      mean: meanAt(values.perQuery[at]!, taking),
    })),
    best: weights(best.at),
    plateau: best.plateau,
    inSample,
    heldOut: held,
    current: now,
    folds,
    overfits: inSample - now > SAME && held - now < (inSample - now) / 2 - SAME,
    comparison: compareRuns({ before: current, after: heldOut, ...of.options }),
  }
}

/** Ways to divide `steps` among `heads`. */
function simplex(heads: number, steps: number): number[][] {
  if (heads === 1) return [[steps]]
  return Array.from({ length: steps + 1 }, (_, first) =>
    simplex(heads - 1, steps - first).map((rest) => [first, ...rest]),
  ).flat()
}

function weightsOf(name: FusedName, point: readonly number[], steps: number): Weights {
  const weights = { dense: 0, sparse: 0, colbert: 0 }
  FUSED_HEADS[name].forEach((head, at) => {
    weights[head] = point[at]! / steps
  })
  return weights
}

function meanAt(values: Float64Array, queries: Int32Array): number {
  let sum = 0
  for (const q of queries) sum += values[q]!
  return sum / queries.length
}

function bestPoint(
  { points, perQuery }: Values,
  queries: Int32Array,
): { readonly at: number; readonly plateau: number } {
  const means = perQuery.map((values) => meanAt(values, queries))
  const top = Math.max(...means)
  const best = means.flatMap((mean, at) => (mean >= top - SAME ? [at] : []))
  const region = regions(points, best).reduce((most, next) => (next.length > most.length ? next : most))
  const middle = points[0]!.map(
    (_, head) => region.reduce((sum, at) => sum + points[at]![head]!, 0) / region.length,
  )
  const distance = (at: number) =>
    points[at]!.reduce((sum, value, head) => sum + (value - middle[head]!) ** 2, 0)
  return {
    at: region.reduce((nearest, at) => (distance(at) < distance(nearest) ? at : nearest)),
    plateau: region.length,
  }
}

/** Groups of points that hang together by single steps. */
function regions(points: readonly (readonly number[])[], among: readonly number[]): number[][] {
  const open = new Map(among.map((at) => [points[at]!.join(), at]))
  const groups: number[][] = []
  for (const start of among) {
    if (!open.delete(points[start]!.join())) continue
    const group = [start]
    // A group grows while it is walked.
    for (const member of group)
      for (const key of neighbours(points[member]!)) {
        const at = open.get(key)
        if (at === undefined) continue
        open.delete(key)
        group.push(at)
      }
    groups.push(group)
  }
  return groups
}

const neighbours = (point: readonly number[]): string[] =>
  point.flatMap((_, from) =>
    point.flatMap((__, to) =>
      from === to
        ? []
        : [point.map((value, head) => value + (head === to ? 1 : 0) - (head === from ? 1 : 0)).join()],
    ),
  )

/** Shuffled by the seed, then dealt in turn. */
function deal(queries: Int32Array, folds: number, seed: number): Int32Array[] {
  const random = seeded(seed)
  const shuffled = queries.slice()
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = random.below(at + 1)
    ;[shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!]
  }
  return Array.from({ length: folds }, (_, fold) => shuffled.filter((__, at) => at % folds === fold))
}
