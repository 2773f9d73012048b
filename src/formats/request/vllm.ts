/** vLLM: docs/models/pooling_models (embeddings, pooling, BGE-M3), entrypoints/pooling/…/protocol.py. */
import { cannot, dialect, embeddings, type Ask } from './dialect'
import type { JsonObject } from './body'

/** Cuts the right end, as XLM-R's tokenizer does; newer servers are told so. */
const cut = ({ maxLength }: Ask): JsonObject =>
  maxLength === null ? {} : { truncate_prompt_tokens: maxLength, truncation_side: 'right' }

const pooling = (ask: Ask, task: 'token_classify' | 'token_embed', gives: 'sparse' | 'colbert') =>
  ask.post('/pooling', { model: ask.model, task, input: ask.texts, ...cut(ask) }, [gives])

/** One text per request. The ids are in the order of token_classify's weights. */
const tokenize = ({ post, model, texts }: Ask) =>
  texts.map((prompt) => post('/tokenize', { model, prompt }, []))

export const vllm = dialect({
  name: 'vllm',
  label: 'vLLM',
  defaultUrl: 'http://localhost:8000',
  defaultModel: 'BAAI/bge-m3',
  keyAlways: false,
  paths: ['/v1/embeddings', '/pooling', '/tokenize'],
  kinds: {
    dense: (ask) => [embeddings(ask, { ...cut(ask), ...(ask.normalize ? {} : { use_activation: false }) })],
    sparse: (ask) => [pooling(ask, 'token_classify', 'sparse'), ...tokenize(ask)],
    colbert: (ask) => [pooling(ask, 'token_embed', 'colbert')],
    similarity: cannot('no-similarity'),
    tokenize,
    health: ({ get }) => [get('/health')],
  },
  sends: ['maxLength', 'normalize'],
  counting: 'special',
  notes: ['vllm-serve', 'vllm-fp16', 'vllm-positions', 'vllm-truncation', 'vllm-dimensions'],
})
