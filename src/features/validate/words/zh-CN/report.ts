import type { Dictionary } from '../../../../i18n/dictionary'
import type { report as en } from '../en/report'

export const report: Dictionary<typeof en> = {
  save: '报告',
  making: '正在生成报告…',
  title: '本次运行全部文本对的 HTML 报告：单个文件，离线可读',
}
