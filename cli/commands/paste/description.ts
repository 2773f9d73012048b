import { describe } from '../../describe/types'

export const paste = describe({
  summary: 'What the paste dialog of the page reads in a text: a request, vectors, or neither',
  argument: '[FILE]',
  input: 'any text: a curl command, a program, a HAR, a body, a line of a log, a reply, a vector',
  output: `{"kind":"request"|"vectors"|"text","source","dialect","url","texts":[…],"settings":{…},
 "vectors":[{"head","dimension"}],"notes":[{"code",…}],"others"?:[…]}`,
  details: [
    '`text`: there is neither a request nor a vector; `texts` holds the input. Nothing is sent or run, and no model is loaded.',
    '`notes` name every reading that is not the only one: `part-read` gives the beginning of the part that was read within a longer ' +
      'text, `words-left` what follows a command, `whole-numbers` and `numbers-left` what a text could be instead.',
    '`settings` holds only what the request says: `model`, `max_length`, `truncate`, `truncation_direction`, `truncate_dim`, ' +
      '`normalize`, `encoding_format`, `prompt_name`.',
    '`vectors`: one entry for each vector. Of sparse weights `dimension` is `null` and `weights` counts them; of ColBERT `rows` ' +
      'counts the rows.',
    '`others` holds further requests, or the other reading where two are possible: of a request a note `reading-…` says which one it ' +
      'is, of vectors `source`.',
    'What cannot be read gives `{"code","message","values"}` and exit code 2.',
  ],
  example: `echo '{"input":["如何申请退款？"]}' | npm run -s cli -- paste`,
  options: [],
  load: async () => (await import('./run')).run,
})
