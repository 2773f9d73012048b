/** After docs.weaviate.io/weaviate/api/graphql/search-operators, /v1/schema of its REST reference, and the REST Search API of 1.40. */
import {
  best,
  cosine,
  fused,
  minMax,
  numbers,
  rrf,
  strict,
  type Scored,
  type FakeRequest,
  type Hold,
} from './documents'

const uuid = (id: string | number) =>
  `00000000-0000-4000-8000-${Buffer.from(String(id)).toString('hex').padStart(12, '0').slice(-12)}`

export function weaviate({ method, path, body }: FakeRequest, hold: Hold) {
  if (method === 'GET' && path === `/v1/schema/${hold.collection}`)
    return {
      status: 200,
      value: {
        class: hold.collection,
        properties: [
          { name: 'source', dataType: ['text'] },
          { name: 'text', dataType: ['text'] },
          { name: 'docId', dataType: ['text'] },
          { name: 'pages', dataType: ['int'] },
        ],
        vectorConfig: {
          dense: {
            vectorizer: { none: {} },
            vectorIndexType: 'hnsw',
            vectorIndexConfig: { distance: 'cosine' },
          },
          colbert: {
            vectorIndexType: 'hnsw',
            vectorIndexConfig: { distance: 'dot', multivector: { enabled: true } },
          },
        },
      },
    }
  if (method === 'POST' && path === '/v1/graphql') return graphql(body, hold)
  if (method === 'POST' && path === `/v1/search/${hold.collection}/near-vector`) return rest(body, hold)
  return { status: 404, value: { error: [{ message: 'class not found' }] } }
}

/** Exactly the query's shape; a real server parses GraphQL. */
const SHAPE =
  /^\{ Get \{ (\w+)\(limit: (\d+), (nearVector|hybrid): \{(.*)\}\) \{ ([\w ]*?) ?_additional \{ ([\w ]+) \} \} \} \}$/s

function graphql(body: unknown, hold: Hold) {
  const { query } = strict<{ query: string }>(body, { query: 'string' }, ['query'])
  const found = SHAPE.exec(query)
  if (!found)
    return { status: 200, value: { errors: [{ message: `Syntax Error GraphQL: ${query.slice(0, 40)}` }] } }
  const [, name, limit, operator, inside, fields, additional] = found
  if (name !== hold.collection)
    return {
      status: 200,
      value: { errors: [{ message: `Cannot query field "${name}" on type "GetObjectsObj".` }] },
    }
  const vector = numbers(JSON.parse(/vector: (\[[^\]]*\])/.exec(inside!)![1]!), hold.dimension)
  if (!inside!.includes('targetVectors: ["dense"]'))
    return {
      status: 200,
      value: {
        errors: [
          {
            message:
              'explorer: get class: vector search: multiple vectorizers configuration found, please specify target vector',
          },
        ],
      },
    }
  const scored =
    operator === 'hybrid' ? hybrid(inside!, vector, Number(limit), hold) : near(vector, Number(limit), hold)
  return {
    status: 200,
    value: {
      data: {
        Get: {
          [hold.collection]: scored.map(({ document, score }) => ({
            ...(fields!.split(' ').includes('text') && { text: document.text }),
            ...(fields!.split(' ').includes('docId') && { docId: String(document.id) }),
            _additional: {
              id: uuid(document.id),
              ...(additional!.includes('distance') && { distance: score }),
              // GraphQL has the score of a hybrid search as a text.
              ...(additional!.includes('score') && { score: String(score) }),
            },
          })),
        },
      },
    },
  }
}

const near = (vector: readonly number[], limit: number, { documents }: Hold): Scored[] =>
  best(documents, limit, ({ dense }) => 1 - cosine(vector, dense), true)

/** The keyword side is BM25; here the words that both texts have. */
function hybrid(inside: string, vector: readonly number[], limit: number, hold: Hold): Scored[] {
  const text = JSON.parse(/query: ("(?:[^"\\]|\\.)*")/.exec(inside)![1]!) as string
  const alpha = Number(/alpha: ([\d.]+)/.exec(inside)![1])
  const fusion = /fusionType: (\w+)/.exec(inside)![1]
  const words = new Set(text.toLowerCase().split(/\s+/))
  const keyword = best(
    hold.documents,
    limit,
    (document) =>
      document.text
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => words.has(word)).length,
  ).filter(({ score }) => score > 0)
  const vectors = best(hold.documents, limit, ({ dense }) => cosine(vector, dense))
  if (fusion === 'rankedFusion') return rrf([vectors, keyword], 60, 1, limit)
  if (fusion !== 'relativeScoreFusion') throw new Error(`fusionType ${fusion}`)
  return fused([minMax(vectors, alpha), minMax(keyword, 1 - alpha)], limit)
}

function rest(body: unknown, hold: Hold) {
  const { vector, targetVector, limit, returnProperties } = strict<{
    vector: unknown
    targetVector?: string
    limit: number
    returnProperties?: string[]
  }>(
    body,
    {
      vector: 'list',
      targetVector: 'string',
      limit: 'number',
      returnProperties: 'list',
      returnMetadata: 'list',
      tenant: 'string',
    },
    ['vector'],
  )
  if (targetVector !== 'dense') return { status: 422, value: { error: [{ message: 'target vector' }] } }
  return {
    status: 200,
    value: {
      results: near(numbers(vector, hold.dimension), limit, hold).map(({ document, score }) => ({
        id: uuid(document.id),
        properties: {
          ...(returnProperties?.includes('text') && { text: document.text }),
          ...(returnProperties?.includes('docId') && { docId: String(document.id) }),
        },
        metadata: { distance: score },
      })),
      tookMs: 1,
    },
  }
}
