import { press, title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { actions } }) => [
  press('case-save', {
    id: 'save-case',
    group: 'case',
    title: title('保存案例', 'Save the case'),
    also: 'm3case json download 下载',
  }),
  press('case-open', {
    id: 'open-case',
    group: 'case',
    title: title('打开案例文件…', 'Open a case file…'),
    also: 'm3case json import 导入',
  }),
  press(
    'case-share',
    {
      id: 'share-case',
      group: 'case',
      title: title('复制分享链接', 'Copy a link to the case'),
      also: 'share url 分享',
    },
    title('两段文本都是空的', 'both texts are empty'),
  ),
  {
    id: 'list-cases',
    group: 'case',
    title: title('案例列表…', 'List of cases…'),
    also: 'stored regression 回归',
    run: () => actions.showCases(true),
  },
]
