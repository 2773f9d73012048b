/** Downloads of vectors. */
export const exports = {
  intro:
    'The vectors of both texts as a file: to keep, to reproduce, or to load into a database. Every number is written in full; read back as float32, it is identical bit for bit.',
  options: 'What is written',
  target: { label: 'Format or database' },
  about: {
    json: 'Everything: settings, model identity, preprocessing, token ids and tokens. Format m3scope/vectors, version 1, with a JSON Schema.',
    milvus:
      '{"rows": […]} for bulk import and pymilvus: id, text, dense, sparse by token id, ColBERT as StructArray.',
    'milvus-rest':
      'Request bodies for /v2/vectordb/entities/insert, one per line, at most 100 entities each; up to 100 records make one body.',
    qdrant:
      'The body that creates the collection, and the points: named vectors dense, sparse, colbert (max_sim is the sum: FlagEmbedding’s score times the rows of the query). An id that is neither a number nor a UUID becomes a UUID of version 5; the payload keeps the original id.',
    elasticsearch:
      'NDJSON for _bulk: dense_vector, sparse_vector, rank_vectors. The mapping is a separate file; it switches pruning off, which would drop weights of bge-m3. Elasticsearch keeps 9 significant bits of a weight, so its sparse scores differ by up to 0.4 %.',
    opensearch:
      'NDJSON for _bulk: knn_vector, rank_features; ColBERT rows are only in the source document. The mapping is a separate file.',
    pgvector:
      'One SQL script: table and rows, vector and sparsevec. sparsevec counts from 1: token id 4865 is 4866.',
    weaviate:
      'Request body for /v1/batch/objects with named vectors. Weaviate does not accept sparse vectors.',
    vespa: 'A feed with one put per line and tensors; the schema is a separate file.',
    jsonl:
      'One object per line: id, text, dense, sparse, colbert, and the model and settings that made them.',
    csv: 'RFC 4180; vectors are JSON in their cells. The text is exact: import it as text, since a spreadsheet executes a cell that begins with "=".',
    npy: 'NumPy: dense_vecs as one float32 matrix [records, dimension], in the order of the records. Ids and texts are not included.',
  },
  noIdentity:
    'This format cannot hold the model and settings that made the vectors: keep the JSON beside it.',
  unit: { label: 'Scope' },
  heads: { label: 'Model heads', dense: 'dense', sparse: 'sparse', colbert: 'ColBERT' },
  size: {
    head: '≈ {{size}}',
    colbert: 'ColBERT takes about {{size}}: one row of {{dimension}} numbers per token.',
    total: 'Size of this file',
    about_one: '≈ {{size}}, {{count}} record',
    about_other: '≈ {{size}}, {{count}} records',
    unknown: 'known once the model is loaded',
    nothing: 'no text yet',
  },
  dimension: {
    label: 'Dimensions of dense_vecs',
    page: 'As on the page: {{dimension}}',
    pageUnknown: 'As on the page',
    whole: 'Full',
    custom: 'Another number',
    note: 'Cut, then normalised, as FlagEmbedding’s truncate_dim; JSON also has the full vector. bge-m3 was not trained for cut vectors.',
    notCut: 'The model has only {{dimension}} dimensions: nothing is cut.',
  },
  name: { label: 'Collection, index or table' },
  run: {
    download: 'Download',
    setup: 'Download the setup file (.{{extension}})',
    setupTitle: 'Mapping, schema or collection: the database needs it before the records',
    cancel: 'Cancel',
    loading: 'Loading the model',
    checking: 'Encoding and checking: {{done}} of {{total}}',
    layer: 'layers: {{done}} of {{total}}',
    writing: 'Writing: {{done}} of {{total}}',
    done_one: '{{file}} · {{size}} · {{count}} record',
    done_other: '{{file}} · {{size}} · {{count}} records',
    refused: 'Nothing was written: fix what is marked as an error.',
    cancelled: 'Cancelled; nothing was written.',
    progress: 'Progress of the download',
  },
  findings: {
    label: 'Findings',
    more: 'not shown: errors: {{error}}, warnings: {{warning}}',
    error: 'Error',
    warning: 'Warning',
    record: 'Record {{record}}',
  },
  finding: {
    'no-records': 'There is nothing to export. Give at least one text.',
    'no-heads':
      'There is no model head left to write for {{title}}. Choose one that both the model and the target support.',
    'demo-model':
      '“{{model}}” is the demonstration model: its vectors are not those of BAAI/bge-m3 and do not fit an index of bge-m3. Load the real model for that.',
    'head-unavailable': 'The model has no {{head}} head, so it is left out. {{reason}}',
    'cannot-hold': '{{title}} cannot store {{head}}, so it is left out. {{reason}}',
    'name-invalid': '“{{name}}” is not a valid name for {{title}}: {{rule}}. Choose another name.',
    'duplicate-id': 'The id {{id}} occurs more than once: later records would replace earlier ones.',
    'id-too-long': 'The id has {{bytes}} bytes, {{title}} allows {{limit}}. Shorten it.',
    'dimension-above':
      '{{head}} vectors have {{dimension}} dimensions, {{title}} allows {{limit}}. Cut dense_vecs to fewer dimensions, or leave this model head out.',
    'not-finite':
      'The {{head}} vector has {{found}} at {{index}}, which no index accepts. The model file is damaged, or fp16 overflowed: load it again, or use the fp32 graph.',
    'zero-vector':
      'The dense vector is all zeros, so it has no cosine: {{title}} refuses it or never finds it. Leave the text out.',
    'sparse-empty':
      'The sparse vector is empty: a sparse search in {{title}} never finds it. Add text, or use only the dense search.',
    'sparse-empty-refused':
      'The sparse vector is empty: a sparse search in {{title}} never finds it, and Milvus Lite refuses the row. Add text, or export without sparse.',
    'sparse-too-many':
      'The sparse vector has {{count}} entries, {{title}} allows {{limit}}. Split the text, or lower max_length.',
    'colbert-too-many':
      'There are {{rows}} ColBERT rows, {{title}} allows {{limit}} for this dimension. Export sentences, or lower max_length.',
    'text-too-long':
      'The text has {{bytes}} bytes, {{title}} allows {{limit}}. Export sentences, or store the whole text elsewhere.',
    'text-forbidden': 'The text has {{found}} at {{at}}, which {{title}} cannot store. Remove it.',
    'lone-surrogate':
      'The text has half of a surrogate pair at {{at}}, which is not valid UTF-8 for {{title}}. Remove it.',
    truncated:
      '{{tokens}} tokens were cut to max_length {{limit}}: the vectors represent only the beginning. Raise max_length, or export sentences.',
    truncatedAtLimit:
      '{{tokens}} tokens were cut to {{limit}}, the most this model takes: the vectors represent only the beginning. Export sentences instead.',
  },
  cannot: {
    'no-given-sparse': 'It computes its own sparse vectors (BM25) and accepts none from outside.',
    'one-matrix': 'The file is one matrix of dense_vecs.',
  },
  rule: {
    milvus: 'letters, digits and _; not starting with a digit; at most 255 characters',
    qdrant: 'no white space and none of < > : " / \\ | ? *; at most 255 characters',
    index:
      'lower case; no white space and none of \\ / * ? " < > | , # :; not starting with - _ +; at most 255 bytes',
    postgres: '1 to 63 bytes',
    weaviate: 'letters, digits and _; starting with a letter',
    vespa: 'letters, digits and _; not starting with a digit',
  },
  load: {
    title: 'How to load it',
    copy: 'Copy the commands',
    notRun: 'The commands take the database’s address and key from environment variables.',
  },
  preview: {
    title: 'Beginning of the file',
    empty: 'Press Analyze to see the beginning of the file, made from your texts.',
    more: 'The file continues.',
    making: 'Making the preview …',
    none: 'No preview: nothing can be written with this choice. Download says why.',
  },
}
