/** The databases that can be searched. A new one needs a file, a line here and a name in types.ts. */
import { chroma } from './chroma'
import { elasticsearch } from './elasticsearch'
import { milvus } from './milvus'
import { opensearch } from './opensearch'
import { qdrant } from './qdrant'
import type { SearchAdapter, SearchedName } from './types'
import { weaviate } from './weaviate'

export const SEARCHED: Readonly<Record<SearchedName, SearchAdapter>> = {
  milvus,
  qdrant,
  elasticsearch,
  opensearch,
  weaviate,
  chroma,
}
