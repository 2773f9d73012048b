import js from '@eslint/js'
import ts from 'typescript-eslint'
import hooks from 'eslint-plugin-react-hooks'
import { layers } from './lint/layers.js'

// Imports go downwards only (docs/ARCHITECTURE.md). Each folder of src lists what it may import besides itself.
const MAY_IMPORT = {
  app: ['features', 'core', 'ui', 'formats', 'host', 'platform', 'i18n', 'engine'],
  features: ['core', 'ui', 'formats', 'host', 'platform', 'i18n', 'engine'],
  core: ['ui', 'formats', 'host', 'platform', 'i18n', 'engine'],
  ui: ['i18n', 'engine'],
  formats: ['engine'],
  host: ['formats', 'platform', 'engine'],
  platform: ['engine', 'kernels'],
  i18n: ['engine'],
  engine: ['kernels'],
  kernels: [],
}

// A feature does not import other features, except those listed here, and those through their index alone.
const FEATURE_MAY_IMPORT = {
  anatomy: ['heatmap', 'scores'],
  cases: ['heatmap'],
  compare: ['scores'],
  environment: ['certificate', 'monitor'],
  models: ['help'],
  paste: ['models'],
  pastebutton: ['paste'],
  validate: ['cases', 'endpoint'],
  why: ['models', 'paste'],
}

const IMPURE = [
  ...['react', 'react-*', 'antd', 'antd/**', 'zustand', 'zustand/**'],
  ...['onnxruntime-*', 'onnxruntime-*/**', 'node:*'],
]

export default ts.config(
  {
    ignores: [
      'dist',
      'public',
      'node_modules',
      'playwright-report',
      'test-results',
      'reports',
      'src/kernels/assembly',
    ],
  },
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
      // A part of the page adds its actions to an interface of all of them.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-control-regex': 'off', // control characters are our subject
      'no-irregular-whitespace': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { own: { rules: { layers } } },
    rules: {
      'own/layers': [
        'error',
        {
          root: import.meta.dirname,
          mayImport: MAY_IMPORT,
          featureMayImport: FEATURE_MAY_IMPORT,
        },
      ],
    },
  },
  {
    files: ['src/{engine,formats}/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: IMPURE, message: 'Engine and formats are pure: no React, onnxruntime, store or Node.' },
          ],
        },
      ],
    },
  },
  {
    files: ['{src,cli,bench,scripts,lint}/**/*.{ts,tsx,js,mjs}'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
)
