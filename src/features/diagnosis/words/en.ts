export const diagnosis = {
  label: 'Diagnosis: facts that explain the scores',
  running: 'Looking for facts …',
  none: 'No fact of these texts, rules or the model explains the scores.',
  more: '+ {{n}} more',
  less: 'Show less',
  copy: 'Copy the diagnosis as JSON',
  look: 'Open the view that shows this',
  undo: 'Undo',
  taken: 'Done: {{what}}',
  takenHere: 'Undo: {{what}}',
  noQuery: 'There is no ColBERT score of one text alone.',
  sameIds: 'The tokenizer makes the same ids without them: no score changes.',
  and: ', ',
  bothTexts: 'both texts',
  standing: {
    run: 'Against random pairs',
    runTitle:
      'Computes the heatmap A × B once, then shows how many random sentence pairs of these texts score lower than the two whole texts.',
    running: 'Random sentence pairs …',
    value: 'Higher than {{percentile}} % of random pairs',
    title:
      'The score of the two whole texts, among {{n}} random pairs of their sentences (seed {{seed}}; median {{median}}).',
    none: 'No random pairs',
    noneTitle: 'It needs two sentences or chunks in each text, and all model heads of this score.',
    ceiling: 'max. {{ceiling}}',
    ceilingTitle: 'No pair scores more than {{ceiling}}: cosines are at most 1, sparse at most √(A×A · B×B).',
  },
  fact: {
    'not-finite': {
      title: '{{of}} of {{where}} is {{found}}',
      cost: 'No score can be computed from it: the model file is damaged, or a number was too large for its dtype.',
    },
    truncated: {
      title: '{{side}} loses {{lost}} of {{tokens}} tokens',
      cost: 'max_length is {{maxLength}}. The end of the text has no effect on any score. The model takes up to {{limit}} tokens.',
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
      title: '{{side}} has invisible characters: {{n}}',
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
      title: '{{side}}: hf4 and hf5 give different ids',
      cost: 'Tokens: {{hf4}}, {{hf5}}; first difference “{{first4}}” – “{{first5}}”. A server that uses the other mode gives other scores. Used here: {{used}}.',
    },
    'unknown-tokens': {
      title: '{{side}} has unknown tokens: {{tokens}} of {{of}}',
      cost: 'The vocabulary does not have these characters: all of them become the same <unk>, which has no sparse weight.',
    },
    'split-words': {
      title: '{{side}}: words split into many pieces take {{tokens}} of {{of}} tokens',
      cost: 'Words of {{pieces}} or more tokens: {{words}}, such as “{{longest}}”.',
    },
    'short-text': {
      title: '{{side}} is short: fewer than {{fewer}} tokens ({{tokens}})',
      cost: 'With this text as the query, each token decides {{row}} % of the ColBERT score.',
    },
    'quantised-model': {
      title: 'The model is {{dtype}}: its noise is up to ±{{scores}}',
      cost: 'The cosine between its dense vectors and those of fp32 can be as low as {{cosine}}. Score differences below the noise mean nothing.',
    },
    'demo-model': {
      title: 'Demonstration model {{model}}',
      cost: 'The method is that of bge-m3, the numbers are not.',
    },
  },
  remedy: {
    'raise-max-length': 'Set max_length {{maxLength}}',
    'leave-out-headers': 'Leave out headers (−{{tokens}})',
    'use-chunks': 'Use chunks',
    'rules-off': 'Switch rules off',
    'rule-on': { control: 'Remove them', 'full-width': 'Make them ASCII' },
    'other-tokenizer': 'Use {{tokenizer}}',
    'dense-alone': 'Show dense only',
    'faithful-activations': 'Scale per token',
    'load-model': 'Choose a model',
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
    'dense-alone': 'Changes the mode: dense becomes the main score, without sparse in it.',
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
