import { title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { actions } }) => [
  {
    id: 'rules',
    group: 'text',
    title: title('预处理规则…', 'Preprocessing rules…'),
    also: 'normalise replace abbreviations 清洗 替换 缩写',
    run: () => actions.openRules(true),
  },
]
