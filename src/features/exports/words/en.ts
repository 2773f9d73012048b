/** Downloads of vectors. */
export const exports = {
  quick: {
    button: 'Download',
    title: 'Download the vectors: {{target}}, {{units}}, {{heads}}',
    cancel: 'Stop the download',
    running: 'Vectors {{done}}/{{total}}',
    findings_one: '{{count}} warning',
    findings_other: '{{count}} warnings',
    findingsTitle: 'What to know about the file that was downloaded',
  },
  intro:
    'The vectors of both texts as a file: to keep, to replay, or to load into a database. Every number is written in full; read as float32 it is the same bit by bit.',
  options: 'What is written',
  target: { label: 'Format or database' },
  about: {
    json: 'Everything, with settings, model identity, preprocessing, token ids and pieces. Format m3scope/vectors, version 1, with a JSON Schema.',
    milvus:
      '{"rows": […]} for bulk import and pymilvus: id, text, dense, sparse by token id, ColBERT as StructArray.',
    'milvus-rest':
      'Bodies for /v2/vectordb/entities/insert, one a line, of up to 100 entities; up to 100 records are one body.',
    qdrant:
      'The body that creates the collection, and the points: named vectors dense, sparse, colbert (max_sim: the sum, which is FlagEmbedding’s score times the query’s rows). Ids that are neither numbers nor UUIDs become UUIDs of version 5; the payload keeps them.',
    elasticsearch:
      'NDJSON for _bulk: dense_vector, sparse_vector, rank_vectors. The mapping is a file of its own; it switches pruning off, which would drop bge-m3’s weights. Elasticsearch keeps 9 significant bits of a weight, so its sparse scores differ by up to 0.4 %.',
    opensearch:
      'NDJSON for _bulk: knn_vector, rank_features; ColBERT rows in the source only. The mapping is a file of its own.',
    pgvector:
      'One SQL script: table and rows, vector and sparsevec. sparsevec counts from 1: token id 4865 is 4866.',
    weaviate: 'Body for /v1/batch/objects with named vectors. Weaviate takes no sparse vectors from outside.',
    vespa: 'A feed, one put a line, with tensors; the schema is a file of its own.',
    jsonl: 'One object a line: id, text, dense, sparse, colbert, and what made them.',
    csv: 'RFC 4180; vectors are JSON in their cells. Text is exact: import it as text, since a spreadsheet runs what begins with "=".',
    npy: 'NumPy: dense_vecs as one float32 matrix [records, dimension], in the order of the records. Ids and texts have no place in it.',
  },
  noIdentity: 'This format has no place for what made the vectors: keep the JSON beside it.',
  unit: { label: 'Of', texts: 'Texts', sentences: 'Sentences', both: 'Both' },
  heads: { label: 'Heads', dense: 'Dense', sparse: 'Sparse', colbert: 'ColBERT' },
  size: {
    head: '≈ {{size}}',
    colbert: 'ColBERT takes about {{size}}: a row of {{dimension}} numbers for every token.',
    total: 'Size of this file',
    about: '≈ {{size}}, {{count}} records',
    unknown: 'known once the model is loaded',
    nothing: 'no text yet',
  },
  dimension: {
    label: 'Dimensions of dense_vecs',
    page: 'As the page: {{dimension}}',
    pageUnknown: 'As the page',
    whole: 'Whole',
    custom: 'Another number',
    note: 'Cut, then normalised, as FlagEmbedding’s truncate_dim; JSON has the whole vector beside it. bge-m3 was not trained to be cut.',
    notCut: 'The model has {{dimension}} dimensions: nothing is cut.',
  },
  name: { label: 'Collection, index or table' },
  run: {
    download: 'Download',
    setup: 'Download what comes first (.{{extension}})',
    setupTitle: 'Mapping, schema or collection: the database must have it before the records',
    cancel: 'Cancel',
    loading: 'Loading the model',
    checking: 'Encoding and checking: {{done}} of {{total}}',
    layer: 'layer {{done}} of {{total}}',
    writing: 'Writing: {{done}} of {{total}}',
    done: '{{file}} · {{size}} · {{count}} records',
    refused: 'Nothing was written: mend what is marked as an error.',
    cancelled: 'Cancelled, nothing was written.',
    progress: 'Progress of the download',
  },
  findings: {
    label: 'What was found',
    more: 'and {{error}} more errors, {{warning}} more warnings',
    error: 'Error',
    warning: 'Warning',
    record: 'Record {{record}}',
  },
  finding: {
    'no-records': 'There is nothing to export. Give at least one text.',
    'no-heads': 'No head is left to write for {{title}}. Choose one that the model and the target have.',
    'demo-model':
      '“{{model}}” is the embedded demo model: its vectors are not those of BAAI/bge-m3 and do not go with an index of bge-m3. Load the real model for that.',
    'head-unavailable': 'The model has no {{head}} head; it is left out. {{reason}}',
    'cannot-hold': '{{title}} has no place for the {{head}} head; it is left out. {{reason}}',
    'name-invalid': '“{{name}}” is no name for {{title}}: {{rule}}. Choose another.',
    'duplicate-id': 'The id {{id}} is there more than once: later records would replace earlier ones.',
    'id-too-long': 'The id has {{bytes}} bytes, {{title}} takes {{limit}}. Shorten it.',
    'dimension-above':
      '{{head}} vectors have {{dimension}} dimensions, {{title}} takes {{limit}}. Cut dense_vecs to fewer dimensions, or leave the head out.',
    'not-finite':
      'The {{head}} vector has {{found}} at {{index}}, which no index takes. The model’s file is damaged, or fp16 overflowed: load it again, or take the fp32 graph.',
    'zero-vector':
      'The dense vector is all zeros: cosine has no value for it, and {{title}} refuses it or never finds it. Leave the text out.',
    'sparse-empty':
      'The sparse vector is empty: a sparse search in {{title}} never returns it. Give it more text, or leave it to the dense search.',
    'sparse-empty-refused':
      'The sparse vector is empty: a sparse search in {{title}} never returns it, and Milvus Lite refuses the row. Give it more text, or export without the sparse head.',
    'sparse-too-many':
      'The sparse vector has {{count}} entries, {{title}} takes {{limit}}. Split the text, or lower max_length.',
    'colbert-too-many':
      'There are {{rows}} ColBERT rows, {{title}} takes {{limit}} of this dimension. Export sentences, or lower max_length.',
    'text-too-long':
      'The text has {{bytes}} bytes, {{title}} takes {{limit}}. Export sentences, or keep the whole text elsewhere.',
    'text-forbidden': 'The text has {{found}} at {{at}}, which {{title}} cannot store. Remove it.',
    'lone-surrogate':
      'The text has half of a surrogate pair at {{at}}, which is no valid UTF-8 for {{title}}. Remove it.',
    truncated:
      '{{tokens}} tokens, cut to max_length {{limit}}: the vectors stand for the beginning only. Raise max_length, or export sentences.',
  },
  cannot: {
    'no-given-sparse': 'It computes its own, BM25, and takes none from outside.',
    'one-matrix': 'The file is one matrix, of dense_vecs.',
  },
  rule: {
    milvus: 'letters, digits and _, not a digit first, at most 255',
    qdrant: 'no white space and none of < > : " / \\ | ? *, at most 255 characters',
    index:
      'lower case, no white space and none of \\ / * ? " < > | , # :, not - _ + first, at most 255 bytes',
    postgres: '1 to 63 bytes',
    weaviate: 'letters, digits and _, a letter first',
    vespa: 'letters, digits and _, not a digit first',
  },
  load: {
    title: 'How it is loaded',
    copy: 'Copy the commands',
    notRun: 'The database’s address and key come from the environment.',
  },
  preview: {
    title: 'The file begins',
    empty: 'Analyze, or download: then the beginning of the file is shown here, made of your texts.',
    more: 'The file goes on.',
  },
}
