import { describe } from '../../describe/types'

export const sentences = describe({
  summary: 'The sentences of a text, as the heatmap splits it',
  argument: '[FILE]',
  input: '{"id","text"}',
  output:
    '{"id","sentences":[{"start","end","text","speaker"?,"timestamp"?},…],"left_out"?:[{"start","end","text"},…]}',
  details: [
    '`start` and `end` are a UTF-16 range of the text as given; sentences come in the order of the text.',
    '`text` is what is encoded: where a JSON export escapes the text, it is unescaped. No model is loaded.',
    '`left_out` names what a recognised conversation says beside its messages and no sentence holds: titles, comments and days of an export, prose in other fields of JSON.',
  ],
  example: `echo '{"id":1,"text":"充不进电。怎么办？"}' | npm run -s cli -- sentences`,
  options: ['metadata'],
  load: async () => (await import('./run')).run,
})
