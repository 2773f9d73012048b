import type { ErrorCode } from '../../engine/errors'
import { endpointErrors } from './errors-endpoint'

/** One entry per ErrorCode: what happened, and what to do next. */
export const errors = {
  'text/empty': {
    title: 'This text is empty',
    next: 'There is nothing to score. Type, paste or drop a text here, or take an example.',
  },
  'text/lone-surrogate': {
    title: 'Half a character at position {{index}}',
    next: 'A UTF-16 surrogate stands there without its other half; Python’s tokenizers refuse such a string, so there is no score to equal.',
  },
  'text/too-long': {
    title: 'The text is too long ({{file}})',
    next: 'It has {{size}} characters; an editor takes {{limit}}. Shorten it.',
  },
  'file/too-large': {
    title: '{{file}} is too large',
    next: 'It has {{bytes}} bytes; files up to {{limit}} bytes are read. Cut the part out that you want to compare.',
  },
  'file/binary': {
    title: '{{file}} is not a text file ({{kind}})',
    next: 'Its bytes are not text in any known encoding. Save it as .txt or .md, or copy its text and paste it.',
  },
  'file/undecodable': {
    title: '{{file}} cannot be decoded',
    next: 'No encoding fits. Nearest: {{nearest}}, with {{damaged}} damaged places. Choose an encoding, or save the file as UTF-8.',
  },
  'file/unreadable': {
    title: '{{file}} cannot be read',
    next: 'The browser says: {{detail}}. It may be a folder, or have been moved or changed; choose it again.',
  },
  'file/too-many': {
    title: '{{found}} files at once',
    next: 'One file fills one editor, two fill A and B. Drop one or two.',
  },
  'model/file-missing': {
    title: 'A model file is missing: {{file}}',
    next: 'It is not where the model’s list of files says. Put it there (for a model of this site, or correct models/models.json), or choose another revision or graph. {{url}}',
  },
  'model/truncated': {
    title: 'A model file is incomplete: {{file}}',
    next: '{{found}} bytes of {{expected}} are there. The copy at its source is cut off or was replaced: copy it there again, then load again.',
  },
  'model/hash-mismatch': {
    title: '{{file}} is not the file that its list describes',
    next: 'Its SHA-256 is {{found}}, listed is {{expected}}. It was damaged on the way, or replaced without a new entry: load again, copy it to its place again, or correct the list (models.json for a model of this site). Nothing of it was kept.',
  },
  'model/not-onnx': {
    title: '{{file}} is not an ONNX model',
    next: '{{reason}}. Put the real file in its place, then load again.',
  },
  'model/ambiguous': {
    title: 'More than one graph could be meant',
    next: 'Found: {{files}}. Choose one in the model dialog, or leave one of them in the list of models.json.',
  },
  'model/unknown': {
    title: 'This site has no model {{id}}',
    next: 'It has: {{known}}. Choose one in the model menu, or correct ?model= in the address.',
  },
  'model/external-data-missing': {
    title: 'The graph’s weights are missing: {{missing}}',
    next: '{{file}} keeps its weights in this separate file (external data). Put it beside the graph and into the file list.',
  },
  'model/config-invalid': {
    title: '{{file}} is missing or invalid',
    next: '{{detail}}',
  },
  'model/head-invalid': {
    title: 'Head file {{file}} cannot be used',
    next: '{{reason}}. Use the head file that belongs to this model.',
  },
  'model/layout-unknown': {
    title: '{{file}}: inputs or outputs of no known layout',
    next: 'Found: {{found}}. Expected: {{expected}}. Use an export of a text encoder.',
  },
  'model/create-failed': {
    title: 'The runtime refused {{file}}',
    next: 'onnxruntime-web says: {{detail}}. Out of memory? Close other tabs; or the graph has operators that WASM lacks.',
  },
  'model/run-failed': {
    title: 'The model failed while running',
    next: 'onnxruntime-web says: {{detail}}. Try a shorter max_length; if it stays, copy this for a ticket.',
  },
  'model/not-finite': {
    title: 'The model gave NaN or infinity',
    next: '{{found}} at {{head}}[{{index}}], from {{file}}. No score is made of that. The file may be damaged or badly quantised: take another export or dtype.',
  },
  'model/head-unavailable': {
    title: 'This model has no {{head}} head',
    next: '{{reason}} The other scores are not affected.',
  },
  'model/not-loaded': { title: 'No model is loaded', next: 'Press Analyze: it loads the model first.' },
  'model/vocabulary-mismatch': {
    title: 'The tokenizer does not belong to this model',
    next: '{{file}} has ids up to {{tokenizer}}, the graph’s embedding table {{table}} rows. Use the tokenizer.json that was published with this graph.',
  },
  'model/operator-missing': {
    title: 'The runtime lacks an operator of {{file}}: {{operator}}',
    next: 'onnxruntime-web’s WASM build cannot run it. Take another export of the same model: the plain fp32, int8 or q4 file, not one fused for a GPU or for another runtime.',
  },
  'model/out-of-memory': {
    title: 'Not enough memory for {{file}}',
    next: 'The browser says: {{detail}}. Take a smaller file (int8, q4), fewer threads, or close other tabs; a tab holds 4 GB of WASM heap at most.',
  },
  'reference/invalid': {
    title: '{{file}} is no file of reference values',
    next: '{{detail}}. docs/CONTRACT.md describes the format; the terminal’s certify command writes one.',
  },
  'hub/not-found': {
    title: '{{host}} has no {{repo}}',
    next: 'Check spelling and revision. A private repository needs a token.',
  },
  'hub/unauthorized': {
    title: '{{host}} does not let us read {{repo}} ({{status}})',
    next: 'It is misspelt, private or gated: check the name, or enter a token that may read it. The token is kept in this tab’s memory only.',
  },
  'hub/invalid-address': {
    title: 'This names no model: {{found}}',
    next: 'Expected: {{expected}}.',
  },
  'hub/nothing-found': {
    title: 'No model at {{url}}',
    next: 'None of the usual files is there ({{tried}}), or the server does not let this page read them (CORS: Access-Control-Allow-Origin).',
  },
  'store/incomplete': {
    title: '{{model}} is not wholly stored in this browser',
    next: '{{file}} is missing, and nothing is fetched without being asked. Load the model from its source again: what is stored is not fetched twice.',
  },
  'local/permission': {
    title: 'The browser does not let the page read {{name}}',
    next: 'Allow it when asked, or pick the folder again.',
  },
  'local/empty': {
    title: 'No model in {{name}}',
    next: 'There is no .onnx file in it. Choose the folder that holds tokenizer.json and the graph (often in onnx/). The hub’s own cache (models--…) holds links, which browsers skip: copy its snapshot with cp -rL and choose the copy.',
  },
  'webgpu/unavailable': {
    title: 'WebGPU is not available',
    next: '{{detail}}. Choose WASM: its numbers are the reference anyway.',
  },
  'tokenizer/missing': {
    title: 'The tokenizer is missing: {{file}}',
    next: 'Put the model’s tokenizer.json into its folder and into the file list.',
  },
  'tokenizer/invalid': { title: '{{file}} is not a usable tokenizer', next: '{{detail}}' },
  'settings/invalid': { title: 'A setting is not valid', next: '{{detail}}' },
  'worker/crashed': {
    title: 'The engine has crashed',
    next: 'Your texts are untouched. {{restarted}} ({{detail}})',
  },
  'worker/unavailable': {
    title: 'The engine cannot start',
    next: 'The browser gave no Web Worker. ({{detail}})',
  },
  'network/failed': {
    title: 'Not reached: {{file}}',
    next: '{{reason}} ({{url}}). Is the server still running? Then press Analyze again.',
  },
  'run/too-large': {
    title: 'Not enough memory for {{tokens}} tokens',
    next: 'The run would need about {{needed}}, and a tab can take {{limit}}. {{remedy}}',
  },
  'run/out-of-memory': {
    title: 'Out of memory in the middle of a run',
    next: 'The browser says: {{detail}}. {{restarted}} Lower max_length, run layer by layer, take fewer threads or a smaller file, or close other tabs.',
  },
  'attention/unavailable': { title: 'No attention weights', next: '{{reason}}' },
  'attention/no-such': {
    title: 'There is no {{what}} {{found}}',
    next: 'They go from 0 to {{limit}}.',
  },
  'rules/invalid': {
    title: '{{file}} is no file of preprocessing rules',
    next: '{{detail}}. Export the rules to see the format; the rules on the page are as they were.',
  },
  'text/nothing-left': {
    title: 'The rules leave nothing of this text',
    next: 'The enabled preprocessing rules ({{rules}}) and the choice about conversations remove every character of it. Turn one off, or change the text.',
  },
  'heatmap/other-model': {
    title: 'The heatmap is of another model',
    next: 'It was computed with {{made}}; {{loaded}} is loaded now. Compute it again to open its cells.',
  },
  'heatmap/too-large': {
    title: 'Too many cells',
    next: '{{rows}} × {{columns}} sentences are more than the {{limit}} cells that fit in memory. Use chunks, or a shorter text.',
  },
  'run/cancelled': { title: 'Cancelled', next: 'Press Analyze to run again.' },
  'vector/unreadable': {
    title: 'No vector was found in this',
    next: '{{where}}: “{{start}}”. Numbers (JSON, commas, numpy), base64 of float32, a server’s whole reply, or a Milvus or Qdrant row are read.',
  },
  'vector/empty': {
    title: 'The vector is empty',
    next: '{{where}} has no values. The server may have failed without saying so: look at its log.',
  },
  'vector/not-finite': {
    title: 'The vector has {{found}} at {{where}}[{{index}}]',
    next: 'Nothing can be compared with that. NaN (null in JSON) usually means an overflow in float16 on the server: start it with float32.',
  },
  'vector/ragged': {
    title: 'Rows of unequal length',
    next: '{{where}}: row {{row}} has {{found}} values, expected {{expected}}. Part of it was probably not copied.',
  },
  'vector/shortened': {
    title: 'The vector was printed shortened',
    next: '“...” stands for most of its values. Print it whole: json.dumps(vector.tolist()), or numpy.set_printoptions(threshold=sys.maxsize).',
  },
  'vector/base64-length': {
    title: 'This base64 is no float32 vector',
    next: 'It has {{bytes}} bytes, not a multiple of 4. Part of it was probably not copied, or it is of another type (float16).',
  },
  'vector/base64-values': {
    title: 'This base64 is no float32 vector',
    next: 'Read as little-endian float32 it has {{found}} at [{{index}}]. It may be big-endian, float16, or no vector at all.',
  },
  'reply/refused': {
    title: 'The server gave no vectors',
    next: 'It says: {{said}}',
  },
  'paste/empty': {
    title: 'Nothing to read',
    next: 'Paste a curl, a fetch, a HAR entry, a JSON body, or a line of a log that has one.',
  },
  'paste/unknown': {
    title: 'No request was found in this',
    next: '“{{start}}”. A curl (bash, cmd, PowerShell), a fetch, a HAR, a JSON body, or a line of a log that has one is read.',
  },
  'paste/no-texts': {
    title: 'The request has no texts',
    next: 'Found: {{found}}. Expected one of input, inputs, prompt, content, texts, queries with a text or a list of texts.',
  },
  'paste/not-json': {
    title: 'The request’s body is not JSON',
    next: 'It begins “{{start}}”. Part of it may not have been copied, or a shell’s quotes are missing.',
  },
  'paste/variable': {
    title: 'The body uses the variable {{name}}',
    next: 'Its value is not known here. Put the text in its place: echo the command, or paste the body itself.',
  },
  'paste/file': {
    title: 'The body lies in the file {{file}}',
    next: '{{option}} reads it when the command runs; a page cannot. Paste the file’s content, or drop the file here.',
  },
  'paste/form': {
    title: 'A form, not JSON ({{option}})',
    next: 'No server of embeddings takes a multipart form. Paste the request that sends JSON.',
  },
  'paste/token-ids': {
    title: 'The input is token ids, not text',
    next: '{{count}} ids were sent in place of a text. Text cannot be made of them without loss: paste the text that they came from.',
  },
  'paste/open-quote': {
    title: 'A quote is not closed: {{quote}}',
    next: 'From “{{start}}” on. Part of the command was probably not copied.',
  },
  'paste/option': {
    title: 'curl has no option {{option}}',
    next: 'Whether “{{value}}” is its value or the address cannot be told. Remove the option, or correct it.',
  },
  ...endpointErrors,
  'case/not-a-case': {
    title: '{{file}} is no case',
    next: 'A case is JSON with "format": "m3scope/case" (or "m3scope/cases"); found: {{found}}. Save one with “Save case” to see the format. Texts and results here are as they were.',
  },
  'case/newer': {
    title: '{{file}} was made by a newer m3scope',
    next: 'It is of version {{found}}; this page reads up to {{known}}. Open it there, or bring this page up to date. Texts and results here are as they were.',
  },
  'case/truncated': {
    title: '{{file}} is cut off',
    next: 'Its JSON ends in the middle, after {{length}} characters. Copy or download it again, whole. Texts and results here are as they were.',
  },
  'case/invalid': {
    title: '{{file}} is damaged, or was edited by hand',
    next: 'Field {{field}}: {{detail}}. Mend it, or take the file as it was saved. Texts and results here are as they were.',
  },
  'case/altered': {
    title: '{{file}} was edited by hand',
    next: '{{field}}: {{altered}}. What it says of its results may be about other texts. Take the file as it was saved, or open it all the same. Texts and results here are as they were.',
  },
  'case/some-unread': {
    title: '{{count}} of {{total}} cases in {{file}} were not taken',
    next: 'The first: {{detail}} The others are in the list.',
  },
  'case/gone': {
    title: 'The case “{{name}}” is no longer kept here',
    next: 'Another tab may have deleted it, or the browser’s data was cleared. Open its file instead.',
  },
  'case/not-kept': {
    title: 'This browser does not keep cases',
    next: 'It says: {{detail}}. They stay until the page is closed: save them as a file (private windows and blocked site data do this).',
  },
  'case/no-space': {
    title: 'The case was not kept in the browser',
    next: 'It says: {{detail}}. Delete cases or stored models, or keep the case as a file.',
  },
  'case/link-damaged': {
    title: 'The shared link is damaged',
    next: '{{damaged}} Chat tools and mail cut long links: ask for it again, or for the case as a file. Texts and results here are as they were.',
  },
  'case/link-newer': {
    title: 'The shared link was made by a newer m3scope',
    next: 'It is of version {{found}}; this page reads up to {{known}}. Open it where it was made. Texts and results here are as they were.',
  },
  'why/dimension': {
    title: 'The vector is not this model’s',
    next: 'It has {{found}} dimensions; {{model}} gives {{expected}}. Load the model that made it, or paste the vector of the other column.',
  },
  'why/too-short': {
    title: 'The vector is too short to compare',
    next: 'It has {{found}} values; the model gives {{expected}}. So few point the same way by chance: paste the whole vector.',
  },
  'why/zero': {
    title: 'All values of the vector are 0',
    next: 'It points nowhere, so nothing can be compared. A server that failed, or an empty text, gives such vectors: look there first.',
  },
  'why/token-id': {
    title: 'The weights are not this model’s',
    next: 'Token id {{found}} does not exist: {{model}} has 0 to {{limit}}. Paste lexical_weights with token ids as keys, or load the model that made them.',
  },
  'export/nothing': {
    title: 'There is nothing to export',
    next: 'Both texts are empty. Type, paste or drop at least one text, or take an example.',
  },
  internal: {
    title: 'An error of m3scope itself',
    next: '{{detail}}. Copy this for a ticket; reloading the page may help.',
  },
} satisfies Record<ErrorCode, { readonly title: string; readonly next: string }>
