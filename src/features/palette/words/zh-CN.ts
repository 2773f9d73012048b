import type { Dictionary } from '../../../i18n/dictionary'
import type { palette as en } from './en'

export const palette: Dictionary<typeof en> = {
  label: '命令',
  placeholder: '输入命令、视图、设置……',
  empty: '没有匹配的命令。',
  chosen: '当前',
  foot: '↑ ↓ 选择 · Enter 执行 · Esc 关闭。中文、英文和 API 名称都能搜到。',
  group: {
    run: '运行',
    go: '前往',
    text: '文本',
    setting: '设置',
    case: '案例',
    vector: '向量和请求',
    model: '模型',
    page: '页面',
    help: '帮助',
  },
}
