/** Why does my vector differ? */
export const why = {
  intro:
    'Paste the vector that production has for this text. m3scope encodes the text again under hypotheses (pooling, cuts, prefixes, cleaning, encodings, rounding …), one by one and in pairs, and says which of them gives that vector.',
  side: 'The vector should be of',
  sideA: 'text A',
  sideB: 'text B',
  title: 'Title (optional)',
  titleHint: 'A title that production may join to the text',
  vector: 'The other vector',
  vectorHint:
    'JSON, comma-separated, base64 of float32, a server’s whole reply, a Milvus or Qdrant row, lexical_weights, ColBERT rows',
  takeForeign: 'Use the vectors from {{from}}',
  from: 'From {{from}}',
  choose: 'Several vectors: which one?',
  choice: '{{label}} · {{head}} · {{size}}',
  read: 'Read: {{head}}, {{size}}',
  example: 'Example: text A with a hidden prefix',
  empty:
    'Nothing pasted yet. The example makes a vector of text A as a server would that puts “query: ” before it, and explains it.',
  heads: { dense: 'dense', sparse: 'sparse', colbert: 'ColBERT' },
  run: {
    start: 'Explain',
    again: 'Explain again',
    cancel: 'Cancel',
    progress: 'Progress',
    starting: 'Waiting for the model …',
    running: '{{done}} of {{total}} compared',
    pairs: 'pairs: {{done}} of {{total}} compared',
    layer: 'layer {{done}} of {{total}}',
    best: 'best so far: {{what}}, {{cosine}}',
    done: '{{compared}} token sequences compared, {{encoded}} runs of the model, {{time}}',
    cancelled: 'Cancelled. What stands below is of an earlier run.',
    cancelledFirst: 'Cancelled.',
  },
  plain: 'as the page encodes it',
  verdict: {
    same: 'No difference: the vector is what this page computes ({{cosine}}).',
    explained: 'Explained by: {{what}} ({{cosine}})',
    unexplained: 'Not explained. Best: {{what}}, {{cosine}}; {{left}} left.',
    nothing: 'Not explained: nothing could be compared.',
    equal: 'Just as good, the numbers cannot tell them apart: {{list}}',
    nearQuantised:
      'The loaded model is quantised ({{dtype}}): a server with the original weights may be as far as {{cosine}} from it for that alone. Load the weights that production has to know more.',
    quantisedNote:
      'The loaded model is quantised ({{dtype}}). A server with other weights gives other vectors, and no hypothesis here explains that.',
    rows: 'The vector has {{rows}} rows: a text of {{rows}} or {{more}} tokens. No hypothesis gives that many.',
    next: 'What to check next: is it the same model and revision, the same text (bytes), one vector for one text?',
  },
  observed: {
    title: 'Seen on the vector itself',
    norm: 'length (L2 norm)',
    rowNorm: 'mean length of its rows',
    normOne: 'normalised',
    normOther: 'not normalised: a dot product of it is no cosine',
    size: 'values',
    ids: 'token ids',
    rows: 'rows',
    rounding: 'grid',
    none: 'none: values of float32',
    tolerance: 'tolerance',
    toleranceValue: 'cosine ≥ {{cosine}}, no value off by more than {{difference}}',
    toleranceNote:
      'What made the vector is unknown. This is what float16 arithmetic on a GPU does to the same weights; below it a row explains.',
  },
  table: {
    title: 'Hypotheses, best first',
    what: 'hypothesis',
    cosine: 'cosine',
    leastRow: 'least row',
    overlap: 'ids shared',
    difference: 'largest difference',
    norm: 'norm ratio',
    tokens: 'tokens',
    within: 'within tolerance',
    all: 'Show all {{count}}',
    fewer: 'Show fewer',
    cosineNote: 'Dense: cosine. Sparse: cosine of the weights. ColBERT: mean over the rows.',
    normNote: 'length of the vector ÷ length of the hypothesis’ vector; cosine does not see it',
  },
  provenance: 'What made our numbers',
  copy: 'Copy as JSON',
  skipped: {
    'hidden-states-inside': 'not computed: the graph runs whole and keeps its hidden states to itself',
    'same-tokens': 'gives the same tokens as the page’s text: no vector can tell them apart',
    'row-count': 'cannot be: another number of tokens ({{tokens}}) than the vector has rows',
    'too-long': 'not computed: {{tokens}} tokens do not fit into memory',
    'not-encodable': 'not computed: the text would hold half a character',
  },
  hypothesis: {
    'other-text': {
      what: 'A and B swapped: the other text',
      check: 'Check which field the row’s vector was stored from, and the order of a batch’s replies.',
    },
    title: {
      what: 'title before the text (between them: {{between}})',
      check: 'Check the template that the indexer fills with title and body.',
    },
    'title-only': { what: 'the title alone', check: 'Check which field is embedded.' },
    'without-first-line': {
      what: 'without the first line',
      check: 'Check whether a heading or a header is taken off before embedding.',
    },
    sentence: {
      what: 'sentence {{n}} alone',
      check: 'Check the splitter: the row may be one chunk of the text.',
    },
    sentences: {
      what: 'sentences {{from}} to {{to}} only',
      check: 'Check the splitter’s size: the row may be one chunk of the text.',
    },
    paragraph: { what: 'paragraph {{n}} alone', check: 'Check the splitter: the row may be one chunk.' },
    'first-half': { what: 'first half only', check: 'Check the splitter: the row may be one chunk.' },
    'second-half': { what: 'second half only', check: 'Check the splitter: the row may be one chunk.' },
    'first-characters': {
      what: 'the first {{n}} characters only',
      check: 'Check the column’s width (VARCHAR), and slices like text[:{{n}}].',
    },
    chunk: {
      what: 'chunk {{n}} of at most {{size}} tokens',
      check: 'Check the splitter’s size: the row may be one chunk of the text.',
    },
    'rules-off': {
      what: 'without any of the page’s preprocessing rules',
      check: 'Production may not clean this text: compare its pipeline with the rules here.',
    },
    'rule-on': {
      what: 'with the rule “{{kind}}”',
      check: 'Production may clean the text like this rule: switch it on here to match.',
    },
    'rule-off': {
      what: 'without the rule “{{kind}}”',
      check: 'Production may not do this: switch the rule off here to match.',
    },
    'metadata-in': {
      what: 'timestamps and speakers left in',
      check: 'Check whether production embeds the raw chat export.',
    },
    'metadata-out': {
      what: 'timestamps and speakers left out',
      check: 'Check whether production strips the chat’s metadata.',
    },
    'html-stripped': {
      what: 'HTML tags taken out',
      check: 'Check for BeautifulSoup.get_text(), a tag regex or a sanitiser before embedding.',
    },
    'html-kept': {
      what: 'HTML left in',
      check: 'Production may embed the raw HTML: look at the stored text.',
    },
    'html-escaped': {
      what: 'HTML-escaped (&amp;, &lt;)',
      check: 'Check for html.escape() or a template engine that escapes.',
    },
    'whitespace-trimmed': {
      what: 'white space at both ends trimmed',
      check: 'Check for strip()/trim(); Infinity strips every input.',
    },
    'whitespace-collapsed': {
      what: 'runs of white space as one space, ends trimmed',
      check: 'Check for " ".join(text.split()) or a cleaning step of the loader.',
    },
    'whitespace-removed': {
      what: 'all white space removed',
      check: 'Check for a cleaning step made for Chinese.',
    },
    'newlines-to-spaces': {
      what: 'newlines as spaces',
      check: 'Old OpenAI clients and LangChain do text.replace("\\n", " ").',
    },
    'trailing-newline': {
      what: 'a newline at the end',
      check: 'Check how the text was read: echo, a heredoc and files end in one.',
    },
    bom: {
      what: 'a byte order mark (U+FEFF) before the text',
      check: 'Read the file as utf-8-sig.',
    },
    'lower-cased': { what: 'lower-cased', check: 'Check for lower() before embedding; bge-m3 is cased.' },
    nfc: { what: 'Unicode NFC', check: 'Check for unicodedata.normalize("NFC", …).' },
    nfd: { what: 'Unicode NFD', check: 'Texts from macOS file names are NFD; so is unaccenting code.' },
    nfkc: { what: 'Unicode NFKC', check: 'Check for unicodedata.normalize("NFKC", …).' },
    nfkd: { what: 'Unicode NFKD', check: 'Check for unicodedata.normalize("NFKD", …).' },
    encoding: {
      what: 'garbled: {{how}}',
      check:
        'The bytes were decoded with the wrong charset: look at the stored text, and at Content-Type and file encodings.',
    },
    'json-escaped': {
      what: 'JSON escapes left in the text (\\n, \\uXXXX, quotes)',
      check: 'The text was encoded to JSON twice, or cut out of JSON without parsing it.',
    },
    'json-unescaped': {
      what: 'JSON escapes resolved',
      check: 'The text here holds escapes (\\n as two characters) that production resolves.',
    },
    prefix: {
      what: 'prefix “{{prefix}}”',
      check:
        'bge-m3 takes no instruction. LangChain’s BGE class and configurations for other models add one.',
    },
    'prefix-removed': {
      what: 'without the page’s prefix',
      check: 'Production may add none: empty the prefix here.',
    },
    hf4: {
      what: 'tokenizer.json as written (transformers 4, TEI)',
      check: 'Check the version of transformers; white space at the end gives one more token.',
    },
    hf5: {
      what: 'tokenizer as transformers 5 rebuilds it',
      check: 'Check the version of transformers: 5 gives no token for white space at the end.',
    },
    cut: {
      what: 'cut at {{n}} tokens',
      check: 'Check max_length: FlagEmbedding ≥ 1.3 defaults to 512, Ollama to num_ctx 2048.',
    },
    'not-cut': {
      what: 'not cut (up to the model’s {{n}} tokens)',
      check: 'TEI, sentence-transformers and FlagEmbedding before 1.3 take 8,192: raise max_length here.',
    },
    'cut-left': {
      what: 'cut on the left: the last {{n}} tokens',
      check: 'Check truncation_side, TEI’s truncation_direction, vLLM’s truncate_prompt_tokens.',
    },
    'no-special-tokens': {
      what: 'without <s> and </s>',
      check: 'Check add_special_tokens; token ids sent by the client need both.',
    },
    'no-eos': {
      what: 'without </s>',
      check: 'Check add_eos_token of the GGUF, and token ids that the client sends.',
    },
    'mean-pooling': {
      what: 'mean pooling',
      check: 'bge-m3 pools <s>: check 1_Pooling/config.json, TEI --pooling, llama.cpp --pooling.',
    },
    'cls-pooling': {
      what: 'CLS pooling: the hidden state of <s>',
      check: 'Check 1_Pooling/config.json, TEI --pooling, llama.cpp --pooling.',
    },
    'last-token-pooling': {
      what: 'last-token pooling: the hidden state of </s>',
      check: 'Check llama.cpp --pooling and vLLM’s pooler: last is for decoders.',
    },
    'max-pooling': { what: 'max pooling', check: 'Check 1_Pooling/config.json.' },
    'mean-without-special-tokens': {
      what: 'mean over the tokens without <s> and </s>',
      check: 'Check code that averages the output of /embed_all or last_hidden_state[1:-1].',
    },
    'not-normalised': {
      what: 'not normalised',
      check: 'Check normalize_embeddings, TEI’s normalize; Ollama’s old /api/embeddings does not normalise.',
    },
    'not-normalised-other-length': {
      what: 'same direction, another length than the model gives',
      check: 'Something scales the vector: a weight, a sum over chunks, integer codes.',
    },
    normalised: { what: 'normalised', check: 'The page’s option “normalise” is off: switch it on.' },
    dimensions: {
      what: 'cut to {{n}} dimensions, then normalised',
      check: 'Check dimensions / truncate_dim; set the same on the page.',
    },
    'dimensions-not-renormalised': {
      what: 'cut to {{n}} dimensions, not normalised again',
      check: 'Infinity’s dimensions slices only; so do columns that are too narrow.',
    },
    'float16-rounding': {
      what: 'values rounded to float16',
      check: 'Check halfvec, Milvus FLOAT16_VECTOR, fp16 output of the server.',
    },
    'bfloat16-rounding': {
      what: 'values rounded to bfloat16',
      check: 'Check BFLOAT16_VECTOR, bf16 output of the server, Elasticsearch’s sparse weights.',
    },
    'int8-rounding': {
      what: 'values rounded to 8 bits',
      check: 'Check scalar quantisation of the database and embed_dtype of the server.',
    },
    decimals: {
      what: 'values written with {{n}} decimals',
      check: 'Check how the vector was printed or stored as text.',
    },
    'special-tokens-kept': {
      what: 'special tokens kept',
      check: 'FlagEmbedding skips <s>, </s>, <pad>, <unk>; m3serve and raw output do not.',
    },
    'duplicates-summed': {
      what: 'weights of repeated tokens summed',
      check: 'FlagEmbedding takes the largest.',
    },
    'last-of-duplicates': {
      what: 'of repeated tokens the last weight',
      check: 'A dict made of (id, weight) pairs keeps the last; FlagEmbedding takes the largest.',
    },
    'ids-plus-one': {
      what: 'ids counted from 1',
      check: 'pgvector’s sparsevec text is 1-based: subtract 1.',
    },
    pruned: {
      what: '{{dropped}} ids left out, the heaviest of them {{most}}',
      check: 'Check a top-k or threshold, and Elasticsearch’s token pruning.',
    },
    scaled: {
      what: 'all weights times {{factor}}',
      check: 'Lexical weights are not normalised: something scales them.',
    },
    'bos-kept': {
      what: 'the row of <s> kept',
      check: 'FlagEmbedding drops it: take rows from 1.',
    },
    'eos-dropped': {
      what: 'the row of </s> dropped',
      check: 'FlagEmbedding keeps it.',
    },
    'bos-kept-eos-dropped': {
      what: 'the row of <s> kept, that of </s> dropped',
      check: 'FlagEmbedding does the opposite: rows are one off.',
    },
    'padding-kept': {
      what: '{{n}} rows of zeros at the end',
      check: 'Padding of a batch: cut rows by the attention mask.',
    },
    'rows-reversed': { what: 'rows in reverse order', check: 'Check how rows are stored and read back.' },
    'rows-reordered': {
      what: 'the same rows in another order',
      check: 'Rows that are stored one by one need their position.',
    },
    'hidden-states': {
      what: 'hidden states in place of ColBERT vectors',
      check: 'TEI’s /embed_all returns hidden states: colbert_linear has not been applied.',
    },
  },
}
