/** The answer: the verdict, the table of hypotheses, notes and the search. */
export const answerWords = {
  verdict: {
    same: 'No difference: this page computes the same vector ({{cosine}}).',
    explained: 'Explained by: {{what}} ({{cosine}})',
    unexplained: 'Not explained. Closest: {{what}}, {{cosine}}; {{left}} remains.',
    nothing: 'Not explained: nothing could be compared.',
    sameIds: 'Gives the very same token ids, so no vector can tell them apart: {{list}}',
    equal: 'Equally good; the numbers cannot tell them apart: {{list}}',
    nearQuantised:
      'The loaded model is quantised ({{dtype}}). That alone can lower the cosine with a server that has the original weights to {{cosine}}. To know more, load the weights that production uses.',
    quantisedNote:
      'The loaded model is quantised ({{dtype}}). A server with other weights returns other vectors; no hypothesis here explains that.',
    rows: 'The vector has {{rows}} rows, which fits a text of {{rows}} or {{more}} tokens. No hypothesis gives that many.',
    next: 'Check next: is it the same model and revision, the same text (bytes), and one vector for one text?',
  },
  observed: {
    title: 'What the vector itself shows',
    norm: 'length (L2 norm)',
    rowNorm: 'mean length of its rows',
    normOne: 'normalised',
    normOther: 'not normalised: its dot product is not a cosine',
    size: 'values',
    ids: 'token ids',
    rows: 'rows',
    rounding: 'rounding',
    none: 'none: float32 values',
    tolerance: 'tolerance',
    toleranceValue: 'cosine ≥ {{cosine}}, no value differs by more than {{difference}}',
    toleranceNote:
      'It is not known how this vector was computed. The tolerance is the error of float16 arithmetic on a GPU with the same weights; a hypothesis explains the vector only within it.',
  },
  table: {
    title: 'Hypotheses, best first',
    what: 'hypothesis',
    cosine: 'cosine',
    leastRow: 'lowest row',
    overlap: 'shared ids',
    difference: 'largest difference',
    norm: 'norm ratio',
    tokens: 'tokens',
    sameIds: 'other rows with the same token ids: {{n}}',
    within: 'within tolerance',
    all: 'Show all {{count}}',
    fewer: 'Show fewer',
    cosineNote: 'Dense: cosine. Sparse: cosine of the weights. ColBERT: mean over the rows.',
    normNote: 'length of the vector ÷ length of the hypothesis’ vector; the cosine does not show it',
  },
  skipped: {
    'hidden-states-inside': 'not computed: the graph runs whole and does not return its hidden states',
    'same-tokens': 'gives the same tokens as the page’s text, so the vector is the same',
    'row-count': 'impossible: it has {{tokens}} tokens, which does not fit the rows of the vector',
    'too-long': 'not computed: {{tokens}} tokens do not fit into memory',
    'not-encodable': 'not computed: the text would contain half a character',
  },
  search: {
    title: 'Look for the text',
    intro:
      'No hypothesis explains the vector. A search can change the text step by step (drop or keep lines, sentences, words, signs; join the title or the other text) and keep what raises the cosine. It shows the nearest text that it finds. That is a lead, not a proof.',
    start: 'Look for the nearest text',
    again: 'Look again',
    running: '{{done}} of at most {{total}} texts compared · {{level}} · best so far {{likeness}}',
    done: 'texts compared: {{compared}}, in {{time}}: {{why}}',
    ended: {
      reached: 'nothing can come nearer',
      'no-better': 'no change comes nearer',
      budget: 'the limit of the search is reached',
    },
    level: {
      whole: 'the whole text',
      headers: 'headers',
      paragraphs: 'paragraphs',
      lines: 'lines',
      sentences: 'sentences',
      signs: 'punctuation',
      words: 'words',
    },
    within: 'Found by search: this text gives the vector ({{likeness}}; the start was {{start}}).',
    withinNote:
      'Another text may give the same vector. Compare it with the text that production really sent.',
    nearest: 'Nearest text found: {{likeness}} (the start was {{start}}). It does not explain the vector.',
    nearestNote:
      'Struck out: in the text here, not in the text found. Underlined: the reverse. Look at these places first.',
  },
  bag: {
    title: 'Tokens of the weights',
    all: 'The weights name {{count}} tokens of the text that production encoded; their order and their repetitions are not known.',
    onlyTheirs: 'Only in production, not in the text here ({{count}}):',
    onlyOurs: 'Only in the text here, not in production ({{count}}):',
  },
  note: {
    'int8-saturation':
      'Likely cause: the CPU. The weights of {{file}} are int8, signed, with a scale for each column. onnxruntime computes such products on a CPU with AVX2 and without VNNI with 16-bit saturation, so the same file gives other numbers there (here {{cosine}}, which fits). m3scope can compute that in its own encoder only, and the layers of this model run in onnxruntime-web, whose integers are exact. Check the server with: lscpu | grep -i vnni. A model quantised with reduce_range, or unsigned weights, is not affected.',
    'int8-noise-floor':
      'Judged by the model’s noise floor ({{floor}}), not by the tolerance: activations are quantised while it runs, so no two runtimes come nearer. Here {{cosine}}, clearly nearer than with the page’s arithmetic.',
    'length-below-one':
      'The length of the vector is {{norm}}. A length a little below 1 is a sign of a weighted mean of several vectors (RAGFlow: 0.1 × file name + 0.9 × text). Enter the title, or the other text, to have it tried.',
    'other-matrix-length':
      'The vector has {{found}} values, the model gives {{expected}}, and no cut of our vectors fits ({{cosine}}). PCA, a trained projection or another matrix may have made it. That matrix cannot be found from one vector, so it is not explained.',
    'other-matrix-direction':
      'No direction fits: the nearest text has {{cosine}}, while the texts that were tried have {{lowest}} or more with each other. It is probably another model, or a matrix was applied after the model (PCA, whitening, an adapter). That cannot be found from one vector, so it is not explained.',
    'range-for-each-dimension':
      'The values are 8-bit codes that no single scale explains. sentence-transformers (precision="int8") and some databases have a range for each dimension, from a calibration set; without these ranges the codes cannot be compared.',
    'many-terms': 'Weak evidence: the weights of {{terms}} vectors were fitted to {{dimensions}} values.',
    'token-count':
      'Production had {{tokens}} tokens ({{rows}} rows; FlagEmbedding returns no row for <s>), the text here has {{own}}.',
  },
}
