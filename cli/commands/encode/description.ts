import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const encode = describe({
  summary: 'The vectors of a text: dense, sparse and ColBERT',
  argument: '[FILE]',
  input: '{"id","text"}',
  output: `{"id","input_ids":[…],"dense_vecs":[…],"lexical_weights":{"4865":0.08,…},
 "colbert_vecs":[[…],…]}`,
  details: [
    'The values are those of FlagEmbedding’s `encode` of that text alone.',
    'With `--truncate-dim`, `dense_vecs` is the cut vector and `dense_vecs_full` the whole one.',
    'Standard error names each text that is cut.',
    'A head that the model lacks is left out. It is an error when `--heads` names it.',
  ],
  example: `echo '{"id":1,"text":"如何申请退款？"}' | npm run -s cli -- encode --heads dense,sparse`,
  options: [...MODEL_OPTIONS, 'truncateDim', 'heads', ...RUN_OPTIONS],
  load: async () => (await import('./run')).run,
})
