export const common = {
  stale: 'Stale: {{what}} changed since. These numbers belong to the run before.',
  /** Inputs of a result, as the sentence above lists them. */
  change: {
    textA: 'text A',
    textB: 'text B',
    modelHash: 'the model',
    prefix: 'the query prefix',
    rules: 'the preprocessing rules',
    leaveOutMetadata: 'whether timestamps and speakers are encoded',
    maxLength: 'max_length',
    tokenizerMode: 'the tokenizer mode',
    normalize: 'normalisation',
    truncateDim: 'truncate_dim',
    activations: 'the scaling of int8 activations',
    provider: 'WASM or WebGPU',
    split: 'the split into sentences',
    heatmapOptions: 'the options of the heatmap',
    vector: 'the foreign vector',
    side: 'the text to explain',
    title: 'the title',
    server: 'the server',
    secondModel: 'model 2',
  },
  copy: { copied: 'copied', failed: 'could not copy' },
  num: { title: '{{value}} (click copies)' },
  matrix: {
    zoomIn: 'Zoom in (+)',
    zoomOut: 'Zoom out (−)',
    fit: 'Whole matrix (0)',
    fitShort: 'Fit',
    hint: 'Ctrl + wheel or pinch zooms, drag pans; arrow keys walk, Enter opens, Escape releases',
  },
  formula: { copy: 'Copy the formula, numbers in full' },
  unavailable: {
    'no-output-no-head-file':
      'Not available: the graph has no such output, and no file with the weights of this head lies beside it.',
    'dense-only':
      'Not available: the graph ends in one sentence vector; there are no token states to work on.',
    'no-pooling':
      'Not available: the graph gives token states, and no 1_Pooling/config.json says how to pool them. In the model dialog you can choose (bge-m3 takes CLS).',
    'normalised-in-graph':
      'Not available: the graph returns vectors of length 1; the length before is not in its output.',
    'weights-sum-to-zero': 'Not available: the weights of this fused score sum to 0, and 0 ÷ 0 is no score.',
    'head-unavailable': 'Not available: this score needs a head that the model lacks.',
    'hidden-states-inside':
      'Not available: the graph runs whole and does not give its hidden states. Layer by layer they can be read.',
    'attention-fused':
      'Not available: one operator of this graph computes attention and keeps the weights to itself. An unfused export has them.',
    'attention-whole':
      'Not available: the graph runs whole, and attention weights are read off single layers.',
    'attention-unknown': 'Not available: the graph’s attention has a form that m3scope does not know.',
  },
  execution: {
    runs: 'Runs',
    layers_one: 'layer by layer, {{count}} layer',
    layers_other: 'layer by layer, {{count}} layers',
    byLayer: 'layer by layer',
    whole: 'whole graph',
    why: {
      chosen: 'as chosen in the options',
      webgpu: 'WebGPU runs a graph whole',
      functions: 'the graph calls functions of its own, which cannot be cut',
      'no-attention': 'nothing tells where a layer begins: no Softmax, no attention operator',
      'no-chain': 'no tensors that all data must pass, or the blocks between them do not repeat',
      'types-unknown': 'the type of a tensor between two parts cannot be told',
      rejected: 'the runtime refuses a part of it, or a part does not give what the next one needs',
    },
    whyDetail: '{{why}} ({{detail}})',
    heap: 'WASM heap',
    heapNote: 'once loaded, estimated; texts take more',
    table: 'Word embeddings',
    tableOutside: 'outside the WASM heap',
    tableOutsideNote: 'only the rows of the tokens at hand are read',
    tableInside: 'in the WASM heap',
    blocked: 'Long texts',
    blockedFrom: 'attention in blocks of queries from {{count}} tokens',
    blockedNever: 'attention in one piece: memory grows with the square of the length',
    attention: 'Attention weights',
    attentionOf: '{{layers}} layers × {{heads}} heads',
  },
  /** int8 and uint8 graphs that quantise activations while they run. */
  activations: {
    with: '{{dtype}}, {{words}}',
    label: 'Activations',
    published: 'as published',
    faithful: 'one scale per token',
    publishedShort: 'as published',
    faithfulShort: 'per token',
  },
  /** Of errors. */
  restarted: {
    yes: 'A new engine starts by itself with the same model; texts, settings and the last results are kept.',
    no: 'Press Analyze: a new engine starts and loads the model again.',
  },
  /** What does not fit in a case that was edited by hand. */
  altered: {
    bytes: 'they do not have the hash that stands beside them',
    text: 'it is not what its bytes say',
    score: 'it is not what its explanation adds up to',
    fused: 'it is not the mean that the weights give',
    whole: 'it is not the hash of the texts, rules, settings and results',
  },
  /** What is wrong with a shared link. */
  damaged: {
    empty: 'Nothing stands after #case=.',
    start: 'It does not begin as a link does.',
    early: 'It ends too early, or has characters that no link has.',
    checksum: 'Its checksum does not fit: a part is missing or changed.',
    unpack: 'It cannot be unpacked: a part is missing or changed.',
    large: 'It grows larger than two texts can be.',
  },
  remedy: {
    units: 'Use fewer sentences, or chunks.',
    layers: 'Load the model layer by layer (option “Threads”): it takes far less.',
    shorter: 'Lower max_length, or shorten the text.',
    rows: 'Ask for fewer rows of attention: the one of <s>, or a window.',
  },
  what: { layer: 'layer', head: 'head', row: 'row' },
}
