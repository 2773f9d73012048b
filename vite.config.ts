import { defineConfig, type Plugin } from 'vite'
import react from '@vitejs/plugin-react'
import { viteStaticCopy } from 'vite-plugin-static-copy'
import { readFileSync } from 'node:fs'
import { buildKernels } from './scripts/build-kernels.mjs'
import { notices } from './scripts/notices.ts'
import { chunkName, type Chunk } from './scripts/chunk-name.ts'

// Cross-origin isolation is what gives the page SharedArrayBuffer, and so more than one WASM thread.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

// The preview server would gzip what it does not know: ten times slower than the disk for weights that do not shrink.
const plainWeights: Plugin = {
  name: 'm3scope-plain-weights',
  configurePreviewServer: ({ middlewares }) =>
    void middlewares.use((request, _response, next) => {
      if (/\.(onnx|onnx_data|pt|safetensors)(\?|$)/.test(request.url ?? ''))
        delete request.headers['accept-encoding']
      next()
    }),
}

/** The encoder's binaries, which the build and the server serve as assets. */
const kernels: Plugin = { name: 'm3scope-kernels', buildStart: () => buildKernels() }

/** The chunk of what every visit loads. */
const FIRST = 'first'

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version

const namedAfterContents = (chunk: Chunk & { readonly name: string }): string =>
  `assets/${chunk.name === FIRST ? FIRST : chunkName(chunk)}-[hash].js`

const { page: pageNotices, worker: workerNotices } = notices(import.meta.dirname)

export default defineConfig({
  base: './', // any folder of any static server will do
  plugins: [
    react(),
    plainWeights,
    kernels,
    pageNotices(),
    viteStaticCopy({
      // Plain files of our own origin: bundled into the worker chunk, ort-web's threads would start the
      // application's worker instead of their own and hang.
      targets: [
        {
          // .asyncify is WebGPU's (27 MB), which the page asks for only when that is chosen.
          src: 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded{,.asyncify}.{mjs,wasm}',
          dest: 'ort',
        },
      ],
    }),
  ],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'] },
  define: {
    __APP_VERSION__: JSON.stringify(
      (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
    ),
    __ORT_VERSION__: JSON.stringify(versionOf('onnxruntime-web')),
    __HF_TOKENIZERS_VERSION__: JSON.stringify(versionOf('@huggingface/tokenizers')),
  },
  worker: {
    format: 'es',
    plugins: () => [workerNotices()],
    rolldownOptions: { output: { chunkFileNames: namedAfterContents } },
  },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: {
        chunkFileNames: namedAfterContents,
        // What every visit loads comes in one file: compressed together it is 20 kB less than in sixty.
        codeSplitting: { groups: [{ name: FIRST, tags: ['$initial'] }] },
      },
      // Some antd components take a context from this package, and with it, unless told so, the whole form and its validator.
      // Its modules only define what they export; the package does not declare it.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/@rc-component\/form\//, sideEffects: false }] },
    },
  },
  server: { headers: isolation },
  // Any host name: what is served is public files, and an intranet reaches this machine by its name.
  preview: { headers: isolation, port: 4173, allowedHosts: true },
})
