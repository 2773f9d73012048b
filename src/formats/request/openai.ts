/**
 * The reference of the format: platform.openai.com/docs/api-reference/embeddings. LM Studio, DeepInfra and many others
 * understand it.
 */
import { cannot, dialect, embeddings, field } from './dialect'

export const openai = dialect({
  name: 'openai',
  label: 'OpenAI-compatible',
  defaultUrl: 'http://localhost:8000',
  defaultModel: 'BAAI/bge-m3',
  keyAlways: false,
  paths: ['/v1/embeddings', '/embeddings'],
  kinds: {
    dense: (ask) => [embeddings(ask, field('dimensions', ask.truncateDim))],
    sparse: cannot('openai-dense-only'),
    colbert: cannot('openai-dense-only'),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: ({ get }) => [get('/v1/models')],
  },
  sends: ['truncateDim'],
  // The servers behind this form count with different tokenizers; gateways often with OpenAI's.
  counting: 'unknown',
  notes: ['limit-unknown', 'openai-dimensions'],
})
