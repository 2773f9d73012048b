import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const exportVectors = describe({
  summary: 'The vectors of all lines as one file, ready for a database',
  argument: '[FILE]',
  input: '{"id","text"}; "id" is a string or a whole number up to 2^53',
  output: 'the file of the target, whole',
  details: [
    'Each line is encoded and checked before anything is written. After an error (exit code 2, with the line and the ' +
      'remedy) standard output is empty. Warnings go to standard error.',
    'An id that occurs twice is an error for databases, and a warning for json, jsonl, csv and npy.',
    'A head that the target cannot hold is an error when `--heads` names it, and a warning otherwise.',
    '`--setup` encodes nothing. It writes for milvus and milvus-rest the body of collections/create, for elasticsearch and opensearch the ' +
      'mapping, for weaviate the class, for vespa the schema.',
  ],
  example: `echo '{"id":1,"text":"如何申请退款？"}' | npm run -s cli -- export --to milvus > rows.json`,
  options: ['to', 'collection', 'setup', ...MODEL_OPTIONS, 'truncateDim', 'heads', ...RUN_OPTIONS],
  load: async () => (await import('./run')).run,
})
