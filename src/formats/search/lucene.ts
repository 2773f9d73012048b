/** What Elasticsearch and OpenSearch share: mappings, hits and paths. */
import { isObject } from '../../engine/values'
import { idOf, listAt, numberOf, objectAt, segment, textAt, valueAt, type Fields } from './shared'
import { likeliest } from './text-field'
import type { CollectionFacts, RawHit, SearchAsk, VectorField } from './types'

export const indexUrl = (base: string, index: string, path: string) =>
  // Commas and stars may name several indices.
  `${base}/${index.split(',').map(segment).join(',')}/${path}`

interface Mapped {
  readonly path: string
  readonly type: string
  readonly mapping: Fields
}

/** All fields of a mapping, objects in objects as "a.b". An alias may stand for several indices. */
function fieldsOf(reply: unknown): readonly Mapped[] {
  const all = new Map<string, Mapped>()
  const walk = (properties: Fields | null, before: string) => {
    for (const [name, mapping] of Object.entries(properties ?? {})) {
      if (!isObject(mapping)) continue
      const path = before + name
      if (typeof mapping['type'] === 'string' && !all.has(path))
        all.set(path, { path, type: mapping['type'], mapping })
      if (isObject(mapping['properties'])) walk(mapping['properties'], `${path}.`)
    }
  }
  if (isObject(reply))
    for (const index of Object.values(reply)) walk(objectAt(objectAt(index, 'mappings'), 'properties'), '')
  return [...all.values()]
}

export function readMapping(
  reply: unknown,
  {
    dense,
    sparse,
  }: { dense: (field: Mapped) => VectorField | null; sparse: (field: Mapped) => VectorField | null },
): CollectionFacts {
  const fields = fieldsOf(reply)
  const textNames = fields
    .filter(({ type }) => type === 'text' || type === 'match_only_text')
    .map(({ path }) => path)
  const keywords = fields.filter(({ type }) => type === 'keyword').map(({ path }) => path)
  return {
    id: null,
    dense: fields.flatMap((field) => dense(field) ?? []),
    sparse: fields.flatMap((field) => sparse(field) ?? []),
    texts: [...likeliest(textNames), ...likeliest(keywords)],
    idField: null,
  }
}

/** "_source" with as little as possible: vectors are large. */
export const sourceOf = ({ text, idField, dense, sparse }: SearchAsk) =>
  text === null
    ? { excludes: [dense, sparse].flatMap((field) => (field === null ? [] : [field.name])) }
    : [...new Set([text, ...(idField === null ? [] : [idField])])]

export function readLuceneHits(
  reply: unknown,
  { idField }: Pick<SearchAsk, 'idField'>,
): readonly RawHit[] | null {
  const hits = listAt(objectAt(reply, 'hits'), 'hits')
  return (
    hits?.filter(isObject).map((hit) => {
      const fields = objectAt(hit, '_source') ?? {}
      return {
        id: (idField !== null && idOf(valueAt(fields, idField))) || (idOf(hit['_id']) ?? ''),
        score: numberOf(hit['_score']),
        fields,
      }
    }) ?? null
  )
}

/** Hits of some shards alone look like hits of all. */
export function luceneProblem(reply: Fields): string | null {
  const shards = objectAt(reply, '_shards')
  const failed = numberOf(shards?.['failed']) ?? 0
  if (failed > 0) {
    const reason = objectAt(listAt(shards, 'failures')?.[0], 'reason')
    return `${failed} shards failed: ${textAt(reason, 'reason') ?? textAt(reason, 'type') ?? ''}`
  }
  return reply['timed_out'] === true ? 'timed_out: the hits are not complete' : null
}
