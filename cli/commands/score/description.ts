import { describe } from '../../describe/types'

export const score = describe({
  summary: 'The five scores of two texts',
  argument: '[FILE]',
  input: '{"id","a","b"}',
  output: '{"id","dense","sparse","colbert","sparse+dense","colbert+sparse+dense"}',
  details: [
    'The values are those of FlagEmbedding’s `compute_score`. A score is `null` where the model lacks a head for it.',
    'Standard error names each text that is cut.',
  ],
  example: `echo '{"id":1,"a":"如何申请退款？","b":"点击申请售后"}' | npm run -s cli -- score --weights 0.4,0.2,0.4`,
  options: [
    'model',
    'tokenizer',
    'maxLength',
    'truncateDim',
    'weights',

    'threads',
    'whole',
    'faithful',
    'progress',
  ],
  load: async () => (await import('./run')).run,
})
