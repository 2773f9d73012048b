/** The section of requests that the user can copy. */
export const requests = {
  copy: {
    button: 'Copy curl',
    title: 'Copy the request for these texts: {{dialect}}, {{form}}',
    copied: 'Copied',
    failed: 'Not copied',
    nothing: 'No text',
    none: 'Not possible',
    more: 'API dialect, server and form of the request',
  },
  intro:
    'The request that returns these vectors from your server. The texts are the exact model input: with the rules applied and the prefix before A. Keys are never written; $API_KEY stands for yours.',
  empty: 'There is no text yet: type or open text A, and its request is shown here.',
  dialect: 'Server',
  form: 'Written as',
  kind: {
    label: 'Asks for',
    vectors: 'vectors',
    similarity: 'similarity',
    tokenize: 'tokens',
    health: 'health',
  },
  kindTitle: {
    vectors: 'The vectors of the page’s mode',
    similarity: 'The score of A and B, computed by the server',
    tokenize: 'Token ids of all texts',
    health: 'Whether the server is running',
  },
  url: 'Base URL',
  urlHint: 'Without the path of the API; with or without /v1.',
  model: 'Model name',
  modelNone: 'this server serves only one model, so no name is sent',
  withKey: 'with key',
  keyTitle: 'The request carries a key from the variable API_KEY.',
  keyAlways: 'This service always needs a key.',
  reset: 'Default server',
  command: 'Command',
  copyCommand: 'Copy',
  size: 'bytes: {{bytes}}, lines: {{lines}}',
  shortened: 'The first {{shown}} of {{all}} characters are shown; the copy has all of them.',
  download: 'Download {{name}} ({{bytes}} bytes)',
  downloadNote: 'The body is too long for a command line: the command writes this file first, then sends it.',
  downloadNotePowershell: 'The command writes this file first, then sends it.',
  gives: {
    title: 'What each request returns',
    request: 'request',
    what: 'returns',
    bytes: 'body, bytes',
    'vectors-dense': 'dense vectors',
    'vectors-sparse': 'sparse weights',
    'vectors-colbert': 'ColBERT rows',
    'similarity-dense': 'dense score',
    'similarity-sparse': 'sparse score',
    'similarity-colbert': 'ColBERT score',
    ids: 'token ids',
    health: 'whether it is running',
  },
  cannotTitle: 'Not available from {{dialect}}',
  head: { dense: 'dense', sparse: 'sparse', colbert: 'ColBERT' },
  cannot: {
    'openai-dense-only':
      'The OpenAI format has one dense vector per text and no field for other model heads.',
    'tei-sparse':
      'TEI returns sparse vectors only for SPLADE models; for bge-m3 /embed_sparse returns 424 (text-embeddings-inference#141).',
    'tei-colbert':
      'TEI has no ColBERT head: /embed_all returns raw hidden states with <s>, neither projected nor normalised.',
    'infinity-dense-only': 'Infinity returns only dense vectors (infinity#146, #340).',
    'gguf-dense-only':
      'A GGUF file of bge-m3 has only the dense head; it does not contain the sparse and ColBERT weights.',
    'xinference-colbert': 'Xinference has no API for ColBERT rows.',
    'dashscope-colbert': 'DashScope returns dense and sparse vectors, but no ColBERT rows.',
    'no-similarity': 'It has no API for a score: get the vectors of both texts and compute it.',
    'one-text': 'A score needs two texts.',
    'no-tokenize': 'It has no API for tokens.',
    'no-health': 'It has no health check.',
    'url-empty': 'The base URL is empty.',
    'url-invalid': 'The base URL must start with http:// or https://.',
    'url-credentials':
      'The base URL has a name or password before the @. It is not written into a command that others may see: remove it and use the key.',
    'url-query': 'The base URL has a ? or #. Enter only the part before it; keys do not belong there.',
  },
  notSent: {
    maxLength: 'max_length {{value}} is not sent: there is no field for it.',
    truncateDim: 'truncate_dim {{value}} is not sent: cut the vector and normalise it yourself.',
    normalize: 'Vectors that are not normalised cannot be requested: the response is normalised.',
  },
  notes: 'About {{dialect}}',
  note: {
    'limit-unknown':
      'The server’s own settings decide where it cuts a long text, and it does not report it. The length sweep in the section “Live endpoint” finds out.',
    'openai-dimensions': 'Some servers refuse “dimensions” (vLLM for bge-m3), others ignore it.',
    'tei-truncate':
      '“truncate” cuts at the server’s own limit (8192 for bge-m3), not at the page’s max_length.',
    'tei-fp16': 'TEI computes in float16 on CUDA and in float32 on CPU: the last digits differ.',
    'tei-batch': 'By default it takes 32 texts and 2 MB per request; an empty text gets a 400.',
    'tei-spaces':
      'It uses tokenizer.json as it is (hf4): a space or newline at the end gives one more token than transformers 5.',
    'infinity-strips':
      'Infinity strips white space at both ends of every text before tokenizing, and takes at most 122,880 characters.',
    'infinity-dimensions':
      '“dimensions” only slices the vector and does not normalise it again, so its length is below 1. Normalise it before you compare.',
    'infinity-prefix':
      'Its paths have no /v1 unless it was started with --url-prefix /v1: then put /v1 into the base URL.',
    'infinity-usage': 'Its “usage” counts characters, not tokens.',
    'vllm-serve':
      'Sparse and ColBERT need: vllm serve BAAI/bge-m3 --runner pooling --hf-overrides \'{"architectures":["BgeM3EmbeddingModel"]}\'. A server started with one --pooler-config.task serves only that task.',
    'vllm-fp16': 'It converts the float32 checkpoint to float16 unless it is started with --dtype float32.',
    'vllm-truncation':
      '/tokenize does not truncate: if a text exceeds max_length, only the first weights have ids.',
    'vllm-positions':
      'token_classify returns one weight per position, without <s> and </s>. The ids come from /tokenize; for each id take the largest weight.',
    'vllm-dimensions': '“dimensions” is an error for bge-m3, so it is not sent.',
    'ollama-num-ctx':
      'If num_ctx differs from the last request, Ollama loads the model again. It is set to the page’s max_length.',
    'ollama-cap': 'Texts may be cut at 2048 tokens whatever num_ctx is (ollama#10368, #14259).',
    'ollama-truncate': 'Since 0.13.5 “truncate” may be ignored (ollama#14186).',
    'ollama-steps': 'Vectors change abruptly when a text passes 512, 1024 or 1536 tokens (ollama#11856).',
    'ollama-nan': 'bge-m3 on a GPU may give NaN; the response is status 500 (ollama#13572, #14657).',
    'xinference-engine': 'Sparse weights need the engine “flag”: xinference launch --model-engine flag.',
    'xinference-one-head':
      'One request returns dense or sparse vectors, not both, so there are two requests.',
    'llamacpp-start':
      'Start it with --embeddings --pooling cls -c 8192 -b 8192 -ub 8192: a text longer than -ub gets a 500.',
    'llamacpp-tokens':
      'Its tokens may differ from those of tokenizer.json (llama.cpp#8658, #13725): compare the ids.',
    'siliconflow-models': '“Pro/BAAI/bge-m3” is the same model on paid capacity.',
    'dashscope-no-bge-m3':
      'DashScope has no bge-m3. Its text-embedding models return other vectors, which cannot be compared with anything here.',
    'dashscope-native':
      'Only the native API returns sparse vectors. Without text_type every text is treated as a document, even a query.',
    'fastapi-one-text': 'It takes one text per request.',
    'fastapi-max-length':
      'It does not pass max_length on, so the default of the installed FlagEmbedding applies: 512 tokens from version 1.3 on, 8192 before.',
    'fastapi-fp16': 'It computes in float16 on CUDA and in float32 on CPU.',
    'm3scope-serve':
      'Start it in m3scope’s folder with: npm run -s cli -- serve --model FOLDER. It runs the same engine as this page; the tokenizer mode is set when it starts.',
  },
}
