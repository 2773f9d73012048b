import { describe } from '../../describe/types'

export const curl = describe({
  summary: 'The request to a server that gives the vectors of a line, as a command or a program',
  argument: '[FILE]',
  input: '{"id","a","b"?}',
  output: 'text, not JSON: a command or a program for each line, with a blank line between two',
  details: [
    'The texts are sent as they are given. A key is never written. No model is loaded.',
    '`--max-length` and `--truncate-dim` are sent only where they are given and where the dialect has a field for them.',
    'Standard error names the heads and settings that the server cannot take.',
  ],
  example: `echo '{"id":1,"a":"如何申请退款？"}' | npm run -s cli -- curl --dialect tei --shell bash`,
  options: ['dialect', 'url', 'modelName', 'shell', 'mode', 'kind', 'withKey', 'maxLength', 'truncateDim'],
  load: async () => (await import('./run')).run,
})
