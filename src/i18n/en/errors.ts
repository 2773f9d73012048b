import type { ErrorCode } from '../../engine/errors'
import { endpointErrors } from './errors-endpoint'
import { searchErrors } from './errors-search'

/** One entry per ErrorCode: what happened, and what to do next. */
export const errors = {
  'text/empty': {
    title: 'This text is empty',
    next: 'There is nothing to score. Type, paste or drop a text here, or choose an example.',
  },
  'text/blank': {
    title: 'This text has only white space',
    next: 'Spaces and line breaks alone give nothing to score. Type, paste or drop a text here, or choose an example.',
  },
  'text/lone-surrogate': {
    title: 'Half a character at position {{index}}',
    next: 'There is a UTF-16 surrogate without its other half. Python’s tokenizers refuse such a string, so there is no reference score. Remove it or replace it.',
  },
  'text/too-long': {
    title: 'The text is too long ({{file}})',
    next: 'It has {{size}} characters; an editor takes {{limit}}. Shorten it.',
  },
  'file/too-large': {
    title: '{{file}} is too large',
    next: 'It has {{bytes}} bytes; the limit is {{limit}}. Keep only the part that you want to compare.',
  },
  'file/binary': {
    title: '{{file}} is not a text file ({{kind}})',
    next: 'Its bytes are not text in any known encoding. Save it as .txt or .md, or copy its text and paste it.',
  },
  'file/undecodable': {
    title: '{{file}} cannot be decoded',
    next: 'No encoding fits. The closest is {{nearest}} (damaged places: {{damaged}}). Choose an encoding, or save the file as UTF-8.',
  },
  'file/unreadable': {
    title: '{{file}} cannot be read',
    next: 'Reason: {{detail}}. It may be a folder, or it was moved or changed: choose it again.',
  },
  'file/too-many': {
    title: '{{found}} files at once',
    next: 'One file fills one editor, two files fill A and B. Drop one or two files.',
  },
  'model/file-missing': {
    title: 'A model file is missing: {{file}}',
    next: 'It is not at the place that the model’s file list gives. Put it there (for a model of this site you can also correct models/models.json), or choose another revision or graph. {{url}}',
  },
  'model/truncated': {
    title: 'A model file is incomplete: {{file}}',
    next: 'It has {{found}} of {{expected}} bytes. The file at the source is incomplete or was replaced: copy it there again, then load again.',
  },
  'model/hash-mismatch': {
    title: '{{file}} is not the file in the list',
    next: 'Its SHA-256 is {{found}}, the list says {{expected}}. It was damaged on the way, or replaced without updating the list. Load again, copy the file again, or correct the list (models.json for a model of this site). Nothing of it was stored.',
  },
  'model/not-onnx': {
    title: '{{file}} is not an ONNX model',
    next: '{{reason}}. Put the real file in its place, then load again.',
  },
  'model/ambiguous': {
    title: 'There is more than one graph',
    next: 'Found: {{files}}. Choose one in the model dialog, or keep only one of them in models.json.',
  },
  'model/unknown': {
    title: 'This site has no model {{id}}',
    next: 'Available: {{known}}. Choose one in the model menu, or correct ?model= in the address.',
  },
  'model/external-data-missing': {
    title: 'The graph’s weights are missing: {{missing}}',
    next: '{{file}} keeps its weights in this separate file (external data). Put it beside the graph and add it to the file list.',
  },
  'model/config-invalid': {
    title: '{{file}} is missing or invalid',
    next: '{{detail}}',
  },
  'model/head-invalid': {
    title: 'Model head file {{file}} cannot be used',
    next: '{{reason}}. Use the model head file that belongs to this model.',
  },
  'model/layout-unknown': {
    title: '{{file}}: unknown inputs or outputs',
    next: 'Found: {{found}}. Expected: {{expected}}. Use an export of a text encoder, or name the outputs in the model dialog.',
  },
  'model/outputs-unknown': {
    title: '{{file}} has no usable output {{output}}',
    next: 'Its outputs: {{found}}. Name each at most once.',
  },
  'model/fixed-shape': {
    title: '{{file}} takes texts of one length only',
    next: 'input_ids is {{shape}}, and {{reason}}. Export the graph with a free sequence axis (dynamic_axes, dynamic_shapes).',
  },
  'model/bfloat16': {
    title: '{{file}} computes in bfloat16',
    next: 'onnxruntime-web has no bfloat16 arithmetic. Export the model as float32 or float16. It says: “{{detail}}”.',
  },
  'model/ort-format': {
    title: '{{model}} has a graph in ORT format only: {{file}}',
    next: 'm3scope reads .onnx, whose layers and weights it can look into. Give it the .onnx that this file was made from.',
  },
  'model/create-failed': {
    title: 'The runtime refused {{file}}',
    next: 'onnxruntime-web says: “{{detail}}”. If memory ran out, close other tabs. The graph may also have operators that WASM does not support.',
  },
  'model/run-failed': {
    title: 'The model failed while running',
    next: 'Reason: {{detail}}. Try a shorter max_length. If the error stays, copy the error details and report it.',
  },
  'model/not-finite': {
    title: 'The model returned NaN or infinity',
    next: '{{head}}[{{index}}] is {{found}}, from {{file}}. No score is computed from it. The file may be damaged or badly quantised: use another export or dtype.',
  },
  'model/head-unavailable': {
    title: 'This model does not have the model head {{head}}',
    next: '{{reason}} The other scores are not affected.',
  },
  'model/not-loaded': { title: 'No model is loaded', next: 'Press Analyze: it loads the model first.' },
  'model/vocabulary-mismatch': {
    title: 'The tokenizer does not belong to this model',
    next: '{{file}} has ids up to {{tokenizer}}, but the graph’s embedding table has only {{table}} rows. Use the tokenizer.json that was published with this graph.',
  },
  'model/operator-missing': {
    title: 'The runtime lacks an operator of {{file}}: {{operator}}',
    next: 'onnxruntime-web’s WASM build does not support it. Use another export of the same model: plain fp32, int8 or q4, not a file fused for a GPU or another runtime.',
  },
  'model/out-of-memory': {
    title: 'Not enough memory for {{file}}',
    next: 'The browser or the runtime says: “{{detail}}”. Use a smaller file (int8, q4) or fewer threads, or close other tabs; the WASM heap of a tab is at most 4 GB.',
  },
  'reference/invalid': {
    title: '{{file}} is not a file of reference values',
    next: '{{detail}}. The certify command of the terminal writes such a file: npm run -s cli -- certify --model FOLDER texts.jsonl',
  },
  'hub/not-found': {
    title: '{{repo}} was not found on {{host}}',
    next: 'Check the spelling and the revision. A private repository needs an access token.',
  },
  'hub/unauthorized': {
    title: '{{host}} refuses access to {{repo}} ({{status}})',
    next: 'The name is wrong, or the repository is private or gated: check the name, or enter an access token that may read it. The token is kept only in the memory of this tab.',
  },
  'hub/invalid-address': {
    title: 'This is not the address of a model: {{found}}',
    next: 'Expected: {{expected}}.',
  },
  'hub/nothing-found': {
    title: 'No model at {{url}}',
    next: 'None of the usual files is there ({{tried}}), or the server does not let this page read them (CORS: Access-Control-Allow-Origin).',
  },
  'store/incomplete': {
    title: 'This browser does not have all files of {{model}}',
    next: '{{file}} is missing, and nothing is downloaded before you ask for it. Load the model from its source: files that are stored here are not downloaded again.',
  },
  'local/permission': {
    title: 'The browser does not let the page read {{name}}',
    next: 'Allow it when the browser asks, or choose the folder again.',
  },
  'local/empty': {
    title: 'No model in {{name}}',
    next: 'There is no .onnx file in it. Choose the folder with tokenizer.json and the graph (often in onnx/). The hub’s own cache (models--…) contains links, which browsers skip: copy its snapshot with cp -rL and choose the copy.',
  },
  'webgpu/unavailable': {
    title: 'WebGPU is not available',
    next: '{{detail}}. Choose WASM: its numbers are the reference.',
  },
  'tokenizer/missing': {
    title: 'The tokenizer is missing: {{file}}',
    next: 'Put the model’s tokenizer.json into its folder and add it to the file list.',
  },
  'tokenizer/invalid': { title: '{{file}} is not a usable tokenizer', next: '{{detail}}' },
  'settings/invalid': { title: 'A setting is not valid', next: '{{detail}}' },
  'worker/crashed': {
    title: 'The engine has crashed',
    next: 'Your texts are not affected. {{restarted}} ({{detail}})',
  },
  'worker/unavailable': {
    title: 'The engine cannot start',
    next: 'The browser did not start a Web Worker. ({{detail}})',
  },
  'network/failed': {
    title: 'Download failed: {{file}}',
    next: '{{reason}} ({{url}}). Check that the server is running and can be reached from here, then try again.',
  },
  'run/too-large': {
    title: 'Not enough memory for {{tokens}} tokens',
    next: 'The run needs about {{needed}}; a tab can use at most {{limit}}. {{remedy}}',
  },
  'run/fused-attention': {
    title: 'With this graph a text can have {{limit}} tokens, this one has {{tokens}}',
    next: 'The graph computes attention in one operator, {{operator}}. With heads of {{headSize}} numbers its sizes exceed 32-bit WebAssembly beyond {{limit}} tokens. Lower max_length to {{limit}}, or export the graph without fused attention: attn_implementation="eager" and an opset below 23 in torch, no attention fusion in onnxruntime’s optimizer, O1 in optimum.',
  },
  'run/out-of-memory': {
    title: 'Memory ran out during a run',
    next: 'The browser or the runtime says: “{{detail}}”. {{restarted}} Lower max_length, run layer by layer, use fewer threads or a smaller file, or close other tabs.',
  },
  'encoder/no-simd': {
    title: 'This browser has no WebAssembly SIMD',
    next: 'The encoder needs it. Update the browser: Chrome 91, Firefox 89, Safari 16.4 and later have it.',
  },
  'encoder/missing': {
    title: 'The encoder’s program {{file}} is not there',
    next: '{{detail}}. In a page, load it again; in the terminal, run npm run kernels in m3scope’s folder.',
  },
  'encoder/thread-lost': {
    title: 'A thread of the encoder stopped',
    next: 'It says: “{{detail}}”. Run again; if it happens again, use one thread.',
  },
  'attention/unavailable': { title: 'No attention weights', next: '{{reason}}' },
  'attention/no-such': {
    title: 'There is no {{what}} {{found}}',
    next: 'The numbers go from 0 to {{limit}}.',
  },
  'rules/invalid': {
    title: '{{file}} is not a file of preprocessing rules',
    next: '{{detail}}. Export the rules to see the format. The rules on the page have not changed.',
  },
  'rules/too-much': {
    title: 'The preprocessing rules change this text too much: they were stopped',
    next: 'It happened at rule {{number}} ({{rule}}): {{detail}}. Open the rules and undo the last change, switch this rule off, or choose “All off” or “Defaults”. Texts and settings stay as they are; nothing is scored until then.',
  },
  'text/nothing-left': {
    title: 'The rules remove this whole text',
    next: 'The enabled preprocessing rules ({{rules}}) and the choice for dialogue headers remove every character. Switch one off, or change the text.',
  },
  'text/not-ready': {
    title: 'This long text is not ready yet',
    next: 'Its sentences are being found and the rules applied; the line below its editor says how far this is. Wait until the line is gone. If it says that the work was cancelled or failed, press “Start again” there.',
  },
  'text/work-cancelled': {
    title: 'No sentences for this text: the work on it was cancelled',
    next: 'The text has not changed. Until the work is done, its sentences and the result of the rules are not known, so nothing is scored. Press “Start again”, or shorten the text. Analyze starts it again too.',
  },
  'text/work-failed': {
    title: 'No sentences for this text: the work on it failed',
    next: 'The text has not changed. Press “Start again”. If it fails again, shorten the text or switch rules off. ({{detail}})',
  },
  'heatmap/other-model': {
    title: 'The heatmap belongs to another model',
    next: 'It was computed with {{made}}; now {{loaded}} is loaded. Compute it again to open its cells.',
  },
  'heatmap/too-large': {
    title: 'Too many cells',
    next: '{{rows}} × {{columns}} sentences are more than the {{limit}} cells that fit into memory. Use chunks, or a shorter text.',
  },
  'run/cancelled': { title: 'Cancelled', next: 'Press Analyze to run again.' },
  'vector/unreadable': {
    title: 'No vector was found',
    next: '{{where}}: “{{start}}”. Accepted: numbers (JSON, comma-separated, numpy), base64 of float32, a full server response, or a Milvus or Qdrant row.',
  },
  'vector/empty': {
    title: 'The vector is empty',
    next: '{{where}} has no values. The server may have failed without an error: look at its log.',
  },
  'vector/not-finite': {
    title: 'The vector has {{found}} at {{where}}[{{index}}]',
    next: 'It cannot be compared. NaN (null in JSON) usually means a float16 overflow on the server: start it with float32.',
  },
  'vector/ragged': {
    title: 'Rows have different lengths',
    next: '{{where}}: row {{row}} has {{found}} values, expected {{expected}}. It was probably not copied completely.',
  },
  'vector/shortened': {
    title: 'The vector was printed in short form',
    next: '“...” replaces most of its values. Print it in full: json.dumps(vector.tolist()), or numpy.set_printoptions(threshold=sys.maxsize).',
  },
  'vector/too-deep': {
    title: 'This is nested too deep for a reply',
    next: 'Brackets are nested more than {{limit}} levels deep. No server replies like this: check what was copied.',
  },
  'vector/base64-length': {
    title: 'These bytes are not a float32 vector',
    next: 'It has {{bytes}} bytes, not a multiple of 4. It was probably not copied completely, or it has another type (float16).',
  },
  'vector/base64-values': {
    title: 'These bytes are not a float32 vector',
    next: 'Read as little-endian float32, it has {{found}} at [{{index}}]. It may be big-endian, float16, or not a vector at all.',
  },
  'reply/refused': {
    title: 'The server returned no vectors',
    next: 'The server says: {{said}}',
  },
  'paste/empty': {
    title: 'There is nothing to read',
    next: 'Paste a curl command, a fetch call, a HAR entry, a JSON body, or a log line that contains one of these.',
  },
  'paste/unknown': {
    title: 'No request was found',
    next: '“{{start}}”. Accepted: a curl command (bash, cmd, PowerShell), a fetch call, a HAR, a JSON body, or a log line that contains one of these.',
  },
  'paste/no-texts': {
    title: 'The request has no texts',
    next: 'Found: {{found}}. Expected one of input, inputs, prompt, content, texts, queries, with a text or a list of texts.',
  },
  'paste/not-json': {
    title: 'The request’s body is not JSON',
    next: 'It begins with “{{start}}”. It may not be copied completely, or the quotes of a shell are missing.',
  },
  'paste/variable': {
    title: 'The body uses the variable {{name}}',
    next: 'Its value is not known here. Replace it with the text: echo the command, or paste the body itself.',
  },
  'paste/file': {
    title: 'The body is in the file {{file}}',
    next: '{{option}} reads it when the command runs; a page cannot read it. Paste the content of the file, or drop the file here.',
  },
  'paste/form': {
    title: 'This is a form, not JSON ({{option}})',
    next: 'No embedding server accepts a multipart form. Paste the request that sends JSON.',
  },
  'paste/token-ids': {
    title: 'The input is token ids, not text',
    next: 'Ids were sent instead of a text ({{count}}). Ids of another tokenizer mean nothing to bge-m3. LangChain’s OpenAIEmbeddings sends ids of tiktoken: set check_embedding_ctx_length=False. The text cannot be restored from ids: paste the original text.',
  },
  'paste/open-quote': {
    title: 'A quote is not closed: {{quote}}',
    next: 'It starts at “{{start}}”. The command was probably not copied completely.',
  },
  'paste/option': {
    title: 'curl has no option {{option}}',
    next: 'It is unclear whether “{{value}}” is its value or the address. Remove or correct the option.',
  },
  'paste/too-long': {
    title: 'The pasted text is too long',
    next: 'It has {{size}} characters, limit {{limit}}. Paste only the request.',
  },
  'paste/too-large': {
    title: 'Reading this request takes too much work',
    next: 'Its variables or its nested calls make more than {{limit}} characters. Paste the request with its final body.',
  },
  'paste/too-deep': {
    title: 'This is nested too deep for a request',
    next: 'Brackets or commands are nested more than {{limit}} levels deep. Paste only the request.',
  },
  ...endpointErrors,
  ...searchErrors,
  'case/not-a-case': {
    title: '{{file}} is not a case',
    next: 'A case is JSON with "format": "m3scope/case" (or "m3scope/cases"). This file {{found}}. Save one with “Save case” to see the format. Texts and results here have not changed.',
  },
  'case/newer': {
    title: '{{file}} was made by a newer m3scope',
    next: 'Its version is {{found}}; this page reads up to {{known}}. Open it in the newer m3scope, or update this page. Texts and results here have not changed.',
  },
  'case/truncated': {
    title: '{{file}} is incomplete',
    next: 'Its JSON stops after {{length}} characters. Copy or download it again completely. Texts and results here have not changed.',
  },
  'case/invalid': {
    title: '{{file}} is damaged, or was edited by hand',
    next: 'What is wrong: {{field}}: {{detail}}. Correct it, or use the file as it was saved. Texts and results here have not changed.',
  },
  'case/altered': {
    title: '{{file}} was edited by hand',
    next: '{{field}}: {{altered}}. Its results may belong to other texts. Use the file as it was saved, or open it anyway. Texts and results here have not changed.',
  },
  'case/some-unread': {
    title: 'Not imported: {{count}} of {{total}} cases in {{file}}',
    next: 'Reason for the first: {{detail}}. The others are in the list.',
  },
  'case/gone': {
    title: 'The case “{{name}}” is no longer in this browser',
    next: 'Another tab may have deleted it, or the browser’s data was cleared. Open its file instead.',
  },
  'case/not-kept': {
    title: 'This browser does not store cases',
    next: 'The browser says: “{{detail}}”. Cases stay only until the page is closed: save them as files. Private windows and blocked site data cause this.',
  },
  'case/no-space': {
    title: 'The case could not be stored in the browser',
    next: 'The browser says: “{{detail}}”. Delete cases or stored models, or save the case as a file.',
  },
  'case/link-damaged': {
    title: 'The shared link is damaged',
    next: '{{damaged}} Chat tools and mail cut long links: ask for the link again, or for the case as a file. Texts and results here have not changed.',
  },
  'case/link-newer': {
    title: 'The shared link was made by a newer m3scope',
    next: 'Its version is {{found}}; this page reads up to {{known}}. Open it on the page where it was made. Texts and results here have not changed.',
  },
  'why/dimension': {
    title: 'The vector was not made by this model',
    next: 'It has {{found}} dimensions; {{model}} gives {{expected}}. The values beyond are not zeros. Load the model that made it, or paste one vector only.',
  },
  'why/too-short': {
    title: 'The vector is too short to compare',
    next: 'It has {{found}} values; the model gives {{expected}}. Such a short vector can match by chance: paste the full vector.',
  },
  'why/zero': {
    title: 'All values of the vector are 0',
    next: 'It has no direction, so nothing can be compared. A failed server or an empty text gives such vectors: check that first.',
  },
  'why/token-id': {
    title: 'The weights were not made by this model',
    next: 'Token id {{found}} does not exist: {{model}} has 0 to {{limit}}. Paste lexical_weights with token ids as keys, or load the model that made them.',
  },
  'why/token-name': {
    title: 'The weights are keyed by tokens, and some have no clear id',
    next: 'The vocabulary has none of these, or has them both with and without a space before them: {{found}}. Paste lexical_weights with token ids as keys.',
  },
  'validation/labels-not-kept': {
    title: 'This browser does not store labels',
    next: 'The browser says: “{{detail}}”. Labels stay only until the page is closed: export them as qrels. Private windows and blocked site data cause this.',
  },
  'validation/run-of-other-model': {
    title: 'The run was made with another model',
    next: 'It was made with {{made}}; now {{loaded}} is loaded. Load {{made}} again, or run the file with {{loaded}}.',
  },
  'validation/other-pairs': {
    title: 'The two runs share no pair',
    next: 'No query and document of {{name}} is in this run. Choose a run of the same file.',
  },
  'export/nothing': {
    title: 'There is nothing to export',
    next: 'Both texts are empty. Type, paste or drop at least one text, or choose an example.',
  },
  'export/too-large': {
    title: 'The file is too large for this form',
    next: '{{rows}} rows are too much text for one {{form}} file. Select fewer rows, or save them as CSV or JSON Lines.',
  },
  'validation/no-file': {
    title: 'No file was given',
    next: 'Drop a table with queries and documents, choose a file, or paste a table.',
  },
  'validation/empty': {
    title: '{{file}} is empty',
    next: 'It has no row. Choose the file again, or export it again from where it came.',
  },
  'validation/not-json': {
    title: '{{file}} is not JSON',
    next: 'Reason: {{detail}}. If the download was cut off, get it again. One object on each line is read too (JSON Lines, .jsonl).',
  },
  'validation/no-records': {
    title: '{{file}} has no list of records',
    next: 'A list of objects is needed, with a query and a document each. It may stand inside of another object.',
  },
  'validation/xlsx': {
    title: '{{file}} cannot be read as XLSX',
    next: 'Reason: {{detail}}. If it has a password, save it without one. Or save the sheet as CSV (UTF-8).',
  },
  'validation/no-sheet': {
    title: '{{file}} has no sheet “{{sheet}}”',
    next: 'Its sheets: {{known}}.',
  },
  'validation/parquet': {
    title: '{{file}} cannot be read as Parquet',
    next: 'Reason: {{detail}}. Save the table as CSV or JSON Lines instead.',
  },
  'validation/no-column': {
    title: '{{file}} has no column “{{column}}”',
    next: 'It was named for the role {{role}}. The columns are: {{columns}}.',
  },
  'validation/texts-missing': {
    title: '{{file}} has ids but no texts',
    next: 'Give it together with the files that hold the texts: {{needed}}. Drop all of them at once.',
  },
  'validation/out-of-memory': {
    title: '{{file}} does not fit into memory',
    next: 'Split the file and read the parts one after another. Reason: {{detail}}',
  },
  'validation/nothing': {
    title: 'There are no pairs to score',
    next: 'Drop a file with queries and documents first. If it has only queries and a corpus, choose "Search the corpus".',
  },
  'validation/other-model': {
    title: 'Another model was loaded during the validation',
    next: 'It began with {{made}}; now {{loaded}} is loaded. What was computed is kept. Load {{made}} again and resume, or run again with the model that is loaded now.',
  },
  'validation/text-failed': {
    title: 'The model stopped at {{name}}',
    next: '{{detail}} What was computed before is kept. Lower max_length or take this text out of the file, then resume.',
  },
  'validation/checkpoint': {
    title: 'The checkpoint cannot be used',
    next: '{{folder}}: {{detail}} Name a folder that can be written, or leave --checkpoint out.',
  },
  internal: {
    title: 'm3scope made an error',
    next: 'The exception says: “{{detail}}”. Copy the error details and report it; reloading the page may help.',
  },
} satisfies Record<ErrorCode, { readonly title: string; readonly next: string }>
