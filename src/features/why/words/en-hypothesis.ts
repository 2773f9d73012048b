/** What each hypothesis assumes, and what to check in production. */
export const hypothesisWords = {
  hypothesis: {
    'other-text': {
      what: 'A and B swapped: the other text',
      check:
        'Check which field this vector was computed from, and the order of the vectors in a batch response.',
    },
    title: {
      what: 'title before the text (joined by {{between}})',
      check: 'Check the template with which the indexer joins title and body.',
    },
    'title-only': { what: 'only the title', check: 'Check which field is encoded.' },
    'without-first-line': {
      what: 'without the first line',
      check: 'Check whether a heading or a header line is removed before encoding.',
    },
    sentence: {
      what: 'only sentence {{n}}',
      check: 'Check the text splitter: the vector may belong to one chunk of the text.',
    },
    sentences: {
      what: 'only sentences {{from}} to {{to}}',
      check: 'Check the chunk size of the text splitter: the vector may belong to one chunk of the text.',
    },
    paragraph: {
      what: 'only paragraph {{n}}',
      check: 'Check the text splitter: the vector may belong to one chunk.',
    },
    'first-half': {
      what: 'only the first half',
      check: 'Check the text splitter: the vector may belong to one chunk.',
    },
    'second-half': {
      what: 'only the second half',
      check: 'Check the text splitter: the vector may belong to one chunk.',
    },
    'first-characters': {
      what: 'only the first {{n}} characters',
      check: 'Check the width of the column (VARCHAR), and slices such as text[:{{n}}].',
    },
    chunk: {
      what: 'chunk {{n}} of at most {{size}} tokens',
      check: 'Check the chunk size of the text splitter: the vector may belong to one chunk of the text.',
    },
    'values-changed': {
      what: '{{how}}',
      check:
        'Check what is done with the vector after the model: its scaling, and code that is meant for scores or for logits.',
    },
    'significant-digits': {
      what: 'values printed with {{n}} significant digits',
      check: 'Check how the vector was printed or stored as text.',
    },
    'missing-value': {
      what: 'not the text, but “{{value}}”',
      check:
        'A value was missing and was encoded as a word: check for None, NaN, undefined and objects that become text.',
    },
    'own-template': {
      what: 'your template “{{template}}”',
      check: 'Check the code that builds the text from its fields.',
    },
    template: {
      what: 'template “{{template}}”',
      check:
        'Check the template with which the indexer joins fields and labels: LlamaIndex puts metadata lines before the text.',
    },
    joined: {
      what: 'both texts of the pair in one: “{{template}}”',
      check: 'Check whether the index encodes question and answer together.',
    },
    piece: {
      what: 'only characters {{from}} to {{to}}',
      check:
        'Check chunk size and overlap of the text splitter: the vector may belong to one chunk of the text.',
    },
    'chunk-with-overlap': {
      what: 'chunk {{n}} of at most {{size}} characters, {{overlap}} of overlap',
      check: 'Check chunk_size and chunk_overlap of the text splitter.',
    },
    'wrong-encoding': {
      what: 'garbled text: {{from}}{{lost}} read as {{to}}{{errors}}{{times}}',
      check:
        'The bytes were decoded with the wrong encoding: look at the stored text, at Content-Type, and at what chardet guessed.',
    },
    'characters-lost': {
      what: '{{how}}',
      check:
        'A step does not support these characters: check encode(…, "ignore") or "replace", the charset of the table, and the connection.',
    },
    cleaned: { what: '{{how}}', check: 'Check the cleaning before encoding ({{by}}).' },
    'abbreviations-inside-words': {
      what: 'abbreviations replaced inside words too ({{how}})',
      check: 'Check for text.replace("u", "you"): it also changes “must” and “your”.',
    },
    'rules-off': {
      what: 'without the page’s preprocessing rules',
      check: 'Production may not clean this text: compare its pipeline with the rules here.',
    },
    'rule-on': {
      what: 'with the rule “{{kind}}”',
      check: 'Production may clean the text in this way: switch the rule on here to match it.',
    },
    'rule-off': {
      what: 'without the rule “{{kind}}”',
      check: 'Production may not do this: switch the rule off here to match it.',
    },
    'metadata-in': {
      what: 'timestamps and speakers kept',
      check: 'Check whether production encodes the raw chat export.',
    },
    'metadata-out': {
      what: 'timestamps and speakers left out',
      check: 'Check whether production removes timestamps and speakers from chats.',
    },
    'html-stripped': {
      what: 'HTML tags removed ({{how}})',
      check:
        'Check for BeautifulSoup.get_text(), a regular expression for tags or a sanitiser before encoding.',
    },
    'html-kept': {
      what: 'HTML kept',
      check: 'Production may encode the raw HTML: look at the stored text.',
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
      what: 'runs of white space become one space, both ends trimmed',
      check: 'Check for " ".join(text.split()) or a cleaning step of the document loader.',
    },
    'whitespace-removed': {
      what: 'all white space removed',
      check: 'Check for a cleaning step that was written for Chinese.',
    },
    'newlines-to-spaces': {
      what: 'newlines become spaces',
      check: 'Old OpenAI clients and LangChain call text.replace("\\n", " ").',
    },
    'trailing-newline': {
      what: 'a newline at the end',
      check: 'Check how the text was read: text from echo, a heredoc or a file ends in a newline.',
    },
    bom: {
      what: 'a byte order mark (U+FEFF) before the text',
      check: 'Read the file as utf-8-sig.',
    },
    'lower-cased': {
      what: 'in lower case',
      check: 'Check for lower() before encoding; bge-m3 distinguishes upper and lower case.',
    },
    nfc: { what: 'Unicode NFC', check: 'Check for unicodedata.normalize("NFC", …).' },
    nfd: {
      what: 'Unicode NFD',
      check: 'Texts from macOS file names are NFD; so is the output of code that removes accents.',
    },
    nfkc: { what: 'Unicode NFKC', check: 'Check for unicodedata.normalize("NFKC", …).' },
    nfkd: { what: 'Unicode NFKD', check: 'Check for unicodedata.normalize("NFKD", …).' },
    encoding: {
      what: 'garbled text: {{how}}',
      check:
        'The bytes were decoded with the wrong encoding: look at the stored text, at Content-Type and at the encoding of files.',
    },
    'json-escaped': {
      what: 'JSON escapes left in the text ({{how}})',
      check: 'The text was encoded as JSON twice, or cut out of JSON without parsing it.',
    },
    'json-unescaped': {
      what: 'JSON escapes decoded',
      check: 'The text here contains escapes (\\n as two characters) that production decodes.',
    },
    prefix: {
      what: 'prefix “{{prefix}}”',
      check:
        'bge-m3 takes no instruction. LangChain’s BGE class and configurations for other models add one.',
    },
    'prefix-removed': {
      what: 'without the page’s prefix',
      check: 'Production may not add a prefix: clear the prefix here.',
    },
    hf4: {
      what: 'tokenizer.json as it is (transformers 4, TEI)',
      check: 'Check the version of transformers; white space at the end gives one more token.',
    },
    hf5: {
      what: 'tokenizer as transformers 5 rebuilds it',
      check: 'Check the version of transformers: 5 gives no token for white space at the end.',
    },
    cut: {
      what: 'truncated to {{n}} tokens',
      check: 'Check max_length: FlagEmbedding ≥ 1.3 defaults to 512, Ollama to num_ctx 2048.',
    },
    'not-cut': {
      what: 'not truncated (up to the model’s {{n}} tokens)',
      check: 'TEI, sentence-transformers and FlagEmbedding before 1.3 take 8,192: raise max_length here.',
    },
    'cut-left': {
      what: 'truncated on the left: the last {{n}} tokens are kept',
      check: 'Check truncation_side, TEI’s truncation_direction, vLLM’s truncate_prompt_tokens.',
    },
    'no-special-tokens': {
      what: 'without <s> and </s>',
      check: 'Check add_special_tokens. A client that sends token ids must send both.',
    },
    'no-eos': {
      what: 'without </s>',
      check: 'Check add_eos_token of the GGUF, and the token ids that the client sends.',
    },
    'mean-pooling': {
      what: 'mean pooling',
      check: 'bge-m3 takes <s>: check 1_Pooling/config.json, TEI --pooling, llama.cpp --pooling.',
    },
    'cls-pooling': {
      what: 'CLS pooling: the hidden state of <s>',
      check: 'Check 1_Pooling/config.json, TEI --pooling, llama.cpp --pooling.',
    },
    'last-token-pooling': {
      what: 'last-token pooling: the hidden state of </s>',
      check: 'Check llama.cpp --pooling and vLLM’s pooler: last-token pooling is for decoder models.',
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
      what: 'same direction, but not the length that the model gives',
      check: 'A step scales the vector: a weight, a sum over chunks, integer codes.',
    },
    normalised: { what: 'normalised', check: 'The page’s option “Normalise” is off: switch it on.' },
    dimensions: {
      what: 'cut to {{n}} dimensions, then normalised',
      check: 'Check dimensions / truncate_dim, and set the same value on the page.',
    },
    'dimensions-not-renormalised': {
      what: 'cut to {{n}} dimensions, not normalised again',
      check: 'Infinity only slices the vector; so does a column with too few dimensions.',
    },
    'int8-without-vnni': {
      what: 'int8 on a CPU without VNNI (this model’s noise floor: {{floor}})',
      check:
        'Check the server with: lscpu | grep -i vnni. On x86 with AVX2 and without VNNI, onnxruntime’s sums of int8 weights saturate at 16 bits. Set “int8 arithmetic” to AVX2 to compute everything as that server does. The noise floor is the lowest cosine between two runs that differ in the last digits.',
    },
    'int8-exact': {
      what: 'int8 with exact sums, as a CPU with VNNI has them (this model’s noise floor: {{floor}})',
      check:
        'The page’s option “int8 arithmetic” is AVX2; the server computes exact integers: set it to exact. The noise floor is the lowest cosine between two runs that differ in the last digits.',
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
      check: 'Check scalar quantisation in the database and embed_dtype of the server.',
    },
    'uint8-rounding': {
      what: 'whole numbers without a sign: codes of {{bits}} bits, 0 for the least value and the largest code for the largest value ({{way}})',
      check:
        'Check scalar quantisation in the database (Qdrant and Lucene use 7 bits, FAISS SQ8 uses 8). The codes themselves have no useful cosine: take least + code × step first.',
    },
    decimals: {
      what: 'values written with few decimals ({{n}})',
      check: 'Check how the vector was printed or stored as text.',
    },
    'scaled-integers': {
      what: 'whole numbers: the values × {{scale}}, {{way}}',
      check:
        'Check how the vector is stored: in integers, or multiplied before it is sent. Divide by that factor.',
    },
    binary: {
      what: 'one bit for each value, its sign ({{form}})',
      check:
        'Check binary quantisation, for example binary_quantize in pgvector. Such vectors are compared by Hamming distance.',
    },
    'binary-packed': {
      what: 'the signs of the values, packed into bits ({{form}})',
      check:
        'Check quantize_embeddings of sentence-transformers (precision="binary" or "ubinary"): numpy.packbits. Compare by Hamming distance.',
    },
    'zero-padded': {
      what: 'zeros at the end, up to {{n}} values',
      check:
        'They do not change the cosine. FastGPT stores all vectors with 1,536 values; other stores fill a column of a fixed size.',
    },
    mix: {
      what: 'a weighted sum of vectors: {{weights}}',
      check:
        'Check for a weight of the title or the file name: RAGFlow adds 0.1 × its vector (filename_embd_weight). The weights were found by a fit.',
    },
    'mean-of': {
      what: 'mean of {{n}} {{parts}}, {{weighting}}',
      check:
        'Check how long texts are embedded: LangChain and vLLM can embed pieces and average their vectors.',
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
      what: 'the last weight of repeated tokens is used',
      check: 'A dict built from (id, weight) pairs keeps the last weight; FlagEmbedding takes the largest.',
    },
    'ids-plus-one': {
      what: 'ids counted from 1',
      check: 'pgvector’s sparsevec text counts from 1: subtract 1.',
    },
    pruned: {
      what: 'missing ids: {{dropped}}; the largest missing weight is {{most}}',
      check: 'Check a top-k or threshold, and Elasticsearch’s token pruning.',
    },
    scaled: {
      what: 'all weights multiplied by {{factor}}',
      check: 'Lexical weights are not normalised: a step scales them.',
    },
    'bos-kept': {
      what: 'the row of <s> kept',
      check: 'FlagEmbedding drops it: take the rows from 1 on.',
    },
    'eos-dropped': {
      what: 'the row of </s> dropped',
      check: 'FlagEmbedding keeps it.',
    },
    'bos-kept-eos-dropped': {
      what: 'the row of <s> kept, the row of </s> dropped',
      check: 'FlagEmbedding does the opposite: the rows are shifted by one.',
    },
    'padding-kept': {
      what: 'rows of zeros at the end: {{n}}',
      check: 'Padding of a batch: cut the rows by the attention mask.',
    },
    'rows-reversed': { what: 'rows in reverse order', check: 'Check how rows are stored and read back.' },
    'rows-reordered': {
      what: 'the same rows in another order',
      check: 'Rows stored one by one must be stored with their position.',
    },
    'hidden-states': {
      what: 'hidden states instead of ColBERT vectors',
      check: 'TEI’s /embed_all returns hidden states: colbert_linear was not applied.',
    },
  },
}
