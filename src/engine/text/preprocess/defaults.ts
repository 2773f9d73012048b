import type { Rule } from './types'

/** The usual steps of a customer-service pipeline, in the usual order. All are off. */
export const DEFAULT_RULES: readonly Rule[] = [
  { id: 'html', kind: 'html', enabled: false },
  { id: 'control', kind: 'control', enabled: false },
  { id: 'full-width', kind: 'full-width', enabled: false },
  { id: 'urls', kind: 'urls', enabled: false, longerThan: 64, keep: 'host', replacement: '' },
  { id: 'emoji', kind: 'emoji', enabled: false, replacement: '' },
  { id: 'symbols', kind: 'symbols', enabled: false, characters: '®™©℠', replacement: '' },
  { id: 'whitespace', kind: 'whitespace', enabled: false, newlines: 'keep' },
  {
    id: 'abbreviations',
    kind: 'abbreviations',
    enabled: false,
    match: 'word',
    caseSensitive: false,
    entries: [
      { from: 'u', to: 'you' },
      { from: 'w8', to: 'wait' },
      { from: 'thx', to: 'thanks' },
      { from: 'pls', to: 'please' },
      { from: 'plz', to: 'please' },
      { from: 'b4', to: 'before' },
      { from: 'gr8', to: 'great' },
      { from: 'idk', to: "I don't know" },
      { from: 'btw', to: 'by the way' },
      { from: 'asap', to: 'as soon as possible' },
    ],
  },
  { id: 'lower-case', kind: 'lower-case', enabled: false },
]
