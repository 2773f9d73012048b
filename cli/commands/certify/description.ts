import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const certify = describe({
  summary: 'Writes a file of reference values, or compares the model with one',
  argument: '[FILE]',
  input: `{"id","text","input_ids"?,"dense_vecs"?,"lexical_weights"?,"colbert_vecs"?}
or {"id","a","b","scores"?}`,
  output: 'one JSON: a reference file, or with --against a certificate',
  details: [
    'Lines with values are taken as they are, as “from FlagEmbedding’s output”: `--origin` and `--precision` must say ' +
      'where they come from. For lines without values the model computes them. The two kinds may not be mixed.',
    'FlagEmbedding ≥ 1.4.0 with default settings on a CPU uses weights rounded to fp16: declare its values with ' +
      '`--precision fp16`.',
    '`--against FILE` reads no lines and prints the certificate. Exit code: 0 pass; 1 fail, or nothing was compared.',
    'A model with a choice of activations is compared in both forms. The certificate is that of the form asked for ' +
      '(`identity.activations`: `published`, or `faithful` with `--faithful`), which also decides the exit code; ' +
      '`other` holds the certificate of the other form, else `null`. Values made with `--faithful` bring no ' +
      '`graph_sha256`.',
  ],
  example: 'npm run -s cli -- certify --model path/to/model texts.jsonl > m3scope-reference.json',
  options: ['against', 'name', 'origin', 'precision', ...MODEL_OPTIONS, 'heads', 'weights', ...RUN_OPTIONS],
  refuses: { options: ['truncateDim'], reason: 'reference values are of whole vectors' },
  load: async () => (await import('./run')).run,
})
