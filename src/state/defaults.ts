import { DEFAULT_WEIGHTS } from '../engine/score/fuse'
import { HOSTS } from '../platform/web/hub/address'
import type { AppState, Settings, TextState } from './types'

export const emptyText: TextState = { text: '', file: null, notice: null, count: null }

export const defaultSettings: Settings = {
  mode: 'hybrid',
  weights: DEFAULT_WEIGHTS,
  maxLength: 512,
  tokenizerMode: 'hf4',
  prefix: '',
  normalize: true,
  model: null,
  hubHost: HOSTS[0]!,
  provider: 'wasm',
  truncateDim: null,
  activations: 'published',
  threads: null,
  whole: false,
  language: null,
  theme: 'system',
}

export const initialState: AppState = {
  a: emptyText,
  b: emptyText,
  undo: null,
  settings: defaultSettings,
  models: [],
  modelAsked: null,
  choice: null,
  model: { phase: 'idle' },
  switchError: null,
  picker: null,
  hubToken: '',
  stored: null,
  folders: [],
  certification: { references: [], chosen: null, run: { phase: 'idle' } },
  compare: { second: null, ranking: false, run: { phase: 'idle' }, result: null },
  loadSteps: [],
  run: { phase: 'idle' },
  result: null,
  selectedScore: 'sparse+dense',
  view: 'scores',
  storageFull: false,
  focus: null,
}
