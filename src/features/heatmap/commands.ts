import { choice, title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'
import { optionsNow } from './selectors'
import type { HeatmapLook, HeatmapOptions } from './types'

export const commands: Commands = ({ app: { store, actions } }) => {
  const { look } = store.getState().heatmap
  const options = optionsNow(store.getState())
  const shown =
    <T>(take: (value: T) => void) =>
    (value: T) => {
      actions.setView('heatmap')
      take(value)
    }
  return [
    ...choice(
      { id: 'heatmap-against', name: title('热力图', 'Heatmap') },
      options.against,
      [
        { value: 'b', id: 'b', name: title('A × B', 'A × B') },
        { value: 'self', id: 'self', name: title('A × A', 'A × A'), also: '自身 itself' },
      ] as const,
      shown<HeatmapOptions['against']>((against) => actions.setHeatmap({ against })),
    ),
    ...choice(
      { id: 'heatmap-way', name: title('热力图', 'Heatmap') },
      options.contextMode,
      [
        {
          value: 'isolated',
          id: 'isolated',
          name: title('逐句编码', 'sentences encoded alone'),
          also: 'isolated',
        },
        { value: 'context', id: 'context', name: title('带上下文', 'in context'), also: 'late chunking' },
      ] as const,
      shown<HeatmapOptions['contextMode']>((contextMode) => actions.setHeatmap({ contextMode })),
    ),
    ...choice(
      { id: 'heatmap-unit', name: title('热力图', 'Heatmap') },
      options.unit,
      [
        { value: 'sentence', id: 'sentence', name: title('句子', 'sentences') },
        { value: 'chunk', id: 'chunk', name: title('块', 'chunks'), also: '分块 chunking' },
      ] as const,
      shown<HeatmapOptions['unit']>((unit) => actions.setHeatmap({ unit })),
    ),
    ...choice(
      { id: 'heatmap-order', name: title('热力图的顺序', 'Order of the heatmap') },
      look.sort,
      [
        { value: 'text', id: 'text', name: title('按原文', 'as in the text') },
        { value: 'best', id: 'best', name: title('按最佳匹配', 'by best match') },
      ] as const,
      shown<HeatmapLook['sort']>((sort) => actions.lookAtHeatmap({ sort })),
    ),
  ]
}
