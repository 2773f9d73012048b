import { title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { store, actions } }) => {
  const { second } = store.getState().compare
  return [
    {
      id: 'second-model',
      group: 'model',
      title: title('对比：选择第二个模型…', 'Compare: choose the second model…'),
      also: 'fine-tuned 微调',
      run: () => {
        actions.setView('compare')
        actions.openPicker('second')
      },
    },
    {
      id: 'compare-models',
      group: 'run',
      title: title('对比两个模型', 'Compare the two models'),
      unavailable: second === null ? title('还没有第二个模型', 'there is no second model') : undefined,
      run: () => {
        actions.setView('compare')
        return actions.runCompare()
      },
    },
  ]
}
