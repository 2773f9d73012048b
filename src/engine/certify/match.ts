import { z } from '../zod'
import type { ModelInfo } from '../model/types'
import { parse } from './reference'
import {
  REFERENCE_REASONS,
  type IndexedReference,
  type ReferenceIndex,
  type ReferenceMatch,
  type ReferenceOffer,
  type ReferenceReason,
} from './types'

const count = z.int().check(z.positive())

const indexSchema = z.object({
  version: z.literal(1),
  references: z.array(
    z.object({
      file: z.string().check(z.minLength(1)),
      name: z.string().check(z.minLength(1)),
      match: z.object({
        graphs: z.exactOptional(z.array(z.string())),
        repositories: z.exactOptional(z.array(z.string())),
        structure: z.exactOptional(z.object({ hidden_size: count, layers: count, vocabulary: count })),
      }),
    }),
  ),
}) satisfies z.ZodMiniType<ReferenceIndex>

/** @throws EngineError reference/invalid */
export const parseReferenceIndex = (json: string, file: string): ReferenceIndex =>
  parse(indexSchema, json, file)

/**
 * The references for a loaded model, those with the best reason first, the rest of the index last. A fine-tuned model has
 * the structure of its base, so an equal structure is a reason to offer a reference, never to select it.
 * @param own files that are known to belong to this model: from the site's list, from its folder, or opened by the user
 */
export function matchReference(
  index: ReferenceIndex,
  info: ModelInfo,
  own: readonly ReferenceOffer[] = [],
): readonly ReferenceOffer[] {
  const indexed = index.references.map(({ file, name, match }: IndexedReference) => ({
    id: file,
    name,
    why: reasonOf(match, info),
  }))
  const rank = (offer: ReferenceOffer) => REFERENCE_REASONS.indexOf(offer.why)
  const ids = new Set(own.map((offer) => offer.id))
  return [...own, ...indexed.filter((offer) => !ids.has(offer.id))].sort((a, b) => rank(a) - rank(b))
}

function reasonOf(match: ReferenceMatch, info: ModelInfo): ReferenceReason {
  const graph = info.files.find((file) => file.name === info.graphFile)?.sha256
  if (graph !== undefined && match.graphs?.includes(graph)) return 'graph'
  const id = info.id.toLowerCase()
  if (match.repositories?.some((repository) => repository.toLowerCase() === id)) return 'repository'
  const like = match.structure
  if (
    like &&
    info.hiddenSize.value === like.hidden_size &&
    info.layers?.value === like.layers &&
    info.tokenizer.vocabSize === like.vocabulary
  )
    return 'structure'
  return 'other'
}
