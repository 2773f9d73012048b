/** The controls of the options, which are fetched when one is opened. The names of the options are in `app`. */
export const options = {
  weightsNote:
    'FlagEmbedding’s weights_for_different_modes. A change takes effect at once; nothing is encoded again.',
  weightsInvalid: 'Enter numbers of 0 or more; dense + sparse must be above 0.',
  reset: 'Reset to 1 : 1 : 1',
  maxLengthLimited: 'This model takes at most {{limit}} tokens: {{chosen}} runs as {{limit}}.',
  maxLengthAbove: '(above this model’s limit of {{limit}})',
  custom: 'Custom',
  customRange: '{{min}} to {{max}}',
  tokenizerTitle: 'Tokenizer mode',
  hf4: 'hf4: tokenizer.json as it is (transformers 4, FlagEmbedding)',
  hf5: 'hf5: as transformers 5 rebuilds it',
  tokenizerOneMode: 'This model’s tokenizer has only one mode.',
  tokenizerUnknown: '(not supported by this model’s tokenizer)',
  prefixNone: 'none',
  prefixTitle: 'Query prefix, added before text A',
  prefixNote:
    'bge-m3 needs no prefix; other embedding models expect “query: ” or an instruction. The prefix counts as part of A.',
  normalizeTitle: 'Normalise dense and ColBERT vectors to length 1',
  normalizeNote: 'FlagEmbedding’s normalize_embeddings.',
  normalizeInGraph:
    'This graph already returns {{heads}} vectors of length 1; the vectors before normalisation are not available.',
  on: 'on',
  off: 'off',
  truncateDimTitle: 'How many dimensions of the dense vector are kept',
  truncateDimNote: 'The vector is cut, then normalised. Sparse and ColBERT do not change.',
  truncateDimNone: '(the full vector)',
  truncateDimMilvus: 'for Milvus schemas of 768 dimensions',
  truncateDimAbove: '(this model has {{dimension}})',
  truncateDimLimited: 'This model’s dense vector has {{dimension}} dimensions: {{chosen}} cuts nothing off.',
  activationsTitle: 'How activations are quantised',
  activationsPublished: 'As published: one scale per tensor',
  activationsPublishedNote:
    'What the file itself does, like all public int8 files: the largest value in the whole text sets the scale of every token. Choose it to reproduce a server that runs this file.',
  activationsFaithful: 'Faithful: one scale per token',
  activationsFaithfulNote:
    'An outlier in one token no longer affects the others. The result is closer to the fp32 model and takes up to a tenth longer.',
  activationsMeasured:
    'Measured against fp32 on a small multilingual model: the smallest cosine of the dense vectors is 0.975 as published and 0.997 with one scale per token (weights quantised per column in both).',
  arithmeticTitle: 'Which CPU’s integer sums the layers compute',
  arithmeticExact: 'Exact: every CPU with VNNI or AMX, ARM, WebAssembly',
  arithmeticExactNote: 'Products of 8-bit integers are added without loss.',
  arithmeticAvx2: 'AVX2: an x86 CPU without VNNI',
  arithmeticAvx2Note:
    'onnxruntime adds two products in 16 bits there, and what exceeds them is cut off (saturation). Choose it to reproduce a server that runs this file on such a CPU, for example a Xeon E5 v4. On the server: lscpu | grep -i vnni. It concerns the layers; heads of int8 stay exact.',
  arithmeticMeasured:
    'Measured on int8 files with a scale for each column: cosine of the dense vectors, exact against AVX2, 0.957 to 0.992. What remains against a real server is rounding noise of quantised activations: about 0.996 in two runs of the same file whose last digits differ.',
  webgpuTitle:
    'Runs on WebGPU: numbers differ from WASM in the last digits. You can choose WASM in the model dialog.',
  threadsTitle: 'WASM threads',
  threadsAndGraph: 'WASM threads, and how the graph runs',
  auto: 'auto',
  threadsAuto: 'auto ({{count}})',
  graph: 'Graph',
  graphLayers: 'layer by layer',
  graphNote:
    'Running layer by layer takes a third of the memory at the same speed, and allows longer texts. Running the whole graph puts everything into one session; a graph that cannot be split always runs this way.',
  threadsNote: 'A change restarts the engine and loads the model again.',
  threadsOne:
    'Only one thread: the page is not cross-origin isolated (the server does not send the COOP and COEP headers).',
  /** How the layers of a model run. */
  execution: {
    runs: 'Runs',
    why: {
      chosen: 'chosen in the options',
      'fixed-shape': 'it takes a fixed number of tokens or of texts',
      webgpu: 'WebGPU runs a graph only as a whole',
      functions: 'the graph calls its own functions, so it cannot be split',
      'no-attention':
        'the graph has no Softmax and no attention operator, so the start of a layer cannot be found',
      'no-chain':
        'there are no tensors that all data passes through, or the blocks between them do not repeat',
      'types-unknown': 'the type of a tensor between two parts is unknown',
      rejected: 'the runtime refused a part, or a part does not return what the next part needs',
    },
    whyDetail: '{{why}} ({{detail}})',
    heap: 'WASM heap',
    heapNote: 'estimate after loading; texts take more',
    table: 'Word embeddings',
    tableOutside: 'outside the WASM heap',
    tableOutsideNote: 'only the rows of the current tokens are read',
    tableInside: 'in the WASM heap',
    encoder: 'Layers',
    own_one: 'our own encoder ({{kernels}}), {{count}} thread',
    own_other: 'our own encoder ({{kernels}}), {{count}} threads',
    ownShort: 'our own encoder',
    onnxruntime: 'onnxruntime-web',
    encoderWhy: {
      chosen: 'chosen in the options',
      unrecognised: 'a layer is not what our encoder computes',
      unavailable: 'our encoder does not start here',
      weights: 'weights that our encoder does not multiply',
      differs: 'our encoder gave another result when the model was loaded',
    },
    blocked: 'Long texts',
    blockedFrom: 'attention in blocks of queries, from {{count}} tokens on',
    running: 'attention with a running softmax: memory grows with the length alone',
    blockedNever: 'attention in one block: memory grows with the square of the length',
    fusedLimit:
      'at most {{tokens}} tokens: {{operator}} with heads of {{headSize}} exceeds 32-bit WebAssembly beyond that',
    attention: 'Attention weights',
    attentionOf: '{{layers}} layers × {{heads}} attention heads',
  },
} as const
