/** Infinity 0.0.78: infinity_server.py, fastapi_schemas/pydantic_v2.py. */
import { cannot, dialect, embeddings, field } from './dialect'

export const infinity = dialect({
  name: 'infinity',
  label: 'Infinity',
  defaultUrl: 'http://localhost:7997',
  defaultModel: 'BAAI/bge-m3',
  keyAlways: false,
  paths: ['/embeddings'],
  keepsV1: true,
  kinds: {
    dense: (ask) => [embeddings(ask, field('dimensions', ask.truncateDim), '/embeddings')],
    sparse: cannot('infinity-dense-only'),
    colbert: cannot('infinity-dense-only'),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: ({ get }) => [get('/health')],
  },
  sends: ['truncateDim'],
  // `usage` holds characters, not tokens.
  counting: 'none',
  notes: ['infinity-strips', 'infinity-dimensions', 'infinity-prefix', 'infinity-usage', 'limit-unknown'],
})
