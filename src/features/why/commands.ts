import { title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { store, actions } }) => {
  const { read, run } = store.getState().why
  return [
    {
      id: 'why-run',
      group: 'vector',
      title: title('查找向量不同的原因', 'Find out why the vector differs'),
      also: 'why 假设 hypotheses',
      unavailable: read.phase === 'read' ? undefined : title('还没有粘贴向量', 'no vector is pasted'),
      run: () => {
        actions.showSection('diagnose', 'why')
        return actions.runWhy()
      },
    },
    {
      id: 'why-example',
      group: 'vector',
      title: title('示例：带隐藏前缀的向量', 'Example: a vector with a hidden prefix'),
      also: 'why',
      unavailable: run.phase === 'running' ? title('正在运行', 'it is running') : undefined,
      run: () => {
        actions.showSection('diagnose', 'why')
        return actions.exampleWhy()
      },
    },
  ]
}
