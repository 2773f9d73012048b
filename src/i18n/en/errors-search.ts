/** Searches in databases. */
export const searchErrors = {
  'search/cannot': {
    title: '{{database}} has no {{kind}} search with vectors of your own',
    next: 'Choose another kind of search. Chroma’s server searches dense vectors only; the sparse side of Weaviate is BM25 over the text.',
  },
  'search/name': {
    title: '“{{found}}” cannot be a name in {{database}}',
    next: 'Names of classes and properties have letters, digits and _ only. Check the collection and the fields.',
  },
  'search/no-collection': {
    title: 'Which collection of {{database}}?',
    next: 'Enter the name of the collection, index or class (in the terminal: --collection).',
  },
  'search/refused': {
    title: '{{host}} refused the search',
    next: 'The database says: {{said}}',
  },
  'search/unreadable': {
    title: 'The response does not have the format of {{database}}',
    next: 'Found: {{found}}. Check that the address and the kind of database belong together.',
  },
  'search/no-field': {
    title: 'Which field of {{collection}} holds the {{kind}} vectors?',
    next: '{{database}} names these: {{known}}. Enter the name of the field (in the terminal: --dense-field, --sparse-field).',
  },
  'search/dimension': {
    title: 'The field {{field}} has {{expected}} dimensions, the query’s vector has {{found}}',
    next: 'The collection was filled by another model, or with another truncate_dim. Load that model here, or take the vectors of its endpoint.',
  },
  'search/no-vector': {
    title: 'There is no {{kind}} vector of the query',
    next: 'The model here, or the endpoint, does not give this kind. Search by another kind, or load a model that has this head.',
  },
  'search/no-text': {
    title: 'No document came back with its text',
    next: 'Documents are encoded and explained here, so {{database}} must return their text. Fields that came back: {{known}}. Enter the name of the text field (in the terminal: --text-field).',
  },
  'search/no-queries': {
    title: 'There are no queries to search for',
    next: 'Drop a file with queries first, or type one into the text on the left.',
  },
  'search/nothing-found': {
    title: 'No query found a document',
    next: 'Queries sent: {{count}}; failed: {{failed}}. Is the collection empty, or is it the wrong one?',
  },
  'search/no-psql': {
    title: 'The program {{program}} is not there',
    next: 'pgvector is searched through PostgreSQL’s own client. Install it (Debian: postgresql-client), or name it with --psql.',
  },
  'search/psql': {
    title: 'PostgreSQL refused the search',
    next: 'psql says: {{said}}',
  },
}
