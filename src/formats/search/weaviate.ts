/**
 * Weaviate: GraphQL's nearVector and hybrid (docs.weaviate.io/weaviate/api/graphql/search-operators), or the REST Search API of
 * 1.40 (POST /v1/search/{collection}/near-vector, test/acceptance/rest_search of its repository). The sparse side of its hybrid
 * search is BM25 over the text: it takes no weights of a model.
 */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import {
  denseOf,
  get,
  idOf,
  isHybrid,
  listAt,
  numberOf,
  objectAt,
  post,
  shares,
  segment,
  textAt,
  valueAt,
  type Fields,
} from './shared'
import { likeliest } from './text-field'
import type { SearchAdapter, SearchAsk, VectorField } from './types'

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/

/** Names go into the query as they are. @throws EngineError search/name */
function checked(name: string): string {
  if (NAME.test(name)) return name
  throw new EngineError('search/name', `"${name}" is no name in Weaviate: letters, digits and _ alone.`, {
    found: name,
    database: 'Weaviate',
  })
}

/** A class begins with a capital letter; people write it as they named it. */
const className = (name: string) => checked(name.charAt(0).toUpperCase() + name.slice(1))

/** A string of GraphQL is written as JSON's. */
const quoted = (text: string) => JSON.stringify(text)

function graphql(ask: SearchAsk): string {
  const { plan, place, query, dense, text, idField } = ask
  const vector = JSON.stringify(denseOf(query))
  const targets = dense!.name === '' ? '' : `, targetVectors: [${quoted(dense!.name)}]`
  const operator = isHybrid(plan)
    ? `hybrid: {query: ${quoted(query.text)}, vector: ${vector}, alpha: ${shares(plan.ranker.weights)[0]}, fusionType: ${
        plan.ranker.name === 'rrf' ? 'rankedFusion' : 'relativeScoreFusion'
      }${targets}}`
    : `nearVector: {vector: ${vector}${targets}}`
  const tenant = place.tenant === null ? '' : `, tenant: ${quoted(place.tenant)}`
  const fields = [text, idField].filter((name) => name !== null).map(checked)
  const additional = isHybrid(plan) ? 'id score' : 'id distance'
  return `{ Get { ${className(place.collection)}(limit: ${plan.k}${tenant}, ${operator}) { ${[
    ...new Set(fields),
  ].join(' ')} _additional { ${additional} } } } }`
}

const metricOf = (index: unknown): string =>
  // The distance that an index names; cosine where it names none.
  textAt(index, 'distance') ?? 'cosine'

const hitOf = (id: unknown, score: unknown, fields: Fields, idField: string | null) => ({
  id: (idField !== null && idOf(valueAt(fields, idField))) || (idOf(id) ?? ''),
  score: numberOf(score),
  fields,
})

export const weaviate: SearchAdapter = {
  name: 'weaviate',
  label: 'Weaviate',
  defaultUrl: 'http://localhost:8080',
  kinds: ['dense', 'hybrid'],
  rankers: ['relative', 'rrf'],
  auth: { header: 'Authorization', before: 'Bearer ', basic: false },
  paths: ['/v1/graphql', '/v1'],
  describe: (base, { collection }) => get(`${base}/v1/schema/${segment(className(collection))}`),
  readFacts(reply) {
    const vectors = objectAt(reply, 'vectorConfig') ?? {}
    const named = Object.entries(vectors).flatMap(([name, config]): VectorField[] => {
      const index = objectAt(config, 'vectorIndexConfig')
      if (objectAt(index, 'multivector')?.['enabled'] === true) return []
      return [{ name, dimension: null, metric: metricOf(index) }]
    })
    const properties = (listAt(reply, 'properties') ?? []).filter(isObject)
    return {
      id: null,
      dense:
        named.length > 0
          ? named
          : [{ name: '', dimension: null, metric: metricOf(objectAt(reply, 'vectorIndexConfig')) }],
      sparse: [],
      texts: likeliest(
        properties.flatMap((property) =>
          listAt(property, 'dataType')?.[0] === 'text' ? (textAt(property, 'name') ?? []) : [],
        ),
      ),
      idField: null,
    }
  },
  search(ask) {
    const { base, place, plan, dense, text, idField, query } = ask
    if (!plan.rest || isHybrid(plan)) return post(`${base}/v1/graphql`, { query: graphql(ask) })
    return post(`${base}/v1/search/${segment(className(place.collection))}/near-vector`, {
      vector: denseOf(query),
      ...(dense!.name !== '' && { targetVector: dense!.name }),
      limit: plan.k,
      ...(text !== null && {
        returnProperties: [...new Set([text, ...(idField === null ? [] : [idField])])],
      }),
      returnMetadata: ['distance'],
      ...(place.tenant !== null && { tenant: place.tenant }),
    })
  },
  problem({ errors }) {
    if (!Array.isArray(errors) || errors.length === 0) return null
    return errors.map((error) => textAt(error, 'message') ?? JSON.stringify(error)).join('; ')
  },
  readHits(reply, { plan, place, idField }) {
    const rest = listAt(reply, 'results')
    if (rest)
      return rest
        .filter(isObject)
        .map((hit) =>
          hitOf(
            hit['id'],
            objectAt(hit, 'metadata')?.['distance'],
            objectAt(hit, 'properties') ?? {},
            idField,
          ),
        )
    const rows = listAt(objectAt(objectAt(reply, 'data'), 'Get'), className(place.collection))
    return (
      rows?.filter(isObject).map((row) => {
        const additional = objectAt(row, '_additional')
        const fields = Object.fromEntries(Object.entries(row).filter(([name]) => name !== '_additional'))
        return hitOf(additional?.['id'], additional?.[isHybrid(plan) ? 'score' : 'distance'], fields, idField)
      }) ?? null
    )
  },
  meaning: ({ plan, dense }) =>
    isHybrid(plan)
      ? { field: 'score', metric: plan.ranker.name === 'rrf' ? 'rankedFusion' : 'relativeScoreFusion' }
      : { field: 'distance', metric: dense?.metric ?? null },
}
