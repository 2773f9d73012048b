/** Commands of the run and of the two texts. */
import { MOD, RUN_KEY } from '../../ui/keys'
import { focusOn } from '../context'
import { isBusy } from '../selectors'
import { SIDES, type Side } from '../state'
import { pickFiles, title } from './helpers'
import type { Command, Commands } from './types'

const TEXT_FILES = '.txt,.md,.markdown,.text,.log,.csv,.tsv,.json,.jsonl,.html,text/*'

const EXAMPLES = [
  ['dialog', title('示例：中文客服对话', 'Example: customer service chat (Chinese)')],
  ['crosslingual', title('示例：英文提问，中文回答', 'Example: English question, Chinese answer')],
  ['keyword', title('示例：关键词与语义', 'Example: keyword or meaning')],
] as const

export const textCommands: Commands = ({ app: { store, actions } }) => {
  const state = store.getState()
  const of = (side: Side): Command[] => {
    const name = side.toUpperCase()
    return [
      {
        id: `edit-text-${side}`,
        group: 'text',
        title: title(`编辑文本 ${name}`, `Edit text ${name}`),
        run: () => focusOn(store, side),
      },
      {
        id: `open-file-${side}`,
        group: 'text',
        title: title(`打开文件到 ${name}…`, `Open a file in ${name}…`),
        also: 'txt md upload 上传',
        run: () => pickFiles(TEXT_FILES, (files) => actions.openFiles(files, side)),
      },
      {
        id: `clear-${side}`,
        group: 'text',
        title: title(`清空 ${name}`, `Clear ${name}`),
        unavailable: state[side].text === '' ? title('已经是空的', 'it is empty') : undefined,
        run: () => actions.clear(side),
      },
    ]
  }
  return [
    {
      id: 'analyze',
      group: 'run',
      title: title('分析', 'Analyze'),
      also: 'run score encode 运行 打分 compute_score',
      keys: RUN_KEY,
      run: () => actions.analyze(),
    },
    {
      id: 'cancel',
      group: 'run',
      title: title('取消正在运行的加载或分析', 'Cancel the running load or analysis'),
      also: 'stop 停止',
      unavailable: isBusy(state) ? undefined : title('没有正在运行的任务', 'nothing is running'),
      run: actions.cancel,
    },
    {
      id: 'swap',
      group: 'text',
      title: title('交换 A 和 B', 'Swap A and B'),
      run: actions.swap,
    },
    {
      id: 'undo',
      group: 'text',
      title: title('撤销', 'Undo'),
      also: 'restore 恢复',
      keys: `${MOD}+Z`,
      unavailable:
        state.undo === null ? title('没有可撤销的替换', 'no replaced text to bring back') : undefined,
      run: actions.undo,
    },
    ...SIDES.flatMap(of),
    ...EXAMPLES.map(([id, words]): Command => ({
      id: `example-${id}`,
      group: 'text',
      title: words,
      also: 'demo sample 样例',
      run: () => actions.example(id),
    })),
  ]
}
