import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const attention = describe({
  summary: 'The attention weights of each layer and attention head',
  argument: '[FILE]',
  input: '{"id","text"}',
  output: `{"id","input_ids":[…],"tokens":[…],"layers"?:[…],"heads"?:[…],"rows"?:[…],
 "attentions":[layer][head][query][key]}`,
  details: [
    'The weights are those of the softmax: each row sums to 1. Standard error names each text that is cut.',
    'With `--layer`, `--head` or `--row`, the lists are nested as deep, but hold only what was asked for, in ascending ' +
      'order. `layers`, `heads` and `rows` then name it. A layer, head or row that does not exist is an error.',
    'All layers, heads and rows of a long text are refused where they do not fit into memory: ask for single rows.',
  ],
  example: `echo '{"id":1,"text":"如何申请退款？"}' | npm run -s cli -- attention --layer 5 --row 0`,
  options: [...MODEL_OPTIONS, 'layer', 'head', 'row', ...RUN_OPTIONS],
  load: async () => (await import('./run')).run,
})
