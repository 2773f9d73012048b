import { DETAILS } from '../../engine/detail-table'

/** The engine's own sentences, which terminal and exports have too. A page also says who wrote what is quoted. */
export const details = {
  ...DETAILS,
  'not-json': 'it is not JSON; the parser says: “{{said}}”',
  'json-said': 'it is not JSON; the parser says: “{{said}}”',
  'json-said-in': 'it is not JSON; the parser says: “{{said}}”',
  'schema-said': 'the schema check says: “{{said}}”',
  'field-said': 'field {{field}}; the schema check says: “{{said}}”',
  'file-said': 'the schema check of the whole file says: “{{said}}”',
  'fallback-refused': '{{reason}}; {{engine}} cannot load it either and says: “{{said}}”',
  'torch-no-zip': 'it is not a PyTorch zip file; the reader of archives says: “{{said}}”',
  'torch-zip': 'its archive is damaged; the reader of archives says: “{{said}}”',
  'gpu-said': 'the browser gives no GPU and says: “{{said}}”',
  'browser-said': 'the browser says: “{{said}}”',
  'runtime-said': 'onnxruntime-web says: “{{said}}”',
  unreachable:
    'the server cannot be reached, something on the way blocks it, or it does not let other sites’ pages read it (CORS); the browser says: “{{said}}”',
}
