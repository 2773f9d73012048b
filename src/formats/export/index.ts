/** The targets in the order of the page. A new target needs a file, a name in TARGET_NAMES and a line here. */
import { csvTarget } from './csv'
import { elasticsearchTarget } from './elasticsearch'
import { jsonTarget } from './json'
import { jsonlTarget } from './jsonl'
import { milvusRestTarget, milvusTarget } from './milvus'
import { npyTarget } from './npy'
import { opensearchTarget } from './opensearch'
import { pgvectorTarget } from './pgvector'
import { qdrantTarget } from './qdrant'
import { TARGET_NAMES, type ExportTarget, type TargetName } from './types'
import { vespaTarget } from './vespa'
import { weaviateTarget } from './weaviate'

const TARGETS: Readonly<Record<TargetName, ExportTarget>> = {
  json: jsonTarget,
  milvus: milvusTarget,
  'milvus-rest': milvusRestTarget,
  qdrant: qdrantTarget,
  elasticsearch: elasticsearchTarget,
  opensearch: opensearchTarget,
  pgvector: pgvectorTarget,
  weaviate: weaviateTarget,
  vespa: vespaTarget,
  jsonl: jsonlTarget,
  csv: csvTarget,
  npy: npyTarget,
}

export const EXPORT_TARGETS: readonly ExportTarget[] = TARGET_NAMES.map((name) => TARGETS[name])

export const targetOf = (name: TargetName): ExportTarget => TARGETS[name]
