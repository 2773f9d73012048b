import type { EncodedCache } from '../encode/cache'
import type { Encoded } from '../encode/types'
import type { LoadedModel } from '../model/load'
import type { TextProgress } from '../model/ports'
import { explain, scoresOf } from '../score'
import { checkWeights } from '../score/fuse'
import type { Scores, Weights } from '../score/types'
import { milliseconds } from '../units'
import type { Occluded, OccludeInput, OccludeProgress } from './types'
import { UnitEncoder } from './units'

export interface OccludeHooks {
  readonly onProgress?: (progress: OccludeProgress) => void
  readonly checkpoint?: () => Promise<void>
}

/**
 * The pair's scores without each part of one text (occlusion, Zeiler & Fergus 2014): the part is removed and the rest is
 * encoded again. The differences do not add up to the score, because the parts influence each other.
 * @throws EngineError as encodeText
 */
export async function occludeParts(
  model: LoadedModel,
  cache: EncodedCache,
  { a, b, side, parts, settings, weights }: OccludeInput & { readonly weights: Weights },
  hooks: OccludeHooks = {},
): Promise<Occluded> {
  const started = performance.now()
  checkWeights(weights)
  const total = parts.length
  let done = 0
  const report = ({ layer }: Partial<TextProgress>) =>
    hooks.onProgress?.({ done, total, ...(layer && { layer }) })
  const text = side === 'a' ? a : b
  const rests = parts.map(({ start, end }) => text.slice(0, start) + text.slice(end))
  const encoder = new UnitEncoder(
    model,
    cache,
    settings,
    { onProgress: report, ...(hooks.checkpoint && { checkpoint: hooks.checkpoint }) },
    [a, b, ...rests],
  )
  const score = (x: Encoded, y: Encoded): Scores =>
    scoresOf(
      explain(x, y, () => ''),
      weights,
    )
  const wholeA = await encoder.encode(a, { side: 'a' })
  const wholeB = await encoder.encode(b, { side: 'b' })
  const base = score(wholeA, wholeB)
  const found: Scores[] = []
  for (const [index, without] of rests.entries()) {
    const rest = await encoder.encode(without, { side })
    const scores = side === 'a' ? score(rest, wholeB) : score(wholeA, rest)
    found.push(scores)
    done++
    hooks.onProgress?.({ done, total, part: { index, scores } })
  }
  return { base, parts: found, encoded: encoder.encoded, time: milliseconds(performance.now() - started) }
}
