/** Why does my vector differ? */
export const why = {
  intro:
    'Paste the vector that production has for this text. m3scope encodes the text again under hypotheses (pooling, truncation, prefix, cleaning, encoding, rounding …), one by one and in pairs, and says which of them gives that vector.',
  side: 'The vector belongs to',
  sideA: 'text A',
  sideB: 'text B',
  title: 'Title (optional)',
  titleHint: 'A title that production may join to the text',
  vector: 'The other vector',
  vectorHint:
    'JSON, comma-separated numbers, base64 of float32, a full server response, a Milvus or Qdrant row, lexical_weights, ColBERT rows',
  takeForeign: 'Use the vectors from {{from}}',
  from: 'From {{from}}',
  choose: 'There are several vectors. Which one?',
  choice: '{{label}} · {{what}}',
  read: 'Recognised: {{what}}',
  example: 'Example: text A with a hidden prefix',
  empty:
    'Nothing is pasted yet. The example adds “query: ” before text A, as some servers do, makes a vector of that, and explains it.',
  what: {
    dense: 'dense vector, {{size}} dimensions',
    sparse: 'sparse weights, ids: {{size}}',
    colbert: 'ColBERT rows, {{size}}',
  },
  how: {
    'html-stripped': 'as the rule “HTML” does',
    'html-stripped-to-lines': 'blocks on their own lines',
    'html-stripped-tags-to-spaces': 'each tag becomes a space',
    'html-stripped-tags-only': 'tags deleted, entities kept',
    'json-escaped-newlines': 'only \\n',
    'json-escaped': '\\n and quotes',
    'json-escaped-ascii': '\\n, quotes and \\uXXXX',
    'json-escaped-in-quotes': 'with the outer quotes',
    'utf-8-read-as-gbk': 'UTF-8 read as GBK',
    'gbk-read-as-utf-8': 'GBK read as UTF-8',
    'utf-8-read-as-gbk-ignoring-errors': 'UTF-8 read as GBK, errors ignored',
    'gbk-read-as-utf-8-ignoring-errors': 'GBK read as UTF-8, errors ignored',
    'utf-8-read-as-latin-1': 'UTF-8 read as Latin-1',
    'utf-8-read-as-windows-1252': 'UTF-8 read as Windows-1252',
    'latin-1-read-as-utf-8': 'Latin-1 read as UTF-8',
    'newlines-removed': 'newlines removed, without a space',
    'newlines-collapsed': 'several newlines become one',
    'newline-runs-to-space': 'each run of newlines becomes one space',
    'blank-lines-removed': 'lines trimmed, empty lines removed',
    'lines-joined': 'trimmed lines joined without a space',
    'lines-joined-by-spaces': 'trimmed lines joined by spaces',
    'lines-joined-by-commas': 'lines joined by “，”',
    'newlines-doubled': 'each newline becomes a blank line',
    'spaces-collapsed': 'runs of spaces and tabs become one space',
    'spaces-removed': 'spaces removed',
    'spaces-between-chinese-removed': 'white space between Chinese or Japanese characters removed',
    'spaces-beside-chinese-removed': 'spaces beside Chinese or Japanese characters removed',
    'spaces-beside-chinese-added': 'spaces added between Chinese and Latin characters',
    'start-trimmed': 'white space at the start trimmed',
    'end-trimmed': 'white space at the end trimmed',
    'urls-emails-removed': 'URLs and e-mail addresses removed',
    'urls-removed': 'URLs removed',
    'urls-to-next-space-removed': 'URLs removed up to the next space',
    'emails-removed': 'e-mail addresses removed',
    'urls-emails-to-spaces': 'URLs and e-mail addresses become spaces',
    'words-with-at-removed': 'URLs and words with @ removed',
    'urls-masked': 'URLs and e-mail addresses become [URL] and [EMAIL]',
    'urls-masked-by-tags': 'URLs and e-mail addresses become <url> and <email>',
    'punctuation-removed': 'punctuation removed',
    'not-word-removed': 'all but letters, digits and white space removed',
    'punctuation-symbols-removed': 'punctuation and symbols removed',
    'ascii-punctuation-removed': 'ASCII punctuation removed',
    'punctuation-to-spaces': 'punctuation becomes spaces',
    'not-word-to-spaces': 'all but letters and digits become spaces',
    'only-words': 'words only, with one space between them',
    'only-chinese-alphanumeric': 'only Chinese characters, ASCII letters and digits kept',
    'only-chinese-alphanumeric-spaces': 'only Chinese characters, ASCII letters, digits and white space kept',
    'punctuation-lower-cased': 'in lower case, punctuation removed',
    'end-punctuation-removed': 'punctuation at the end removed',
    'period-added': 'a period added at the end',
    'full-stop-added': '“。” added at the end',
    'full-width-punctuation': 'Chinese punctuation becomes ASCII punctuation',
    'digits-removed': 'digits removed',
    'quotes-straightened': 'typographic quotes and dashes become ASCII',
    'quotes-removed': 'double quotes removed',
    'backslashes-removed': 'backslashes removed',
    'accents-stripped': 'accents stripped (NFKD, without combining marks)',
    'accents-stripped-nfd': 'accents stripped (NFD, without combining marks)',
    'accents-stripped-ascii': 'accents stripped, then only ASCII kept',
    'accents-stripped-lower-cased': 'in lower case, accents stripped',
    'zero-width-removed': 'zero-width characters removed',
    'upper-cased': 'in upper case',
    capitalised: 'first letter upper case, the rest lower case',
    'dify-urls-emails-removed': 'URLs and e-mail addresses removed as Dify does',
    'dify-spaces-collapsed': 'spaces and newlines collapsed as Dify does',
    'dify-urls-emails-removed-spaces-collapsed': 'both cleaning rules of Dify',
    'dify-urls-emails-removed-outside-markdown':
      'URLs and e-mail addresses removed as Dify does, links of Markdown kept',
    'dify-always': 'control characters, <|, |>, ï, ¿ and ¾ removed as Dify always does',
    'dify-leading-symbols-removed': 'symbols at the start removed as Dify does',
    'dify-leading-period-removed': '“.” or “。” at the start removed as Dify does',
    'fastgpt-simple-text': 'cleaned as FastGPT does (simpleText)',
    'fastgpt-simple-text-before': 'cleaned as earlier versions of FastGPT did',
    'maxkb-special-characters': 'cleaned as MaxKB does: # and tabs removed, spaces and newlines collapsed',
    'ragflow-table-tags': 'tags of tables become spaces as RAGFlow does',
    'bs4-get-text': 'text of the HTML, nothing between its parts',
    'bs4-get-text-space': 'text of the HTML, a space between its parts',
    'bs4-get-text-newline': 'text of the HTML, a newline between its parts',
    'bs4-get-text-strip': 'text of the HTML, parts trimmed, nothing between them',
    'bs4-get-text-space-strip': 'text of the HTML, parts trimmed, a space between them',
    'bs4-get-text-newline-strip': 'text of the HTML, parts trimmed, a newline between them',
    'tags-removed-entities-decoded': 'HTML tags removed, entities decoded',
    'tags-to-spaces-entities-decoded': 'HTML tags become spaces, entities decoded',
    'tags-to-spaces-collapsed': 'HTML tags become spaces, entities decoded, white space collapsed',
    'entities-decoded': 'HTML entities decoded, tags kept',
    'entities-removed': 'HTML tags and entities removed',
    'entities-to-spaces': 'HTML tags removed, entities become spaces',
    'html-escaped-python': 'HTML-escaped, with &quot; and &#x27;',
    'html-escaped-39': 'HTML-escaped, with &quot; and &#39;',
    'html-escaped-039': 'HTML-escaped, with &quot; and &#039;',
    'html-escaped-34': 'HTML-escaped, with &#34; and &#39;',
    'html-escaped-apos': 'XML-escaped, with &quot; and &apos;',
    'html-escaped-no-quotes': 'HTML-escaped, quotes kept',
    'html-escaped-handlebars': 'HTML-escaped, with &#x27;, &#x60; and &#x3D;',
    'html-escaped-mustache': 'HTML-escaped, with &#39;, &#x2F;, &#x60; and &#x3D;',
    'html-escaped-twice': 'HTML-escaped twice',
    'markdown-stripped': 'Markdown stripped',
    'markdown-stripped-with-bullets': 'Markdown and list marks stripped',
    'markdown-stripped-to-lines': 'Markdown stripped, without blank lines',
    'markdown-stripped-to-spaces': 'Markdown stripped, on one line',
    'markdown-inline-stripped': 'Markdown inside lines stripped (links, bold, code)',
    'markdown-headings-stripped': '# of headings removed',
    'markdown-heading-lines-removed': 'lines of headings removed',
    'markdown-marks-removed': '# * ` > _ ~ removed',
    'markdown-stars-hashes-removed': '# and * removed',
    'markdown-images-removed': 'images of Markdown removed',
    'str-of-list': "written as a Python list: ['…']",
    repr: "written as a Python string: '…'",
    'str-of-bytes': "written as Python bytes: b'…'",
    'json-list': 'written as a JSON list: ["…"]',
    'json-list-ascii': 'written as a JSON list with \\uXXXX',
    'str-of-dict': "written as a Python dict: {'text': …}",
    'json-of-dict': 'written as a JSON object: {"text": …}',
    'json-compact': 'written as a JSON object without spaces',
    'str-of-tuple': "written as a Python tuple: ('…',)",
    'str-of-document': 'written as a document: page_content=…',
    'str-of-document-metadata': 'written as a document: page_content=… metadata={}',
    unquoted: 'quotes around the text removed',
    'list-unwrapped': 'brackets and quotes of a list removed',
    'non-ascii-dropped': 'characters outside ASCII dropped',
    'non-ascii-to-question-marks': 'characters outside ASCII become ?',
    'non-ascii-to-spaces': 'characters outside ASCII become spaces',
    'non-ascii-runs-to-space': 'runs of characters outside ASCII become one space',
    'non-ascii-as-references': 'characters outside ASCII become &#N;',
    'non-ascii-escaped': 'characters outside ASCII become \\xXX or \\uXXXX',
    'utf-8-read-as-ascii-python-replace': 'UTF-8 read as ASCII: each byte becomes U+FFFD',
    'non-ascii-to-question-marks-utf-16': 'characters outside ASCII become ?, emoji two',
    'beyond-utf8mb3-to-question-mark': 'characters that MySQL’s utf8 lacks (emoji) become ?',
    'beyond-utf8mb3-to-four-question-marks': 'characters that MySQL’s utf8 lacks (emoji) become ????',
    'beyond-utf8mb3-to-replacement': 'characters that MySQL’s utf8 lacks (emoji) become U+FFFD',
    'beyond-utf8mb3-dropped': 'characters that MySQL’s utf8 lacks (emoji) dropped',
    'cut-at-beyond-utf8mb3': 'cut before the first character that MySQL’s utf8 lacks (emoji)',
    'outside-dropped': 'characters outside {{encoding}} dropped',
    'outside-to-question-marks': 'characters outside {{encoding}} become ?',
    'abbreviations-inside-words': 'upper and lower case as written',
    'abbreviations-inside-words-any-case': 'upper and lower case alike',
    'first-abbreviation-inside-words': 'only the first abbreviation',
  },
  /** Parts of the sentence about an encoding. */
  lost: {
    ignore: ', characters that it lacks dropped,',
    replace: ', with ? for characters that it lacks,',
    xmlcharref: ', with &#N; for characters that it lacks,',
  },
  errors: {
    replace: ' (Python, errors="replace")',
    ignore: ' (Python, errors="ignore")',
  },
  times: ', {{times}} times',
  garbled: {
    as: 'The text here looks garbled: UTF-8 that was read as {{encoding}}. Production may have the right text.',
    bytes:
      'The text here looks garbled: {{encoding}} that was read as Latin-1. Production may have the right text.',
    unknown:
      'The text here has U+FFFD: bytes were lost when it was decoded. Production may have the right text.',
    restored: 'It may have been: “{{text}}”',
    lost: 'Bytes are lost, so it cannot be restored.',
  },
  templates: {
    label: 'Your own templates',
    hint: 'One per line: {title}\\n{text}, {other}, or s/from/to/flags',
    noField:
      '“{{template}}” has no {text}, {other} or {title}, and is not s/from/to/ either: it is left out.',
    notAPattern: 'The regular expression of “{{template}}” cannot be read: it is left out.',
  },
  of: {
    term: { title: 'title', text: 'text', other: 'the other text', 'first-line': 'the first line' },
    parts: {
      sentences: 'sentences',
      lines: 'lines',
      paragraphs: 'paragraphs',
      chunks: 'chunks of sentences, at most {{size}} tokens',
      tokens: 'pieces of {{size}} tokens',
      'raw-tokens': 'pieces of {{size}} tokens, <s> and </s> only at the ends of the text',
      characters: 'pieces of {{size}} characters',
    },
    weighting: {
      equal: 'all with the same weight',
      'by-tokens': 'weighted by their tokens',
      'by-characters': 'weighted by their characters',
      weighted: 'with weights of their own',
    },
    form: {
      signs: 'two opposite values',
      'zero-one': '0 and 1',
      ubinary: 'bytes from 0 to 255',
      binary: 'bytes minus 128',
      int8: 'signed bytes',
    },
    way: { round: 'rounded', truncate: 'decimals cut off', floor: 'rounded down' },
  },
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
    done: '{{compared}} token sequences compared, {{encoded}} model runs, {{time}}',
    cancelled: 'Cancelled. The result below is from an earlier run.',
    cancelledFirst: 'Cancelled.',
  },
  plain: 'as the page encodes it',
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
    sameIds: '{{n}} other rows have the same token ids',
    within: 'within tolerance',
    all: 'Show all {{count}}',
    fewer: 'Show fewer',
    cosineNote: 'Dense: cosine. Sparse: cosine of the weights. ColBERT: mean over the rows.',
    normNote: 'length of the vector ÷ length of the hypothesis’ vector; the cosine does not show it',
  },
  provenance: 'How our numbers were computed',
  copy: 'Copy as JSON',
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
    done: '{{compared}} texts compared, {{time}}: {{why}}',
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
    onlyTheirs: 'Production has them, the text here has not ({{count}}):',
    onlyOurs: 'The text here has them, production has not ({{count}}):',
  },
  note: {
    'int8-saturation':
      'Likely cause: the CPU. The weights of {{file}} are int8, signed, with a scale for each column. onnxruntime computes such products on a CPU with AVX2 and without VNNI with 16-bit saturation, so the same file gives other numbers there (here {{cosine}}, which fits). m3scope computes exact integers and cannot compute that yet. Check the server with: lscpu | grep -i vnni. A model quantised with reduce_range, or unsigned weights, is not affected.',
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
      'Production had {{tokens}} tokens ({{rows}} rows; FlagEmbedding gives <s> none), the text here has {{own}}.',
  },
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
        'A step lacks these characters: check encode(…, "ignore") or "replace", the charset of the table, and the connection.',
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
