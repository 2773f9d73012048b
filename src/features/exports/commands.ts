import { TARGET_NAMES, TARGET_TITLES } from '../../formats/export/types'
import { press, title } from '../../core/commands/helpers'
import type { Command, Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { store, actions } }) => {
  const { exports } = store.getState()
  return [
    press('download-vectors', {
      id: 'download-vectors',
      group: 'vector',
      title: title('下载向量', 'Download the vectors'),
      also: 'export dense_vecs lexical_weights colbert_vecs 导出',
    }),
    ...TARGET_NAMES.map((target): Command => ({
      id: `export-${target}`,
      group: 'vector',
      title: title(
        `下载的格式：${TARGET_TITLES[target]}`,
        `Format of the download: ${TARGET_TITLES[target]}`,
      ),
      also: 'export database 数据库 导出',
      chosen: exports.options.target === target,
      run: () => {
        actions.setExport({ target })
        actions.showSection('export', 'download')
      },
    })),
  ]
}
