import { slice } from '../../core/feature'
import { attentionActions } from './actions'
import { attentionPart, similarityPart } from './parts'
import type { Attention, AttentionActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly attention: Attention
  }
}
declare module '../../core/actions' {
  interface Actions extends AttentionActions {}
}

const noAttention: Attention = {
  part: 'text',
  side: 'a',
  run: { phase: 'idle' },
  summary: null,
  layer: null,
  rows: null,
  layerRun: { phase: 'idle' },
  similarity: null,
  similarityRun: { phase: 'idle' },
}

export const attentionSlice = slice<'attention'>({
  state: { attention: noAttention },
  actions: attentionActions,
  parts: [attentionPart, similarityPart],
})
