import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const diagnose = describe({
  summary: 'What the scores of two texts are worth: facts that explain them',
  argument: '[FILE]',
  input: '{"id","a","b"?}',
  output: '{"id","facts":[{"code","side"?,…,"remedies":[{"do",…},…]},…]}',
  details: [
    'The most important fact comes first. Each has what it costs in numbers, such as `lost` of `tokens`. ' +
      'docs/contract/diagnosis.md lists the codes with their values. Without a fact, `facts` is `[]`.',
    '`remedies` are what would change it, such as `{"do":"raise-max-length","max_length":634,"fits":true}`; nothing is changed here.',
    'No fact says whether two texts are alike. `b` may be absent: then there are only facts about A and the model.',
    'The texts are encoded as they are given. A model that gives NaN or infinity is a fact here, not an error.',
  ],
  example: `echo '{"id":1,"a":"如何申请退款？","b":"refund"}' | npm run -s cli -- diagnose --max-length 4`,
  options: [...MODEL_OPTIONS, 'truncateDim', 'weights', ...RUN_OPTIONS],
  load: async () => (await import('./run')).run,
})
