import { defineConfig } from 'vitest/config'

/**
 * Tests of the engine and the formats: they change no global and mock nothing, so the files of one worker share its
 * modules. Most of all they share the compiled WASM of the runtime, which costs more than most of these tests.
 */
const PURE = [
  'attention,case,certify,chain,cli,core,encode,endpoint,exports,heatmap,host,model,onnx,paste,reply,report,request,score,text,tokenizer,why'
    .split(',')
    .map((folder) => `test/unit/${folder}/**/*.test.ts`),
  'test/unit/*.test.ts',
].flat()

export default defineConfig({
  test: {
    // Long, because a busy machine is no failure: tests assert correctness, never time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest would leave one core idle: on a machine of two that is half of it.
    maxWorkers: '100%',
    environment: 'node',
    setupFiles: ['test/setup.ts'],
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: { name: 'isolated', include: ['test/unit/**/*.test.{ts,tsx}'], exclude: PURE },
      },
      { extends: true, test: { name: 'interop', include: ['test/interop/**/*.test.ts'] } },
    ],
  },
})
