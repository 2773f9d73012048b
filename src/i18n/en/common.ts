export const common = {
  stale: 'Stale: {{what}} changed since. These numbers are from the earlier run.',
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
    arithmetic: 'the arithmetic of int8 products',
    provider: 'WASM or WebGPU',
    split: 'the split into sentences',
    heatmapOptions: 'the options of the heatmap',
    vector: 'the foreign vector',
    side: 'the text to explain',
    title: 'the title',
    server: 'the server',
    secondModel: 'model 2',
    templates: 'your own templates',
  },
  scoreNames: {
    dense: 'dense',
    sparse: 'sparse',
    colbert: 'ColBERT',
    'sparse+dense': 'sparse+dense',
    'colbert+sparse+dense': 'ColBERT+sparse+dense',
  },
  number: {
    'not-a-number': '“{{typed}}” is not a number, and was not taken. ',
    'not-whole': '“{{typed}}” is not a whole number, and was not taken. ',
    'out-of-range': '“{{typed}}” is out of range, and was not taken. ',
    range: 'Possible: {{min}} to {{max}}.',
    least: 'Smallest: {{min}}.',
    most: 'Largest: {{max}}.',
  },
  copy: { copied: 'copied', failed: 'not copied' },
  num: { title: '{{value}} (click to copy)' },
  matrix: {
    zoomIn: 'Zoom in (+)',
    zoomOut: 'Zoom out (−)',
    fit: 'Whole matrix (0)',
    fitShort: 'Fit',
    hint: 'Zoom: Ctrl + wheel or pinch. Pan: drag. Arrow keys move, Enter opens, Escape closes.',
  },
  /** Between the members of a list. */
  list: ', ',
  formula: { copy: 'Copy the formula with full-precision numbers' },
  unavailable: {
    'no-output-no-head-file':
      'Not available: the graph has no such output, and there is no file with the weights of this model head.',
    'dense-only': 'Not available: the graph returns only one sentence vector, no hidden states of tokens.',
    'no-pooling':
      'Not available: the graph returns hidden states, but there is no 1_Pooling/config.json that gives the pooling. You can choose it in the model dialog (bge-m3 uses CLS).',
    'pooling-unknown':
      'Not available: m3scope does not compute the pooling that 1_Pooling/config.json gives. It computes cls, max, mean, mean_sqrt_len_tokens, weightedmean and lasttoken.',
    'module-unknown':
      'Not available: modules.json has a module that m3scope does not compute. It computes Pooling, then Dense with Identity, Tanh, ReLU or Sigmoid, and Normalize.',
    'normalised-in-graph':
      'Not available: the graph returns vectors of length 1; it does not output the length before normalisation.',
    'weights-sum-to-zero': 'Not available: the weights of this fused score sum to 0, so it would be 0 ÷ 0.',
    'head-unavailable': 'Not available: this score needs a model head that this model does not have.',
    'hidden-states-inside':
      'Not available: the graph runs whole and does not return its hidden states. They are available when it runs layer by layer.',
    'attention-fused':
      'Not available: this graph computes attention in one fused operator, which does not return the weights. Use an export without fused attention.',
    'attention-whole':
      'Not available: the graph runs whole; attention weights can be read only layer by layer.',
    'attention-unknown': 'Not available: m3scope does not know how this graph computes attention.',
  },
  /** Where a model comes from, and what a fact about it was read from. */
  origins: {
    site: 'this site: {{name}}',
    folder: 'folder {{name}}',
    file: 'file {{name}}',
    disk: 'files on this disk',
  },
  sources: {
    'positions-reserved': '{{source}} − {{reserved}} (positions start at pad id + 1)',
    products: '{{file}}: its products with weights are {{nodes}}',
    initialisers: '{{file}}: {{megabytes}} MB of {{type}} weights',
    'attention-weights': 'the attention weights',
    'hidden-size-by-64': 'hidden size ÷ 64',
    chosen: 'your choice',
    'by-shape': '{{output}} (by its shape)',
    'by-shape-pooled': '{{output}} (by its shape), {{pooling}}',
    'by-user': '{{output}} (named by you)',
    'by-user-pooled': '{{output}} (named by you), {{pooling}}',
  },
  /** Of certificates and cases: whose precision against whose. */
  tolerance: { against: '{{ours}} against {{theirs}}', sameGraph: '{{ours}} against {{theirs}}, same graph' },
  execution: {
    layers_one: 'layer by layer, {{count}} layer',
    layers_other: 'layer by layer, {{count}} layers',
    byLayer: 'layer by layer',
    whole: 'whole graph',
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
  /** Of int8 products whose sums differ between CPUs. Exact sums are not named. */
  arithmetic: {
    exact: 'exact integers',
    avx2: 'as a CPU without VNNI (AVX2)',
    exactShort: 'exact',
    avx2Short: 'AVX2',
  },
  /** Of errors. */
  restarted: {
    yes: 'The engine restarts by itself with the same model. Texts, settings and the last results are kept.',
    no: 'Press Analyze: the engine restarts and loads the model again.',
  },
  /** What does not fit in a case that was edited by hand. */
  altered: {
    bytes: 'the bytes do not match the hash in the file',
    text: 'the text does not match its bytes',
    score: 'the score does not match the sum of its parts',
    fused: 'the score is not the weighted mean',
    whole: 'the hash does not match texts, rules, settings and results',
  },
  /** What is wrong with a shared link. */
  damaged: {
    empty: 'There is nothing after #case=.',
    start: 'It does not begin like a shared link.',
    early: 'It ends too early, or it has characters that a link cannot have.',
    checksum: 'The checksum does not match: a part is missing or changed.',
    unpack: 'It cannot be unpacked: a part is missing or changed.',
    large: 'Unpacked, it is larger than two texts can be.',
  },
  remedy: {
    units: 'Use fewer sentences, or chunks.',
    layers: 'Load the model layer by layer (option “Threads”): that takes much less memory.',
    shorter: 'Lower max_length, or shorten the text.',
    rows: 'Ask for fewer rows of attention: only the row of <s>, or a window.',
  },
  what: { layer: 'layer', head: 'attention head', row: 'row' },
}
