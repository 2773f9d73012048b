import { title } from '../../core/commands/helpers'
import type { Command, Commands } from '../../core/commands/types'
import type { PickerTab } from './picker'

/** A site may list hundreds; the dialog has all of them. */
const MOST_LISTED = 20

const TABS: readonly (readonly [PickerTab, ReturnType<typeof title>, string])[] = [
  ['site', title('选择模型：本站', 'Choose a model: this site'), 'models.json'],
  ['hub', title('选择模型：模型库', 'Choose a model: hub'), 'hugging face hf-mirror modelscope'],
  ['local', title('选择模型：文件夹或文件', 'Choose a model: folder or files'), 'disk offline 本地 内网'],
  ['stored', title('选择模型：本浏览器已存', 'Choose a model: in this browser'), 'delete cache 删除 缓存'],
]

export const commands: Commands = ({ app: { store, actions } }) => {
  const { models, model, chosenModel } = store.getState()
  const now = chosenModel.picked?.ref
  return [
    {
      id: 'load-bge-m3',
      group: 'model',
      title: title('加载 bge-m3：选哪个文件、从哪里取', 'Load bge-m3: which file, and from where'),
      also: 'model onnx int8 fp32 下载 模型',
      run: actions.adviseModel,
    },
    ...TABS.map(([tab, words, also]): Command => ({
      id: `model-from-${tab}`,
      group: 'model',
      title: words,
      also,
      run: () => actions.openPicker('main', tab),
    })),
    {
      id: 'model-again',
      group: 'model',
      title: title('重新加载模型', 'Load the model again'),
      also: 'reload restart 重启',
      unavailable: model.phase === 'loading' ? title('正在加载', 'it is loading') : undefined,
      run: () => (model.phase === 'idle' ? actions.loadModel() : actions.loadAgain()),
    },
    ...models.slice(0, MOST_LISTED).map((each): Command => ({
      id: `site-model-${each.id}`,
      group: 'model',
      title: title(`本站的模型：${each.name ?? each.id}`, `Model of this site: ${each.name ?? each.id}`),
      chosen: now?.kind === 'site' && now.id === each.id,
      run: () => actions.chooseModel(each.id),
    })),
  ]
}
