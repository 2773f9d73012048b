import { describe } from '../../describe/types'

export const tokenize = describe({
  summary: 'Token ids, tokens and their places in the text',
  argument: '[FILE]',
  input: '{"id","text"}',
  output: '{"id","input_ids":[…],"tokens":["<s>","▁Hello",…],"offsets":[[start,end],…],"truncated":bool}',
  details: [
    '`offsets` are UTF-16 indices into the text as given. They are `[0,0]` for `<s>` and `</s>`, which the model adds. ' +
      '`offsets` is `null` with a tokenizer that gives none.',
    '`tokens` are the names of the vocabulary: `<unk>` stands for unknown text.',
    'Standard error names each text that is cut. Only the tokenizer of the model is loaded.',
  ],
  example: `echo '{"id":1,"text":"Hello world!"}' | npm run -s cli -- tokenize`,
  options: ['model', 'tokenizer', 'maxLength'],
  load: async () => (await import('./run')).run,
})
