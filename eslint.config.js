import js from '@eslint/js'
import ts from 'typescript-eslint'
import hooks from 'eslint-plugin-react-hooks'

// Imports go downwards only (docs/ARCHITECTURE.md). Each folder of src lists what it may import besides itself.
const MAY_IMPORT = {
  engine: [],
  formats: ['engine'],
  platform: ['engine'],
  host: ['engine', 'platform'],
  i18n: ['engine'],
  state: ['engine', 'formats', 'host', 'platform', 'i18n'],
  ui: ['engine', 'i18n'],
  views: ['engine', 'formats', 'state', 'ui', 'i18n', 'platform'],
}
const folders = Object.keys(MAY_IMPORT)
const layers = folders.map((folder) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: folders
              .filter((other) => other !== folder && !MAY_IMPORT[folder].includes(other))
              .flatMap((other) => [`**/${other}/**`, `**/${other}`]),
            message: `src/${folder} may import only: itself${MAY_IMPORT[folder].map((f) => ', ' + f).join('')}.`,
          },
          ...(folder === 'engine'
            ? [
                {
                  group: [
                    'react',
                    'react-*',
                    'antd',
                    'antd/**',
                    'onnxruntime-*',
                    'onnxruntime-*/**',
                    'node:*',
                    'zustand',
                    'zustand/**',
                  ],
                  message: 'The engine is pure: no DOM, React, onnxruntime, store or Node.',
                },
              ]
            : []),
        ],
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'public', 'node_modules', 'playwright-report', 'test-results'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...ts.configs.stylistic,
  {
    files: ['src/**/*.tsx'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess makes typed-array loops need it
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-control-regex': 'off', // control characters are our subject
      'no-irregular-whitespace': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  ...layers,
)
