import { DEFAULT_WEIGHTS } from '../engine/score/fuse'
import { DEFAULT_RULES } from '../engine/text/preprocess/defaults'
import { NO_EDITS } from '../engine/text/sentences/types'
import { HOSTS } from '../platform/web/hub/address'
import { noCases } from '../features/cases/state'
import { DEFAULT_COLLECTION } from '../formats/export/types'
import { noEndpoint } from '../features/endpoint/state'
import type { ExportOptions } from '../features/exports/types'
import type { HeatmapLook, HeatmapOptions } from '../features/heatmap/types'
import type { PasteState } from '../features/paste/types'
import { defaultRequests } from '../features/requests/defaults'
import type { AppState, Settings, TextState } from '../core/state'

export const emptyText: TextState = { text: '', file: null, notice: null, count: null }

export const emptyPaste: PasteState = {
  open: false,
  text: '',
  file: null,
  read: { phase: 'empty' },
  chosen: 0,
  a: 0,
  b: null,
  changes: {},
}

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
  metadata: 'sentences',
  debug: true,
  language: null,
  theme: 'system',
}

export const defaultHeatmap: HeatmapOptions = {
  against: 'b',
  way: 'isolated',
  unit: 'sentence',
  chunk: { size: 256, overlap: 32, by: 'paragraph' },
}

export const defaultLook: HeatmapLook = {
  sort: 'text',
  threshold: null,
  range: 'auto',
  fixed: [0, 1],
  seed: 7,
  aggregation: 'mean',
  table: false,
}

export const defaultExport: ExportOptions = {
  target: 'json',
  units: 'texts',
  heads: ['dense', 'sparse'],
  dimension: 'page',
  name: DEFAULT_COLLECTION,
}

export const initialState: AppState = {
  a: emptyText,
  b: emptyText,
  undo: null,
  settings: defaultSettings,
  rules: { rules: DEFAULT_RULES, examples: [] },
  rulesOpen: false,
  splits: { a: NO_EDITS, b: NO_EDITS },
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
  heatmap: {
    options: defaultHeatmap,
    look: defaultLook,
    run: { phase: 'idle' },
    result: null,
    anatomy: null,
  },
  attention: {
    side: 'a',
    run: { phase: 'idle' },
    summary: null,
    layer: null,
    layerRun: { phase: 'idle' },
    similarity: null,
    similarityRun: { phase: 'idle' },
  },
  tokens: { steps: { a: null, b: null }, error: { a: null, b: null } },
  vectorsSection: 'download',
  why: {
    side: 'a',
    vector: '',
    read: { phase: 'empty' },
    chosen: 0,
    title: '',
    run: { phase: 'idle' },
    result: null,
  },
  paste: emptyPaste,
  foreign: null,
  cases: noCases,
  exports: { options: defaultExport, run: { phase: 'idle' }, findings: null, preview: null },
  requests: defaultRequests,
  endpoint: noEndpoint,
  loadSteps: [],
  run: { phase: 'idle' },
  result: null,
  selectedScore: 'sparse+dense',
  view: 'scores',
  storageFull: false,
  focus: null,
}
