/** Names what differs between transformers.js and ours, for one text. */
import { tolerances } from '../certify/tolerances'
import type { Encoded } from '../encode/types'
import { cosine, norm } from '../matrix'
import type { Pooling } from '../model/types'
import type {
  IdsCompared,
  PeerComparison,
  PeerDifference,
  PeerReply,
  PeerTokens,
  VectorDistance,
} from './types'

export interface OurText {
  readonly encoded: Encoded
  /** How ours pools; null: the graph does it. */
  readonly pooling: Pooling | null
  /** ModelInfo.dtype */
  readonly dtype: string
}

/** fp32 sums in another order differ by less; padding of an fp32 graph too. */
const ROUNDING = 1e-5
const NORM_SLACK = 1e-3

/** @param index of the text in the reply */
export function comparePeer({ tokens, vectors }: PeerReply, index: number, ours: OurText): PeerComparison {
  const { encoded } = ours
  const theirs = tokens.state === 'given' ? tokens.texts[index]! : null
  const ids = theirs && compareIds(encoded.tokenized.ids, theirs.ids)
  const longest = tokens.state === 'given' ? Math.max(...tokens.texts.map((one) => one.ids.length)) : 0
  const text = vectors.state === 'given' ? vectors.texts[index]! : null
  const batch = vectors.state === 'given' ? vectors.batch : null
  // Theirs is the whole vector: it knows no truncate_dim.
  const dense = encoded.denseVecsFull.state === 'available' ? encoded.denseVecsFull.value : null
  const distance = (vector: Float32Array | undefined) =>
    !dense || !vector || dense.length !== vector.length ? null : distanceOf(vector, dense)
  const found = {
    ids,
    cls: distance(text?.cls),
    mean: distance(text?.mean),
    rawNorm: text?.rawNorm ?? null,
    padded:
      batch && text && theirs
        ? { ...distanceOf(batch.cls[index]!, text.cls), padding: longest - theirs.ids.length }
        : null,
  }
  return { ...found, differences: differencesOf(found, theirs, ours) }
}

function compareIds(ours: Int32Array, theirs: Int32Array): IdsCompared {
  const shorter = Math.min(ours.length, theirs.length)
  let at = 0
  while (at < shorter && ours[at] === theirs[at]) at++
  const isEqual = at === ours.length && at === theirs.length
  return { isEqual, firstDifference: isEqual ? null : at, ours: ours.length, theirs: theirs.length }
}

function distanceOf(a: Float32Array, b: Float32Array): VectorDistance {
  const [lengthA, lengthB] = [norm(a) || 1, norm(b) || 1]
  let largestDifference = 0
  for (let i = 0; i < a.length; i++)
    largestDifference = Math.max(largestDifference, Math.abs(a[i]! / lengthA - b[i]! / lengthB))
  return { cosine: cosine(a, b), largestDifference }
}

function differencesOf(
  { ids, cls, mean, padded, rawNorm }: Omit<PeerComparison, 'differences'>,
  theirs: PeerTokens | null,
  ours: OurText,
): PeerDifference[] {
  const { settings } = ours.encoded
  const found: PeerDifference[] = []
  if (ids && theirs && !ids.isEqual) found.push(causeOfIds(theirs, ours.encoded))
  const pooling = ours.pooling ?? 'cls'
  // transformers.js was asked for these two poolings alone: against any other nothing can be said.
  const [same, other] = pooling === 'mean' ? [mean, cls] : pooling === 'cls' ? [cls, mean] : [null, null]
  if (other && same && isOther(other) && other.cosine < same.cosine)
    found.push(pooling === 'mean' ? 'cls-pooling' : 'mean-pooling')
  if (rawNorm !== null && Math.abs(rawNorm - 1) > NORM_SLACK) found.push('not-normalised')
  if (padded && padded.padding > 0 && padded.largestDifference > ROUNDING) found.push('padding')
  const isOtherArithmetic = settings.activations === 'faithful' || settings.arithmetic === 'avx2'
  if (settings.activations === 'faithful' && same) found.push('activations')
  if (settings.arithmetic === 'avx2' && same) found.push('arithmetic')
  if (
    !isOtherArithmetic &&
    ids?.isEqual &&
    same &&
    same.cosine < tolerances(ours.dtype, 'fp32', true).dense_cosine
  )
    found.push('vector')
  return found
}

const isOther = ({ largestDifference }: VectorDistance): boolean => largestDifference > ROUNDING

/** `</s>` ends both, also where they are cut. */
function causeOfIds({ ids, idsOfNormalized }: PeerTokens, { tokenized, settings }: Encoded): PeerDifference {
  const ours = tokenized.ids
  if (tokenized.truncated && startsWith(ids, ours.subarray(0, -1))) return 'max-length'
  if (idsOfNormalized !== null && isSame(idsOfNormalized, ours)) return 'charsmap'
  return settings.tokenizerMode === 'hf5' ? 'tokenizer-mode' : 'tokenizer'
}

const startsWith = (ids: Int32Array, beginning: Int32Array): boolean =>
  ids.length >= beginning.length && beginning.every((id, i) => ids[i] === id)

const isSame = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && startsWith(a, b)
