export const paste = {
  title: 'Load a case from a request',
  intro:
    'Accepts a curl, HTTPie or wget command (bash, cmd, PowerShell), a fetch call from developer tools, Python or JavaScript code, an HTTP message, a HAR or one of its entries, a JSON body, or a log line that contains one of these. It is only read here, nothing is sent; keys and cookies are dropped.',
  area: 'The request',
  placeholder:
    'curl http://localhost:8080/embed -H \'Content-Type: application/json\' -d \'{"inputs":["…","…"]}\'',
  chooseFile: 'Choose a file',
  dropHint: 'or drop a .har, .json, .txt or .sh file on the field',
  fileNotShown: '{{file}} was read; it is too long to show.',
  textNotShown_one: 'The text ({{count}} character) is read; it is too long to show.',
  textNotShown_other: 'The text ({{count}} characters) is read; it is too long to show.',
  readingText: 'Reading the text …',
  reading: 'Reading {{file}} …',
  load: 'Load',
  cancel: 'Close',
  facts: {
    source: 'Read as',
    server: 'Server',
    url: 'Address',
    model: 'Model',
    secrets: 'Dropped',
    encoding: 'Encoding of the response',
    truncate: 'Truncation',
  },
  source: {
    'curl-bash': 'curl, bash',
    'curl-cmd': 'curl, Windows cmd',
    powershell: 'PowerShell',
    httpie: 'HTTPie',
    wget: 'wget',
    fetch: 'fetch, JavaScript',
    js: 'client library, JavaScript',
    python: 'Python',
    http: 'HTTP message',
    har: 'HAR',
    json: 'JSON body',
    log: 'found in other text',
  },
  unknownServer: 'unknown',
  noAddress: 'none: only a body',
  kind: {
    dense: 'dense vectors',
    sparse: 'sparse weights',
    colbert: 'ColBERT rows',
    similarity: 'similarity',
    tokenize: 'tokens',
    health: 'health',
  },
  secretsNote: 'Their values are dropped.',
  truncate: {
    true: 'the server may cut texts',
    false: 'the server refuses longer texts',
    left: 'the beginning is cut',
    right: 'the end is cut',
  },
  request: 'Request',
  requestOf: '{{number}} of {{count}}: {{text}}',
  texts: 'Texts',
  textCount_one: '{{count}} text in the request',
  textCount_other: '{{count}} texts in the request',
  becomes: 'becomes {{side}}',
  stays: 'stays as it is',
  characters_one: '{{count}} character',
  characters_other: '{{count}} characters',
  changes: 'Settings',
  noChanges: 'The settings already match.',
  change: {
    maxLength: 'max_length',
    truncateDim: 'Dimensions (truncate_dim)',
    normalize: 'Normalise',
    prefix: 'Prefix of A',
    rules: 'Preprocessing rules that are on',
    metadata: 'Timestamps and speakers of dialogues',
  },
  changeNote: {
    prefix: 'The server got exactly these texts; the common beginning of A is entered as the prefix here.',
    rules: 'The server got exactly these texts.',
    metadata: 'The server got exactly these texts.',
    maxLength: 'num_ctx is the server’s context; it may cut elsewhere.',
  },
  value: {
    true: 'yes',
    false: 'no',
    none: 'none',
    whole: 'full vector',
    out: 'left out everywhere',
    sentences: 'left out of sentences only',
  },
  notes: 'Please note',
  note: {
    'several-requests': '{{count}} requests were found; choose one above.',
    'several-urls': 'The command has several URLs or --next: only the first is read.',
    'unknown-option': 'curl has no option {{option}}; it was skipped.',
    'unknown-fields': 'Fields that have no effect here: {{fields}}.',
    'prompt-name':
      'prompt_name “{{name}}” names a prefix that only the server knows. If the server’s configuration has it, enter its text as the prefix.',
    instruction:
      'The request gives a type of text (“{{name}}”). bge-m3 takes no instruction, but a server may add one before the text.',
    'url-variable': 'The address contains a variable ({{url}}), so it is not saved.',
    'mixed-inputs_one': '{{count}} input is not a text and was left out.',
    'mixed-inputs_other': '{{count}} inputs are not texts and were left out.',
    'num-ctx':
      'num_ctx {{count}} is the context length of Ollama, not a max_length; Ollama is known to truncate earlier.',
    'dimensions-not-normalised':
      'Infinity cuts to {{count}} dimensions and does not normalise again, so scores of its vectors differ from ours.',
    'line-ends':
      'Windows line ends (CR LF) become LF in the editors. The tokenizer of bge-m3 reads both as a space.',
    'reply-unreadable': 'The response (status {{status}}) has no vectors. {{title}}: {{next}}',
    'typographic-quotes':
      'The paste has typographic quotes (“ ” ‘ ’), which no shell and no JSON accepts. It was read with plain quotes; check the texts.',
    'reading-bash':
      'Shells read this command differently. This is what bash sends; see the other request above.',
    'reading-cmd':
      'Shells read this command differently. This is what Windows cmd sends; see the other request above.',
    'reading-powershell':
      'Shells read this command differently. This is what PowerShell sends; see the other request above.',
    'reading-browser':
      'Developer tools double each backslash for cmd, and cmd keeps both. This is what the browser sent; the other request above is what the copied command sends.',
    'reading-windows':
      'Developer tools double each backslash for cmd, and cmd keeps both. This is what the copied command sends; the other request above is what the browser sent.',
    'token-ids-left-out_one': '{{count}} request has token ids in place of a text and was left out.',
    'token-ids-left-out_other': '{{count}} requests have token ids in place of a text and were left out.',
    'sends-token-ids':
      'OpenAIEmbeddings sends token ids of another tokenizer in place of these texts. For any other model than OpenAI’s set check_embedding_ctx_length=False.',
    'other-texts':
      'The texts are from the field {{taken}}. These fields have text too, and were not taken: {{fields}}.',
    'part-read': 'Only a part of the paste was read; it begins with “{{start}}”.',
    'words-left': 'Words after the command were not read: “{{start}}”.',
    'address-nearby':
      'The address {{url}} is the only one in the text; it is not written together with the body. Check that the body went there.',
    'whole-numbers':
      '{{count}} whole numbers alone were read as text: they may be years, counts, token ids or a quantised vector. Write {"input_ids": […]} or {"embedding": […]} to say which.',
    'whole-numbers-vector':
      'All {{count}} values are whole numbers of 0 or more. They were read as a vector, but may be token ids or other numbers.',
    'numbers-left': 'The text contains what may be a vector or weights (“{{start}}”); it was read as text.',
    'command-without-texts':
      'The text mentions a command that sends no texts (“{{start}}”); it was read as text.',
    'field-tokens':
      'The texts are from the field tokens ({{count}}). If these are the pieces of one text, paste the text itself.',
    'token-pieces':
      'The field tokens has pieces that a tokenizer made ({{count}}), and no texts. Paste the text before it was split.',
    'empty-value': '{{value}} is empty; it was read as text.',
  },
  reply: 'Vectors',
  replyFound: 'The response contains vectors: {{what}}.',
  vectorsFound: 'There is no request, but there are vectors: {{what}}.',
  readAs: 'Read as {{form}}',
  denseOf: '{{count}} dense, {{dimension}} dimensions',
  sparseOf: '{{count}} sparse',
  namedOf: '{{count}} sparse (keyed by token; ids are looked up in the model’s vocabulary)',
  colbertOf: '{{count}} ColBERT, {{dimension}} dimensions',
  hiddenOf: '{{count}} hidden states (neither dense nor ColBERT)',
  weightsOf_one: '{{count}} list of weights by position (without token ids)',
  weightsOf_other: '{{count}} lists of weights by position (without token ids)',
  compare: 'Compare with ours',
}
