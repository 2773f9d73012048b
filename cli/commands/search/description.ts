import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const search = describe({
  summary: 'The documents that a vector database finds for each query',
  argument: '[FILE]',
  input: '{"query_id"?,"query"} (or {"id"?,"text"}); further fields are kept',
  output: '{"query_id","query","document_id","document","rank","score",…} for each document',
  details: [
    'The query’s vectors are those of the model here, or of a server with `--endpoint`. The corpus stays in the database.',
    '`score` is the database’s number as it is; standard error says what it is: a distance, a cosine, a fused score. ' +
      'docs/contract/search.md has the requests and what is read of the replies.',
    'The rows are what `validate` reads: `search … | validate -` scores and explains what production returned.',
    'Fields are recognised from the collection’s description; options name them where several could be meant.',
    'The key of the database is read from the variable `DATABASE_KEY`, that of `--endpoint` from `API_KEY`. Elasticsearch and ' +
      'OpenSearch also take `user:password`; for pgvector it is the password.',
    'pgvector is searched through the program `psql`; `--url` is a connection string, and PGHOST, PGDATABASE, … hold too.',
    'A query that the database refuses is named on standard error, the others go on, and the exit code is 1.',
  ],
  example:
    'npm run -s cli -- search --database qdrant --collection docs --by hybrid --top 5 queries.jsonl | npm run -s cli -- validate -',
  options: [
    'database',
    'url',
    'collection',
    'by',
    'top',
    'candidates',
    'ranker',
    'rankConstant',
    'weights',
    'denseField',
    'sparseField',
    'textField',
    'idField',
    'tenant',
    'inDatabase',
    'pipeline',
    'rest',
    'metric',
    'psql',
    'parallel',
    'timeout',
    'endpoint',
    'dialect',
    'modelName',
    ...MODEL_OPTIONS,
    'truncateDim',
    ...RUN_OPTIONS,
  ],
  load: async () => (await import('./run')).run,
})
