/** Vectors of texts as `POST /v1/encode` of m3scope's own server gives them. */
import type { Encoded, EncodeSettings } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { Available, HeadName, ModelInfo } from '../../engine/model/types'
import { stamp } from './names'
import { idsOf, list, orReason, rowsOf, type Reason } from './parts'
import type { EncodeReport } from './schemas/encode'

/**
 * @param all one for each text, at least one
 * @param wanted heads that were asked for; the others are null
 */
export function encodeReport(
  all: readonly Encoded[],
  info: ModelInfo,
  settings: EncodeSettings,
  wanted: Readonly<Record<HeadName, boolean>>,
): EncodeReport {
  return {
    ...stamp('m3scope/encode'),
    identity: identityOf(info, settings),
    is_demo: info.isDemo,
    dense_vecs: wanted.dense ? listOf(all, (encoded) => encoded.denseVecs, list) : null,
    lexical_weights: wanted.sparse
      ? listOf(
          all,
          (encoded) => encoded.lexicalWeights,
          (weights) => Object.fromEntries(weights) as Record<string, number>,
        )
      : null,
    colbert_vecs: wanted.colbert ? listOf(all, (encoded) => encoded.colbertVecs, rowsOf) : null,
    input_ids: all.map(idsOf),
    truncated: all.map(({ tokenized }) => tokenized.truncated),
  }
}

/** A list over the texts. Where the model lacks the head, one reason in place of the list. */
function listOf<T, R>(
  all: readonly Encoded[],
  part: (encoded: Encoded) => Available<T>,
  write: (value: T) => R,
): R[] | Reason {
  const values: R[] = []
  for (const encoded of all) {
    const found = part(encoded)
    if (found.state === 'unavailable') return orReason(found)
    values.push(write(found.value))
  }
  return values
}
