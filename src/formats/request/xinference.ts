/** Xinference: xinference/model/embedding/flag/core.py. */
import { cannot, dialect, embeddings } from './dialect'

export const xinference = dialect({
  name: 'xinference',
  label: 'Xinference',
  defaultUrl: 'http://localhost:9997',
  defaultModel: 'bge-m3',
  keyAlways: false,
  paths: ['/v1/embeddings'],
  kinds: {
    dense: (ask) => [embeddings(ask)],
    sparse: ({ post, model, texts }) => [
      post('/v1/embeddings', { model, input: texts, return_sparse: true }, ['sparse']),
    ],
    colbert: cannot('xinference-colbert'),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: ({ get }) => [get('/v1/models')],
  },
  sends: [],
  // It depends on the engine; sparse replies say -1.
  counting: 'unknown',
  notes: ['xinference-engine', 'xinference-one-head', 'limit-unknown'],
})
