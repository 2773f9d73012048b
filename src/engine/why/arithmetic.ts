/** The hypothesis that the server's CPU computes int8 products otherwise, and how exactly that can be told. */
import { runPass, type RunHooks } from '../encode/pass'
import type { EncodeSettings } from '../encode/types'
import { cosine } from '../matrix'
import type { LoadedModel } from '../model/load'
import { offersArithmetic } from '../model/types'
import type { HeadName } from '../model/types'
import type { Compared } from './compare'
import { hypothesis, type Hypothesis } from './names'
import { partsOf, readVectors, type RunVectors } from './run-vectors'

/** Runs whose last digits are moved: so many tokens together, within these bounds. */
const TOKENS = 1024
const FEWEST = 3
const MOST = 16

/** Within the noise floor, the other arithmetic must be so many times nearer than the page's. */
const NEARER = 3

/** Null: this model's sums are the same on every CPU, or it runs where they are always exact. */
export function otherArithmetic(
  { info }: Pick<LoadedModel, 'info'>,
  settings: EncodeSettings,
): { readonly settings: EncodeSettings; readonly named: (floor: number) => Hypothesis } | null {
  if (!offersArithmetic(info)) return null
  const isExact = (settings.arithmetic ?? 'exact') === 'exact'
  const name = isExact ? 'int8-without-vnni' : 'int8-exact'
  return {
    settings: { ...settings, arithmetic: isExact ? 'avx2' : 'exact' },
    named: (floor) => hypothesis(name, name, { floor: Number(floor.toFixed(6)) }),
  }
}

/**
 * The noise floor: the lowest cosine between the vectors of a text and those of runs whose last digits are other ones. Dynamic
 * quantisation rounds, so a last digit decides about a code, and the difference grows from layer to layer. No two runtimes are
 * nearer to each other than that.
 * @param own vectors of these ids with these settings
 * @throws EngineError as vectorsOf
 */
export async function noiseFloor(
  model: LoadedModel,
  head: HeadName,
  own: RunVectors,
  settings: EncodeSettings,
  hooks: RunHooks,
): Promise<number> {
  const runs = Math.min(MOST, Math.max(FEWEST, Math.round(TOKENS / own.ids.length)))
  let floor = 1
  for (let jitter = 0; jitter < runs; jitter++) {
    const pass = await runPass(model, own.ids, partsOf(head), settings, { ...hooks, jitter })
    floor = Math.min(floor, likeness(head, own, readVectors(pass, head, own.ids)))
  }
  return floor
}

function likeness(head: HeadName, one: RunVectors, other: RunVectors): number {
  if (head === 'dense') return cosine(one.dense[0]!.vector, other.dense[0]!.vector)
  if (head === 'sparse') return cosine(one.tokenWeights!, other.tokenWeights!)
  const { rows, dimension, data } = one.colbert!.rows
  let sum = 0
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * dimension, (row + 1) * dimension]
    sum += cosine(data.subarray(from, to), other.colbert!.rows.data.subarray(from, to))
  }
  return sum / rows
}

/**
 * A row within the noise floor explains too, if the page's arithmetic is outside of it and clearly farther.
 * @param page the cosine with the page's arithmetic
 */
export function judged(compared: Compared, floor: number, page: number): Compared {
  const { cosine: found, distance } = compared
  // Of vectors of one length, ‖a − b‖² = 2 (1 − cosine).
  const isNear = found >= floor && distance <= 1.1 * Math.sqrt(2 * (1 - floor))
  const isTold = page < floor && 1 - page >= NEARER * (1 - found)
  return { ...compared, within: compared.within || (isNear && isTold) }
}
