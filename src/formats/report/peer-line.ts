/** What `compare --engine transformers.js` writes for a line. */
import type { Encoded } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import { comparePeer } from '../../engine/peer/compare'
import type { PeerReply, PeerVectors, VectorDistance } from '../../engine/peer/types'
import { PEER_WORDS } from '../../engine/peer/words'

/** @param index of the text in the reply */
export function peerText(reply: PeerReply, index: number, encoded: Encoded, info: ModelInfo) {
  const { tokens } = reply
  const found = comparePeer(reply, index, {
    encoded,
    pooling: info.pooling?.value ?? null,
    dtype: info.dtype.value,
  })
  return {
    ids: found.ids && {
      equal: found.ids.isEqual,
      first_difference: found.ids.firstDifference,
      ours: [...encoded.tokenized.ids],
      theirs: tokens.state === 'given' ? [...tokens.texts[index]!.ids] : null,
    },
    cls: distance(found.cls),
    mean: distance(found.mean),
    norm_without_normalize: found.rawNorm,
    padded: found.padded && { padding: found.padded.padding, ...distance(found.padded) },
    differences: found.differences.map((code) => ({ code, says: PEER_WORDS[code] })),
  }
}

const distance = (found: VectorDistance | null) =>
  found && { cosine: found.cosine, largest_difference: found.largestDifference }

/** What holds for the whole line. */
export const peerFacts = ({ library, tokens, vectors, unasked }: PeerReply, info: ModelInfo) => ({
  engine: library,
  graph: info.graphFile,
  dtype: info.dtype.value,
  output: vectors.state === 'given' ? vectors.output : null,
  ...(tokens.state === 'refused' && { tokens_refused: tokens.said }),
  ...(vectors.state !== 'given' && { vectors_unavailable: whyNone(vectors) }),
  without_dtype: { file: unasked.file, exists: unasked.exists, is_this_graph: unasked.isThisOne },
})

function whyNone(vectors: Exclude<PeerVectors, { readonly state: 'given' }>) {
  if (vectors.state === 'refused') return { reason: `refused-${vectors.stage}`, says: vectors.said }
  return {
    reason: vectors.state,
    says:
      'The pipeline looks for an output last_hidden_state, logits or token_embeddings; this graph has ' +
      `${vectors.outputs.join(', ')}. Such a graph is used through the model itself, not through the pipeline.`,
  }
}

export const peerIdentity = (info: ModelInfo, { settings }: Encoded) => identityOf(info, settings)
