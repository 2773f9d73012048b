/** Text Embeddings Inference 1.9: router/src/http/types.rs and server.rs. */
import { cannot, dialect, field } from './dialect'

export const tei = dialect({
  name: 'tei',
  label: 'TEI',
  defaultUrl: 'http://localhost:3000',
  // The server has one model, so the request does not name it.
  defaultModel: '',
  keyAlways: false,
  paths: [
    '/embed',
    '/embed_sparse',
    '/embed_all',
    '/similarity',
    '/tokenize',
    '/v1/embeddings',
    '/embeddings',
  ],
  kinds: {
    dense: ({ post, texts, normalize, truncateDim }) => [
      post(
        '/embed',
        {
          inputs: texts,
          truncate: true,
          truncation_direction: 'right',
          normalize,
          ...field('dimensions', truncateDim),
        },
        ['dense'],
      ),
    ],
    sparse: cannot('tei-sparse'),
    colbert: cannot('tei-colbert'),
    similarity: ({ post, texts: [source, ...sentences] }) =>
      source === undefined || sentences.length === 0
        ? cannot('one-text')
        : [
            post(
              '/similarity',
              {
                inputs: { source_sentence: source, sentences },
                parameters: { truncate: true, truncation_direction: 'right' },
              },
              ['dense'],
            ),
          ],
    tokenize: ({ post, texts }) => [post('/tokenize', { inputs: texts, add_special_tokens: true }, [])],
    health: ({ get }) => [get('/health')],
  },
  sends: ['truncateDim', 'normalize'],
  counting: 'special',
  notes: ['tei-truncate', 'tei-fp16', 'tei-spaces', 'tei-batch'],
})
