/** 我的向量为什么不同？ */
import type { Dictionary } from '../../../i18n/dictionary'
import type { why as en } from './en'
import { howWords } from './zh-CN-how'
import { hypothesisWords } from './zh-CN-hypothesis'
import { answerWords } from './zh-CN-answer'

export const why: Dictionary<typeof en> = {
  intro:
    '粘贴线上对这段文本给出的向量。m3scope 会在各种假设下（池化、截断、前缀、清洗、编码、取整……）重新编码，先逐个试、再两两组合，指出哪一种能得到这个向量。',
  side: '这个向量对应',
  sideA: '文本 A',
  sideB: '文本 B',
  title: '标题（可选）',
  titleHint: '线上可能拼在文本前面的标题',
  vector: '另一个向量',
  vectorHint:
    'JSON、逗号分隔的数、float32 的 base64、服务器的完整响应、Milvus 或 Qdrant 的一行、lexical_weights、ColBERT 行',
  takeForeign: '使用来自 {{from}} 的向量',
  from: '来自 {{from}}',
  choose: '有多个向量，用哪一个？',
  choice: '{{label}} · {{what}}',
  read: '已识别：{{what}}',
  example: '示例：带隐藏前缀的文本 A',
  empty: '还没有粘贴。示例会像某些服务那样在文本 A 前加上“query: ”，得到一个向量，再解释它。',
  what: {
    dense: '{{size}} 维稠密向量',
    sparse: '{{size}} 个 id 的稀疏权重',
    colbert: '{{size}} 的 ColBERT 行',
  },
  ...howWords,
  lost: {
    ignore: '（丢弃没有的字符）',
    replace: '（没有的字符变为 ?）',
    xmlcharref: '（没有的字符变为 &#N;）',
  },
  errors: {
    replace: '（Python，errors="replace"）',
    ignore: '（Python，errors="ignore"）',
  },
  times: '，共 {{times}} 次',
  garbled: {
    as: '这里的文本看起来是乱码：UTF-8 被按 {{encoding}} 解码了。线上可能是正确的文本。',
    bytes: '这里的文本看起来是乱码：{{encoding}} 被按 Latin-1 解码了。线上可能是正确的文本。',
    unknown: '这里的文本含有 U+FFFD：解码时丢失了字节。线上可能是正确的文本。',
    restored: '原文可能是：“{{text}}”',
    lost: '字节已丢失，无法还原。',
  },
  templates: {
    label: '自定义模板',
    hint: '每行一个：{title}\\n{text}、{other}，或 s/原文/替换/标志',
    noField: '“{{template}}”里没有 {text}、{other} 或 {title}，也不是 s/原文/替换/：不会使用。',
    notAPattern: '“{{template}}”的正则表达式无法解析：不会使用。',
  },
  run: {
    start: '查找原因',
    again: '重新查找',
    cancel: '取消',
    progress: '进度',
    starting: '等待模型…',
    running: '已比较 {{done}} / {{total}}',
    pairs: '成对假设：已比较 {{done}} / {{total}}',
    layer: '已完成 {{done}} / {{total}} 层',
    best: '目前最佳：{{what}}，{{cosine}}',
    done: '比较了 {{compared}} 个 token 序列，模型运行 {{encoded}} 次，用时 {{time}}',
    cancelled: '已取消。下面是上一次的结果。',
    cancelledFirst: '已取消。',
  },
  plain: '与页面的编码方式相同',
  ...answerWords,
  provenance: '我们的数值是怎样算出来的',
  copy: '复制为 JSON',
  ...hypothesisWords,
}
