/**
 * The rules of typescript-eslint that need types, as oxlint runs them: the same findings in a sixth of the time.
 * All other rules are in eslint.config.js.
 */
import { defineConfig } from 'oxlint'

export default defineConfig({
  plugins: ['typescript'],
  // AssemblyScript: a language of its own, which TypeScript's tools cannot read.
  ignorePatterns: ['src/kernels/assembly'],
  categories: { correctness: 'off' },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
})
