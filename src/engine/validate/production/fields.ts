/** What a database's reply calls its number, as its documentation writes it. */
const FIELDS: Readonly<Record<string, string>> = {
  milvus: 'distance',
  qdrant: 'score',
  pgvector: 'the column of the expression (as you name it in SELECT)',
  elasticsearch: '_score',
  opensearch: '_score',
  weaviate: '_additional.distance (metadata.distance)',
  chroma: 'distances',
  vespa: 'relevance',
  faiss: 'D, the first array of search()',
  lancedb: '_distance',
  azure: '@search.score',
  redis: '__VECTOR_score (as you name it with AS)',
}

/** Numbers of one database that have a field of their own. */
const OWN: Readonly<Record<string, string>> = {
  'weaviate certainty': '_additional.certainty (metadata.certainty)',
  'faiss langchain_relevance': 'the score of similarity_search_with_relevance_scores()',
}

/** In English. @param database as in DATABASES @param metric name of the metric there */
export const fieldOf = (database: string, metric: string): string =>
  OWN[`${database} ${metric}`] ?? FIELDS[database] ?? 'score'
