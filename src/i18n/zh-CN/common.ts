import type { Dictionary } from '../dictionary'
import type { common as en } from '../en/common'

export const common: Dictionary<typeof en> = {
  copy: { copied: '已复制', failed: '复制失败' },
  num: { title: '{{value}}（点击复制）' },
  formula: { copy: '复制公式（含全精度数值）' },
  unavailable: {
    'no-output-no-head-file': '不可用：计算图没有该输出，模型目录里也没有这个头的权重文件。',
    'dense-only': '不可用：计算图只输出一个句向量，没有 token 级的隐藏状态可用。',
    'no-pooling':
      '不可用：计算图输出 token 级隐藏状态，但缺少 1_Pooling/config.json，无法确定池化方式。可在模型对话框中指定（bge-m3 用 CLS）。',
    'normalised-in-graph': '不可用：计算图输出的向量已归一化（长度为 1），归一化前的长度不在输出中。',
    'weights-sum-to-zero': '不可用：该融合分数的权重之和为 0，0 ÷ 0 没有意义。',
    'head-unavailable': '不可用：该分数依赖的头在此模型中不存在。',
  },
}
