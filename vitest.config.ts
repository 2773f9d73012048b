import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'],
    // Long, since a busy machine is no failure: tests assert correctness, never time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest would leave one core idle: on a machine of two that is half of it.
    maxWorkers: '100%',
    environment: 'node',
    setupFiles: ['test/setup.ts'],
  },
})
