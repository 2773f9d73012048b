import { SCHEMA_DETAILS } from './schema-sentences'

/**
 * Sentences of ours that go into errors and facts, by code, in English: terminal and exports have them as they are here. A page
 * translates the code (src/i18n/zh-CN/details.ts). `said` is another program's message and stays as it is.
 */
export const DETAILS = {
  // Why the tokenizer of transformers.js runs in place of ours.
  'model-type': 'model type is {{type}}',
  'model-type-missing': 'model type is not named',
  'byte-fallback': 'byte_fallback is not supported',
  'unigram-without-unk': 'the Unigram has no unk_id',
  normalizer: 'normalizer {{type}} is not supported',
  'replace-empty': 'normalizer Replace with an empty pattern is not supported',
  'replace-pattern': 'normalizer Replace with /{{pattern}}/ is not supported',
  'sequences-deep': '{{path}} holds sequences in sequences, more than {{limit}} deep',
  'replace-grows': 'a Replace normalizer adds more than {{limit}} characters to a text',
  'pre-tokenizer': 'pre-tokenizer {{type}} is not supported',
  metaspace: 'Metaspace with "{{replacement}}" is not supported',
  'post-processor': 'post-processor {{type}} is not supported',
  'template-texts': 'a template without exactly one text is not supported',

  // What is wrong with a tokenizer's files.
  'not-json': 'not JSON: {{said}}',
  'not-json-object': 'not a JSON object',
  'json-deep': 'brackets are nested too deep',
  'office-97': 'it is an Office 97-2003 file, or it has a password',
  'length-not-positive': 'model_max_length is not a positive number',
  'file-no-object': 'the file is not an object',
  'field-no-object': '{{path}} is not an object',
  'field-no-list': '{{path}} is not a list',
  'field-no-string': '{{path}} is not a string',
  'field-no-id': '{{path}} is not an id',
  'vocabulary-empty': 'model.vocab is empty',
  'vocabulary-entry': 'model.vocab[{{id}}] is not [piece, score]',
  'prepend-scheme': '{{path}}.prepend_scheme is not always, first or never',
  'prefix-space': '{{path}}.add_prefix_space does not match prepend_scheme',
  'id-unknown': '{{path}}: id {{id}} is not in the vocabulary',
  'unk-id-unknown': 'model.unk_id: {{id}} is not in the vocabulary',
  'token-form': '{{role}}_token is neither a string nor {content}',
  'charsmap-form': 'normalizer.precompiled_charsmap: not a charsmap',
  'charsmap-base64': 'normalizer.precompiled_charsmap: not base64',
  'piece-unknown': '"{{piece}}" is not in the vocabulary, and there is no unk_token',
  'fallback-refused': '{{reason}}; {{engine}}: {{said}}',

  // Why a graph runs whole.
  'own-functions': '{{found}} functions',
  'sparse-initialisers': '{{found}} sparse initialisers',
  disorder: '{{operator}} takes {{tensor}} before it is computed',
  'no-lookup': 'no table is looked up by {{input}}',
  'no-output': 'no output follows from the word embeddings',
  'no-softmax': 'no Softmax and no attention operator',
  'one-block': '{{found}} × attention in one block: nothing repeats',
  'block-tensors': 'block {{block}} has {{found}} tensors that all data pass, block 0 has {{first}}',
  'last-block': 'the last block of {{blocks}} ends before all data have passed it',
  'block-products':
    'block {{block}} has {{products}} products and {{attention}} × attention, block 0 has {{firstProducts}} and {{firstAttention}}',
  'mask-changes': 'a mask of one value changes what {{tensor}} is',
  'output-type': 'output {{tensor}} is of type {{type}}, which m3scope does not read',

  'fixed-runs-padded':
    'input_ids is {{shape}}: each text is filled up with masked padding, which changes no bit of its numbers (tried on load)',
  'fixed-runs-repeated':
    'input_ids is {{shape}}: each text is given {{texts}} times, and the first result is taken',
  'fixed-runs-both':
    'input_ids is {{shape}}: each text is given {{texts}} times and filled up with masked padding, which changes no bit of its numbers (tried on load)',

  // Why a graph of fixed size is refused.
  'fixed-shape': 'the graph takes {{input}}, not {{found}}',
  'fixed-too-short': 'that is too short for a text',
  'fixed-no-mask': 'it has no attention_mask, so shorter texts cannot be filled up',
  'fixed-padding-changes': 'what fills up shorter texts changes their numbers',
  'fixed-length': '{{file}}: input_ids is {{shape}}',

  // Why the table of word embeddings stays in the graph.
  'table-normalised': 'one operator looks the rows up and normalises them',
  'table-ids-reshaped': 'the ids are reshaped before they are looked up',
  'table-into-layer': 'the rows go into the first layer as they are',
  'table-shared': '{{tensor}} is used elsewhere too',
  'table-blocks-computed': '{{tensor}}, a table of blocks, is computed in the graph',
  'table-computed': '{{tensor}} is computed in the graph',
  'table-computed-by': '{{tensor}} is computed by {{operator}}',
  'table-not-raw': '{{tensor}} is not stored as raw bytes',
  'table-axes': '{{tensor}} has {{axes}} axes',
  'table-type': '{{tensor}} is of element type {{type}}',
  'table-scales': '{{tensor}} has {{scales}} scales, neither one nor one a row',
  'table-axis': '{{tensor}} is quantised along axis {{axis}}',
  'table-bits': '{{tensor}} has {{bits}} bits',

  // Files that are not an ONNX model.
  'file-empty': 'the file is empty',
  'file-is-html': 'it is an HTML or XML page (a login page or an error page?)',
  'file-is-lfs': 'it is a Git LFS pointer: fetch the real file with git lfs pull',
  'file-is-zip': 'it is a zip archive',
  'file-is-json': 'it is JSON',
  'no-graph': 'no graph',
  'second-graph': 'a second graph',
  'at-byte': '{{what}}, at byte {{offset}}',
  'number-long': 'a number is longer than 10 bytes',
  'number-over-end': 'a number runs over the end',
  'number-endless': 'a number has no end',
  'field-number': 'field number {{number}}',
  'field-length': 'field {{number}} of {{bytes}} bytes',
  'field-over-end': 'field {{number}} needs {{needed}} bytes, {{left}} are left',
  'wire-type': 'wire type {{type}}',
  'fields-many': 'it has more than {{limit}} fields',
  'name-long': 'a name is {{size}} long',
  'structure-large': 'its structure is larger than {{limit}}',
  'graphs-deep': 'graphs in graphs, {{depth}} deep',
  'tensor-dimension': '{{tensor}} has a dimension of {{found}}',
  'tensor-bytes': '{{tensor}} has {{found}} bytes; its shape needs {{needed}}',
  'tensor-external': '{{tensor}}: external {{key}} {{value}}',
  'tensor-external-lacks': '{{tensor}}: external data without {{key}}',

  // Shapes that an output should have, and other kinds of files.
  'shape-vector': '[1, dimension]',
  'shape-rows': '[1, {{n}} or {{fewer}}, dimension]',
  'shape-weights': '[1, {{n}}, 1]',
  'shape-tokens': '[1, {{n}}, dimension]',
  'utf32-text': 'UTF-32 text',

  // Files with the weights of a model head.
  'weight-shape': '{{tensor}} is {{found}}, expected {{expected}}',
  'weight-not-finite': '{{tensor}} holds NaN or infinity',
  'weight-missing': 'it has no weight of a linear layer; it has: {{found}}',
  'weight-several': 'it has several weights, and no name says which one is this head’s: {{found}}',
  'torch-no-zip': 'it is no file of torch.save ({{said}})',
  'torch-zip': 'its archive is damaged: {{said}}',
  'torch-no-pickle': 'it is a zip archive without a data.pkl, which torch.save writes',
  'torch-big-endian': 'its byte order is not little-endian',
  'torch-no-data': 'data/{{key}} of tensor {{tensor}} is missing',
  'torch-large': 'tensor {{tensor}} is {{shape}}, larger than any model head',
  'torch-short': 'tensor {{tensor}} needs {{needed}} bytes, its storage has {{found}}',
  'safetensors-short': 'it is too short for a safetensors file',
  'safetensors-header': 'its safetensors header is cut off or no header',
  'safetensors-header-json': 'its safetensors header is not JSON',
  'safetensors-range': 'tensor {{tensor}} does not fit the file',
  'pickle-ends': 'it ends at byte {{offset}}',
  'pickle-stack': 'its stack is empty at byte {{offset}}',
  'pickle-mark': 'a mark is missing at byte {{offset}}',
  'pickle-global': 'it refers to {{name}}, which is not part of a plain tensor file',
  'pickle-module':
    'it is a pickled module ({{name}}), which only its own Python code can build: save its weights with torch.save(module.state_dict(), file)',
  'pickle-many': 'it refers to more than {{limit}} values',
  'pickle-items': 'items are set on something that is not a dict at byte {{offset}}',
  'pickle-opcode': 'it has opcode {{opcode}} at byte {{offset}}, which a plain tensor file never has',
  'pickle-number': 'it has a number beyond 2^47',
  'pickle-arguments': 'a call has no arguments',
  'pickle-calls': 'it calls {{name}}',
  'pickle-calls-unknown': 'it calls something unknown',
  'pickle-storage': 'a tensor has a storage of an unknown kind',
  'pickle-shape': 'a tensor has no shape',
  'pickle-no-dict': 'it holds neither a tensor nor a dict of tensors',

  // Other files: config.json, models.json, rules, reference values, cases.
  'json-said': '{{said}}',
  'json-said-in': 'no JSON ({{said}})',
  'schema-said': '{{said}}',
  'field-said': '{{field}}: {{said}}',
  ...SCHEMA_DETAILS,
  sentence: '{{what}}.',
  'field-ours': '{{field}}: {{what}}',
  'file-said': 'the file: {{said}}',
  'no-length':
    'neither max_position_embeddings nor tokenizer_config.json’s model_max_length says how many tokens fit',
  'rules-newer': 'version {{found}}; this m3scope reads up to {{known}}',
  'rule-twice': 'rules: the id "{{id}}" is there twice',
  'rules-made': 'a text of more than {{limit}} characters',
  'rules-changes': 'more than {{limit}} changes',
  'rules-entry': 'an entry of more than {{limit}} characters',
  'rules-read': 'its entries read more than {{limit}} characters',
  'file-outside': '{{field}}: {{name}} is outside of the model’s folder',
  'no-address': '{{field}}: {{found}} cannot be read as an address',
  'no-reference-file': 'no such file in its folder',
  'list-expected': 'a list is expected',
  'the-file': 'the file',
  'no-format': 'does not have it',
  'other-format': 'has "format": {{found}}',
  'begins-with': 'begins with {{start}}',
  'said-nothing': 'nothing, the response has no text',

  // Settings.
  'no-unit': 'unit {{unit}}',
  'unit-beyond': 'unit {{unit}} lies beyond max_length = {{limit}}',

  // Options of a validation's numbers.
  'option-invalid': '{{option}} is {{value}}; it must be {{allowed}}',
  'range-whole': 'a whole number from {{from}} to {{to}}',
  'range-positive': 'a number above 0',
  'range-closed': 'from 0 to 1',
  'range-open': 'above 0 and below 1',
  'range-names': 'one of {{names}}',
  'band-order': 'the band from {{low}} to {{high}} is empty: its lower end must be below its upper end',
  'no-ranges': 'in context, with a tokenizer that gives no ranges',

  // The browser, its worker, its store.
  'plain-http': 'the page came over plain HTTP, not HTTPS or localhost',
  'no-webgpu': 'this browser has no WebGPU',
  'gpu-said': 'the browser gives no GPU ({{said}})',
  'no-gpu': 'the browser gives no GPU: none that it supports, or switched off',
  'worker-script': 'its script could not be loaded or failed',
  'worker-message': 'a message could not be read',
  'worker-closed': 'it was closed or ran out of memory',
  'worker-shut': 'shut down',
  'other-tab': 'another tab deleted or replaced it meanwhile',
  'file-ended': 'it ended at byte {{offset}} of {{bytes}}',
  'browser-said': '{{said}}',
  'runtime-said': '{{said}}',
  'thread-lost-twice': 'it did not answer, and its replacement did not either',
  'encoder-expanded':
    'its quantised weights would take {{size}} MB as float32, which onnxruntime-web multiplies as they are',
  'encoder-weights': 'the weights {{tensor}} have values or a layout that the encoder does not multiply',
  'arithmetic-same': 'its integer products are the same on every CPU (arithmetic = avx2)',
  'arithmetic-masks':
    'this text’s masks do more than hide tokens, so its layers run in onnxruntime-web, whose integers are exact (arithmetic = avx2)',
  'arithmetic-onnxruntime': 'its layers run in onnxruntime-web, whose integers are exact (arithmetic = avx2)',
  'encoder-said': 'it says: “{{said}}”',
  'encoder-found': 'layer {{layer}}: {{found}}',
  'encoder-output': 'the tensor {{tensor}} inside of a layer is needed outside of it',
  'encoder-mask':
    'the mask {{tensor}} depends on the tokens, or on their positions, in a way that the encoder does not follow',
  'encoder-differs':
    'layer {{layer}} differs from onnxruntime-web by up to {{difference}} of the greatest value, where {{limit}} is allowed',
  'encoder-cosine':
    'layer {{layer}} has a cosine of {{cosine}} to onnxruntime-web, where {{limit}} is the least allowed',
  'encoder-sums':
    'layer {{layer}}: the integer sums of {{tensor}}, column {{column}}, are not onnxruntime-web’s',
  'kernels-other': 'its memory layout is {{found}}, not {{expected}}',

  // The network.
  answered: 'the server answered {{status}}',
  'web-page': 'the server sent a web page in its place (a login page, or its answer to unknown paths)',
  'no-file-list':
    'the server sent something else in place of the list of files (a login page of the network, say)',
  stalled: 'nothing came for {{seconds}} seconds',
  'changed-while-read': 'the file changed on its server while it was read',
  'changed-on-server': 'the file changed on its server',
  'part-length': 'the part has another length',
  'file-length': 'the file has another length by now',
  offline: 'the browser is offline',
  'https-to-http': 'a page on https may not read from plain http',
  unreachable:
    'the server cannot be reached, something on the way blocks it, or it does not let other sites’ pages read it (CORS) ({{said}})',
  'model-address':
    'BAAI/bge-m3, BAAI/bge-m3@revision, the address of its page on the hub, or of a folder with the model (https://host/path/)',
  'host-address': 'https://host or https://host/path',

  // Servers, and what they return.
  'url-empty': 'It is empty.',
  'url-invalid': 'It is not an http:// or https:// address.',
  'url-credentials': 'A name or password in an address would be shown: the key has a place of its own.',
  'url-query': 'A base address has no ? and no #.',
  'head-lacking': '{{form}}, no {{head}} vectors',
  'token-weights': 'token weights',
} as const satisfies Readonly<Record<string, string>>
