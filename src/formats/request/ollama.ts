/** Ollama: docs/api.md, server/routes.go EmbedHandler. */
import { cannot, dialect, field } from './dialect'

export const ollama = dialect({
  name: 'ollama',
  label: 'Ollama',
  defaultUrl: 'http://localhost:11434',
  defaultModel: 'bge-m3',
  keyAlways: false,
  paths: ['/api/embed', '/api/embeddings', '/v1/embeddings'],
  kinds: {
    dense: ({ post, model, texts, maxLength, truncateDim }) => [
      post(
        '/api/embed',
        {
          model,
          input: texts,
          truncate: true,
          ...field('dimensions', truncateDim),
          ...(maxLength !== null && { options: { num_ctx: maxLength } }),
        },
        ['dense'],
      ),
    ],
    sparse: cannot('gguf-dense-only'),
    colbert: cannot('gguf-dense-only'),
    similarity: cannot('no-similarity'),
    tokenize: cannot('no-tokenize'),
    health: ({ get }) => [get('/api/tags')],
  },
  sends: ['maxLength', 'truncateDim'],
  // `prompt_eval_count`: older versions count without `<s>` and `</s>`.
  counting: 'special-or-not',
  notes: ['ollama-num-ctx', 'ollama-cap', 'ollama-truncate', 'ollama-steps', 'ollama-nan'],
})
