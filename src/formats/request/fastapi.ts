/** The small FastAPI service around FlagEmbedding: POST /embed for one text, GET /health. */
import type { HeadName } from '../../engine/model/types'
import { cannot, dialect, type Ask } from './dialect'

const embed = (heads: readonly HeadName[], { post, model, texts }: Ask) =>
  texts.map((content) =>
    post(
      '/embed',
      {
        content,
        model,
        return_dense: heads.includes('dense'),
        return_sparse: heads.includes('sparse'),
        return_colbert_vecs: heads.includes('colbert'),
      },
      heads,
    ),
  )

export const fastapi = dialect({
  name: 'fastapi',
  label: 'FastAPI /embed',
  defaultUrl: 'http://localhost:1234',
  defaultModel: 'bge-m3',
  keyAlways: false,
  paths: ['/embed', '/embed/simple'],
  kinds: {
    dense: (ask) => embed(['dense'], ask),
    sparse: (ask) => embed(['sparse'], ask),
    colbert: (ask) => embed(['colbert'], ask),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: ({ get }) => [get('/health')],
  },
  several: embed,
  sends: [],
  counting: 'none',
  notes: ['fastapi-one-text', 'fastapi-max-length', 'fastapi-fp16'],
})
