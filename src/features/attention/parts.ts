/** Parts of the analysis while the tab is open: the attention of one text, and the similarity of both after each layer. */
import type { RunPart } from '../../core/run/part'
import { SIDES, type AppState } from '../../core/state'
import { similarityStaleness, summaryStaleness } from './staleness'
import type { LookRun } from './types'

const progressOf = (run: LookRun) => (run.phase === 'running' ? run.progress : null)

export const attentionPart: RunPart = {
  name: 'attention',
  title: { en: 'Attention', 'zh-CN': '注意力' },
  view: 'attention',
  sides: ({ attention }) => [attention.side],
  isPossible: ({ model }) => model.phase !== 'ready' || model.info.attention.state === 'available',
  isCurrent: (state) => state.attention.summary !== null && summaryStaleness(state).length === 0,
  size: () => 1,
  progress: ({ attention }) => progressOf(attention.run),
  run: (actions) => actions.computeAttention(),
  cancel: (actions) => actions.stopAttention(),
}

export const similarityPart: RunPart = {
  name: 'similarity',
  title: { en: 'Similarity by layer', 'zh-CN': '逐层相似度' },
  view: 'attention',
  sides: () => SIDES,
  isPossible: ({ model }: AppState) => model.phase !== 'ready' || model.info.execution.kind === 'layers',
  isCurrent: (state) => state.attention.similarity !== null && similarityStaleness(state).length === 0,
  size: () => 2,
  progress: ({ attention }) => progressOf(attention.similarityRun),
  run: (actions) => actions.computeLayerSimilarity(),
  cancel: (actions) => actions.stopAttention(),
}
