import { defineConfig } from 'vitest/config'

const UNIT = 'test/unit/**/*.test.{ts,tsx}'
/** These tests replace modules (vi.mock), so each file gets modules of its own. */
const ISOLATED = 'test/unit/platform/**/*.test.ts'

export default defineConfig({
  test: {
    // Long, because a busy machine is no failure: tests assert correctness, never time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest would leave one core idle: on a machine of two that is half of it.
    maxWorkers: '100%',
    environment: 'node',
    unstubGlobals: true,
    restoreMocks: true,
    globalSetup: ['scripts/build-kernels.mjs'],
    setupFiles: ['test/setup.ts'],
    projects: [
      // The files of one worker share its modules: most of all the compiled WASM of the runtime and the UI library, which
      // cost more than most of these tests. What a test stubs is taken back after it (unstubGlobals, restoreMocks).
      { extends: true, test: { name: 'shared', include: [UNIT], exclude: [ISOLATED], isolate: false } },
      { extends: true, test: { name: 'isolated', include: [ISOLATED] } },
      { extends: true, test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'interop', include: ['test/interop/**/*.test.ts'] } },
    ],
  },
})
