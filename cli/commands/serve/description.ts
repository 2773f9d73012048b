import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const serve = describe({
  summary: 'Serves the model over HTTP until SIGINT or SIGTERM',
  argument: '',
  input: null,
  output: 'nothing on standard output; docs/http.md describes the requests and replies',
  details: [
    'Standard error names the address. Pages of any origin may ask (CORS `*`); bodies have at most 10 MB.',
    '`--tokenizer`, `--max-length`, `--truncate-dim`, `--weights`, `--faithful` and `--arithmetic` are the defaults of requests that do not set them.',
  ],
  example: 'npm run -s cli -- serve --port 8093',
  options: ['port', 'host', ...MODEL_OPTIONS, 'truncateDim', 'weights', ...RUN_OPTIONS],
  load: async () => (await import('./run')).run,
})
