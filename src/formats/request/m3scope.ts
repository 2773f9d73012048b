/** m3scope's own server: `m3scope serve`. */
import type { HeadName } from '../../engine/model/types'
import type { JsonObject } from './body'
import { cannot, dialect, field, type Ask } from './dialect'

const settings = ({ maxLength, truncateDim, normalize }: Ask): JsonObject => ({
  ...field('max_length', maxLength),
  ...field('truncate_dim', truncateDim),
  normalize,
})

const encode = (heads: readonly HeadName[], ask: Ask) => [
  ask.post(
    '/v1/encode',
    {
      texts: ask.texts,
      ...settings(ask),
      return_dense: heads.includes('dense'),
      return_sparse: heads.includes('sparse'),
      return_colbert_vecs: heads.includes('colbert'),
    },
    heads,
  ),
]

export const m3scope = dialect({
  name: 'm3scope',
  label: 'm3scope serve',
  defaultUrl: 'http://localhost:8093',
  // The server has one model, so the request does not name it.
  defaultModel: '',
  keyAlways: false,
  paths: ['/v1/encode', '/v1/score', '/v1/tokenize', '/v1/embeddings'],
  kinds: {
    dense: (ask) => encode(['dense'], ask),
    sparse: (ask) => encode(['sparse'], ask),
    colbert: (ask) => encode(['colbert'], ask),
    similarity: (ask) => {
      const [a, ...others] = ask.texts
      return a === undefined || others.length === 0
        ? cannot('one-text')
        : others.map((b) => ask.post('/v1/score', { a, b, ...settings(ask) }, ['dense', 'sparse', 'colbert']))
    },
    tokenize: ({ post, texts, maxLength }) => [
      post('/v1/tokenize', { texts, ...field('max_length', maxLength) }, []),
    ],
    health: ({ get }) => [get('/health')],
  },
  several: encode,
  sends: ['maxLength', 'truncateDim', 'normalize'],
  counting: 'special',
  notes: ['m3scope-serve'],
})
