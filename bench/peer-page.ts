/** A page that uses @huggingface/transformers as its README shows: `window.extract`. */

/**
 * The query is `?model=NAME&dtype=DTYPE`. `&threads=N` sets the number of onnxruntime-web's threads; without it, the
 * library chooses. `<html data-phase>` becomes "ready", or "failed" with `data-detail`.
 */
export const PEER_PAGE = `<!doctype html><title>peer</title><script>globalThis.__name = (f) => f</script>
<script type="importmap">{"imports":{
  "@huggingface/transformers": "/node_modules/@huggingface/transformers/dist/transformers.web.js",
  "@huggingface/jinja": "/node_modules/@huggingface/jinja/dist/index.js",
  "@huggingface/tokenizers": "/node_modules/@huggingface/tokenizers/dist/tokenizers.mjs",
  "onnxruntime-common": "/node_modules/onnxruntime-common/dist/esm/index.js",
  "onnxruntime-web/webgpu": "/node_modules/onnxruntime-web/dist/ort.webgpu.min.mjs"}}</script>
<script type="module">
  import { env, pipeline } from '@huggingface/transformers'
  const asked = new URLSearchParams(location.search)
  env.allowLocalModels = true
  env.allowRemoteModels = false
  env.localModelPath = '/models/'
  env.backends.onnx.wasm.wasmPaths = '/node_modules/onnxruntime-web/dist/'
  if (asked.has('threads')) env.backends.onnx.wasm.numThreads = Number(asked.get('threads'))
  const { dataset } = document.documentElement
  try {
    window.extract = await pipeline('feature-extraction', asked.get('model'), {
      device: 'wasm',
      dtype: asked.get('dtype'),
      ...(asked.has('external') && { use_external_data_format: true }),
    })
    await window.extract('m3scope 探针 probe')
    dataset.phase = 'ready'
  } catch (error) {
    dataset.detail = String(error)
    dataset.phase = 'failed'
  }
</script>`
