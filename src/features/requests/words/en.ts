/** Requests to copy. */
export const requests = {
  copy: {
    button: 'Copy curl',
    title: 'Copies the request for these texts: {{dialect}}, {{form}}',
    copied: 'Copied',
    failed: 'Not copied',
    nothing: 'No text',
    none: 'Cannot be had',
    more: 'Dialect, server and form of the request',
  },
  intro:
    'The request that gives these vectors on your server. The texts are the model’s exact input: rules applied, prefix before A. Keys are never written; $API_KEY stands for yours.',
  empty: 'There is no text yet: type or open text A, and its request stands here.',
  dialect: 'Server',
  form: 'Written for',
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
    health: 'Whether the server is there',
  },
  url: 'Base URL',
  urlHint: 'Without the dialect’s own path; with /v1 or without.',
  model: 'Model name',
  modelNone: 'this server serves one model and is not told which',
  withKey: 'with key',
  keyTitle: 'The request carries a key from the variable API_KEY.',
  keyAlways: 'This service always wants a key.',
  reset: 'Default server',
  command: 'Command',
  copyCommand: 'Copy',
  size: '{{bytes}} bytes, {{lines}} lines',
  shortened: 'Shown are the first {{shown}} of {{all}} characters; the copy has all.',
  download: 'Download {{name}} ({{bytes}} bytes)',
  downloadNote: 'The body is too long for a line: the command writes this file first, then sends it.',
  downloadNotePowershell: 'The command writes this file first, then sends it.',
  gives: {
    title: 'What each request gives',
    request: 'request',
    what: 'gives',
    texts: '{{count}} texts',
    bytes: 'body, bytes',
    'vectors-dense': 'dense vectors',
    'vectors-sparse': 'sparse weights',
    'vectors-colbert': 'ColBERT rows',
    'similarity-dense': 'dense score',
    'similarity-sparse': 'sparse score',
    'similarity-colbert': 'ColBERT score',
    ids: 'token ids',
    health: 'whether it is there',
  },
  cannotTitle: 'Not to be had from {{dialect}}',
  head: { dense: 'dense', sparse: 'sparse', colbert: 'ColBERT' },
  cannot: {
    'openai-dense-only': 'The OpenAI format has one dense vector per text and no place for other heads.',
    'tei-sparse':
      'TEI gives sparse vectors of SPLADE models only; for bge-m3 /embed_sparse answers 424 (text-embeddings-inference#141).',
    'tei-colbert':
      'TEI has no ColBERT head: /embed_all gives raw hidden states with <s>, neither projected nor normalised.',
    'infinity-dense-only': 'Infinity gives dense vectors only (infinity#146, #340).',
    'gguf-dense-only':
      'A GGUF file of bge-m3 has the dense head only; the sparse and ColBERT weights are not in it.',
    'xinference-colbert': 'Xinference has no call for ColBERT rows.',
    'dashscope-colbert': 'DashScope gives dense and sparse vectors, no ColBERT rows.',
    'no-similarity': 'It has no call for a score: take the vectors of both texts and compute it.',
    'one-text': 'A score needs two texts.',
    'no-tokenize': 'It has no call for tokens.',
    'no-health': 'It has no call that says whether it is there.',
    'url-empty': 'There is no base URL.',
    'url-invalid': 'The base URL is no address that starts with http:// or https://.',
    'url-credentials':
      'The base URL has a name or password before the @. It is not written into a command that is passed on: take it out and use the key.',
    'url-query': 'The base URL has a ? or #. Give what stands before it; keys do not belong there.',
  },
  notSent: {
    maxLength: 'max_length {{value}} is not sent: there is no field for it.',
    truncateDim: 'truncate_dim {{value}} is not sent: cut the vector and normalise it yourself.',
    normalize: 'Unnormalised vectors cannot be asked for: the reply is normalised.',
  },
  notes: 'What to know about {{dialect}}',
  note: {
    'limit-unknown':
      'Where the server cuts a long text is its own setting, and it does not say so. The length sweep of the section “Live endpoint” finds out.',
    'openai-dimensions': '“dimensions” is refused by some servers (vLLM for bge-m3) and ignored by others.',
    'tei-truncate':
      '“truncate” cuts at the server’s own limit (8192 for bge-m3), not at the page’s max_length.',
    'tei-fp16': 'TEI computes in float16 on CUDA and in float32 on CPU: the last digits differ.',
    'tei-batch': 'By default it takes 32 texts and 2 MB a request; an empty text is answered with 400.',
    'tei-spaces':
      'It uses tokenizer.json as written (hf4): a space or newline at the end is a token more than with transformers 5.',
    'infinity-strips':
      'Infinity strips white space at both ends of every text before it tokenizes, and takes 122,880 characters at most.',
    'infinity-dimensions':
      '“dimensions” slices the vector and does not normalise it again: its length is below 1. Normalise it before you compare.',
    'infinity-prefix':
      'Its routes have no /v1 unless it was started with --url-prefix /v1: put that into the base URL.',
    'vllm-serve':
      'Sparse and ColBERT need: vllm serve BAAI/bge-m3 --runner pooling --hf-overrides \'{"architectures":["BgeM3EmbeddingModel"]}\'. A server started with one --pooler-config.task answers that task only.',
    'vllm-fp16': 'It takes float16 for the float32 checkpoint unless it is told --dtype float32.',
    'vllm-truncation':
      '/tokenize does not truncate: for a text above max_length only the first weights have their ids.',
    'vllm-positions':
      'token_classify gives one weight per position, without <s> and </s>. The ids come from /tokenize; per id take the greatest.',
    'vllm-dimensions': '“dimensions” is an error for bge-m3, so it is not sent.',
    'ollama-num-ctx':
      'num_ctx loads the model anew where it differs from the last request’s. It is the page’s max_length.',
    'ollama-cap': 'Texts may be cut at 2048 tokens whatever num_ctx says (ollama#10368, #14259).',
    'ollama-truncate': 'Since 0.13.5 “truncate” may be ignored (ollama#14186).',
    'ollama-steps': 'Vectors jump where a text passes 512, 1024 or 1536 tokens (ollama#11856).',
    'ollama-nan': 'bge-m3 on a GPU may give NaN, answered with status 500 (ollama#13572, #14657).',
    'xinference-engine': 'Sparse weights need the engine “flag”: xinference launch --model-engine flag.',
    'xinference-one-head': 'A request gives dense or sparse vectors, not both: there are two.',
    'llamacpp-start':
      'Start it with --embeddings --pooling cls -c 8192 -b 8192 -ub 8192: a text above -ub is answered with 500.',
    'llamacpp-tokens':
      'Its tokenizer may split otherwise than tokenizer.json (llama.cpp#8658, #13725): compare the ids.',
    'siliconflow-models': '“Pro/BAAI/bge-m3” is the same model on paid capacity.',
    'dashscope-no-bge-m3':
      'DashScope has no bge-m3. Its text-embedding models give other vectors: nothing here can be compared with them.',
    'dashscope-native':
      'Sparse vectors come from the native API only. Without text_type it takes a text for a document, also a query.',
    'fastapi-one-text': 'It takes one text a request.',
    'fastapi-max-length':
      'It passes no max_length on, so the installed FlagEmbedding’s default holds: 512 tokens from version 1.3, 8192 before.',
    'fastapi-fp16': 'It computes in float16 on CUDA and in float32 on CPU.',
    'm3scope-serve':
      'Start it with: m3scope serve --model FOLDER. It is the same engine as this page; the tokenizer mode is as it was started.',
  },
}
