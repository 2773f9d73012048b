/**
 * Alibaba's DashScope (Model Studio): the compatible mode for dense vectors, the native API where sparse ones are asked
 * for.
 */
import type { HeadName } from '../../engine/model/types'
import { cannot, dialect, embeddings, field, type Ask } from './dialect'

const NATIVE = '/api/v1/services/embeddings/text-embedding/text-embedding'
const COMPATIBLE = '/compatible-mode/v1'

const native = ({ post, model, texts, truncateDim }: Ask, heads: readonly HeadName[]) =>
  post(
    NATIVE,
    {
      model,
      input: { texts },
      parameters: { ...field('dimension', truncateDim), output_type: heads.join('&') },
    },
    heads,
  )

export const dashscope = dialect({
  name: 'dashscope',
  label: 'DashScope',
  defaultUrl: 'https://dashscope.aliyuncs.com',
  defaultModel: 'text-embedding-v4',
  keyAlways: true,
  paths: [`${COMPATIBLE}/embeddings`, COMPATIBLE, NATIVE, '/api/v1'],
  kinds: {
    dense: (ask) => [embeddings(ask, field('dimensions', ask.truncateDim), `${COMPATIBLE}/embeddings`)],
    sparse: (ask) => [native(ask, ['sparse'])],
    colbert: cannot('dashscope-colbert'),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: cannot('no-health'),
  },
  several: (heads, ask) => [native(ask, heads)],
  sends: ['truncateDim'],
  counting: 'unknown',
  notes: ['dashscope-no-bge-m3', 'dashscope-native', 'limit-unknown'],
})
