/** llama.cpp's llama-server: tools/server/README.md. */
import { cannot, dialect, embeddings } from './dialect'

export const llamacpp = dialect({
  name: 'llamacpp',
  label: 'llama.cpp',
  defaultUrl: 'http://localhost:8080',
  defaultModel: 'bge-m3',
  keyAlways: false,
  paths: ['/v1/embeddings', '/embedding', '/embeddings', '/tokenize'],
  kinds: {
    dense: (ask) => [
      ask.normalize
        ? embeddings(ask)
        : ask.post('/embedding', { content: ask.texts, embd_normalize: -1 }, ['dense']),
    ],
    sparse: cannot('gguf-dense-only'),
    colbert: cannot('gguf-dense-only'),
    similarity: cannot('no-similarity'),
    // Without add_special the reply has no ids of <s> and </s>.
    tokenize: ({ post, texts }) =>
      texts.map((content) => post('/tokenize', { content, add_special: true }, [])),
    health: ({ get }) => [get('/health')],
  },
  sends: ['normalize'],
  counting: 'special',
  notes: ['llamacpp-start', 'llamacpp-tokens'],
})
