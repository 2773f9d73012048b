/** SiliconFlow: docs.siliconflow.cn, embeddings. */
import { cannot, dialect, embeddings } from './dialect'

export const siliconflow = dialect({
  name: 'siliconflow',
  label: 'SiliconFlow',
  defaultUrl: 'https://api.siliconflow.cn/v1/embeddings',
  defaultModel: 'BAAI/bge-m3',
  keyAlways: true,
  paths: ['/v1/embeddings'],
  kinds: {
    dense: (ask) => [embeddings(ask)],
    sparse: cannot('openai-dense-only'),
    colbert: cannot('openai-dense-only'),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: ({ get }) => [get('/v1/models')],
  },
  sends: [],
  counting: 'unknown',
  notes: ['siliconflow-models', 'limit-unknown'],
})
