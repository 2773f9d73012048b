export const diagnosis = {
  label: 'Diagnosis: facts that explain the scores',
  running: 'Looking for facts …',
  none: 'No fact of these texts, rules or the model explains the scores.',
  more: '+ {{n}} more',
  less: 'Show less',
  copy: 'Copy the diagnosis as JSON',
  look: 'Shows where this can be seen',
  undo: 'Undo',
  taken: 'Done: {{what}}',
  takenHere: 'Undo: {{what}}',
  sameIds: 'The tokenizer makes the same ids without them: no score changes.',
  and: ', ',
  bothTexts: 'both texts',
  standing: {
    run: 'Against random pairs',
    runTitle:
      'Computes the heatmap A × B once, and says which part of random pairs of sentences of these texts score lower than the two whole texts.',
    running: 'Random sentence pairs …',
    value: 'Above {{percentile}} % of random pairs',
    title:
      'The score of the two whole texts, among {{n}} random pairs of their sentences (seed {{seed}}; median {{median}}).',
    none: 'No random pairs',
    noneTitle: 'It needs two sentences or chunks in each text, and all heads of this score.',
    ceiling: 'max. {{ceiling}}',
    ceilingTitle: 'No pair scores more than {{ceiling}}: cosines are at most 1, sparse at most √(A×A · B×B).',
  },
  fact: {
    'not-finite': {
      title: '{{of}} of {{where}} is {{found}}',
      cost: 'No score can be computed of it: the file or its arithmetic is damaged.',
    },
    truncated: {
      title: '{{side}} loses {{lost}} of {{tokens}} tokens',
      cost: 'max_length is {{maxLength}}. The end of the text is in no score. The model takes {{limit}}.',
    },
    'no-shared-token': {
      title: 'No token has a weight in both texts',
      cost: 'sparse is 0, so sparse+dense keeps only {{share}} % of dense: {{dense}} → {{fused}}.',
    },
    'headers-encoded': {
      title: '{{side}}: timestamps and speakers are encoded',
      cost: 'They take {{tokens}} of {{of}} tokens (turns: {{turns}}).',
    },
    'rule-changed': {
      title: 'Rules changed {{side}}, places: {{places}}',
      cost: '{{rules}}. Tokens without and with them: {{without}}, {{tokens}}.',
    },
    'hidden-characters': {
      title: '{{side}} has characters that nobody sees: {{n}}',
      cost: '{{names}}. Tokens with and without them: {{tokens}}, {{without}}.',
    },
    'full-width-characters': {
      title: '{{side}} has full-width letters or digits: {{n}}',
      cost: '{{names}}. Tokens with and without them: {{tokens}}, {{without}}.',
    },
    'languages-differ': {
      title: 'A and B are in different scripts: {{a}}, {{b}}',
      cost: 'Sparse compares tokens. Tokens with a weight in both: {{shared}}.',
    },
    'tokenizers-differ': {
      title: '{{side}}: hf4 and hf5 give other ids',
      cost: 'Tokens: {{hf4}}, {{hf5}}; first difference “{{first4}}” – “{{first5}}”. A server with the other one gives other scores. Used here: {{used}}.',
    },
    'unknown-tokens': {
      title: '{{side}} has unknown tokens: {{tokens}} of {{of}}',
      cost: 'The vocabulary lacks these characters. <unk> has no sparse weight, and stands for all of them.',
    },
    'split-words': {
      title: '{{side}}: words in many pieces take {{tokens}} of {{of}} tokens',
      cost: 'Words of {{pieces}} or more tokens: {{words}}, such as “{{longest}}”.',
    },
    'short-text': {
      title: '{{side}} is short: fewer than {{fewer}} tokens ({{tokens}})',
      cost: 'One token decides {{row}} % of the ColBERT score that this text asks for.',
    },
    'quantised-model': {
      title: 'The model is {{dtype}}: its noise is up to ±{{scores}}',
      cost: 'Against fp32 a dense vector’s cosine may be {{cosine}}. Smaller differences of scores say nothing.',
    },
    'demo-model': {
      title: 'Demonstration model {{model}}',
      cost: 'The method is that of bge-m3, the numbers are not.',
    },
  },
  remedy: {
    'raise-max-length': 'max_length {{maxLength}}',
    'leave-out-headers': 'Leave out headers (−{{tokens}})',
    'use-chunks': 'Chunks',
    'rules-off': 'Rules off',
    'rule-on': { control: 'Remove them', 'full-width': 'Make them ASCII' },
    'other-tokenizer': 'Use {{tokenizer}}',
    'dense-alone': 'Dense alone',
    'faithful-activations': 'Scale per token',
    'load-model': 'Other model',
  },
  why: {
    fits: 'Then nothing is cut.',
    fitsNot: 'The text is still cut then.',
    'raise-max-length': 'Sets max_length and runs again. {{fits}}',
    'leave-out-headers':
      'Leaves timestamps and speakers out of whole texts, {{tokens}} tokens, and runs again. {{fits}}',
    'use-chunks': 'Cuts the texts into chunks and scores each pair in the heatmap: nothing is lost.',
    'rules-off': 'Switches off the rules that changed the text, and runs again.',
    'rule-on': 'Switches on the rule, and runs again.',
    'other-tokenizer': 'Changes the tokenizer mode, and runs again.',
    'dense-alone': 'Changes the mode: dense is the leading score, without sparse in it.',
    'faithful-activations': 'int8 activations get one scale for each token; runs again.',
    'load-model': 'Opens the choice of models.',
  },
  rules: {
    abbreviations: 'abbreviations',
    symbols: 'symbols',
    control: 'control characters',
    emoji: 'emoji',
    urls: 'URLs',
    whitespace: 'white space',
    'full-width': 'full width',
    'lower-case': 'lower case',
    html: 'HTML',
  },
}
