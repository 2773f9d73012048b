import type { Dictionary } from '../../../i18n/dictionary'
import type { diagnosis as en } from './en'

export const diagnosis: Dictionary<typeof en> = {
  label: '诊断：能解释这些分数的事实',
  running: '正在诊断…',
  none: '文本、规则和模型中没有发现能解释分数的事实。',
  more: '另有 {{n}} 条',
  less: '收起',
  copy: '把诊断复制为 JSON',
  look: '到对应的视图查看',
  undo: '撤销',
  taken: '已处理：{{what}}',
  takenHere: '撤销：{{what}}',
  noQuery: '单独一段文本没有 ColBERT 分数。',
  sameIds: '去掉这些字符后 token id 不变，分数也不变。',
  and: '、',
  bothTexts: '两段文本',
  standing: {
    run: '在随机句对中排在哪里？',
    runTitle: '计算一次 A × B 热力图，看两段全文的分数高于百分之多少的随机句对。',
    running: '正在计算随机句对…',
    value: '高于 {{percentile}}% 的随机句对',
    title: '两段全文的分数，与两边句子随机组成的 {{n}} 对相比（种子 {{seed}}，中位数 {{median}}）。',
    none: '没有随机句对',
    noneTitle: '两段文本都至少要有两个句子或块，并且要有这个分数所需的输出头。',
    ceiling: '上限 {{ceiling}}',
    ceilingTitle: '任何文本对都不会超过 {{ceiling}}：余弦不大于 1，稀疏分数不大于 √(A×A · B×B)。',
  },
  fact: {
    'not-finite': {
      title: '{{where}}的 {{of}} 为 {{found}}',
      cost: '无法据此计算分数：模型文件损坏，或运算溢出。',
    },
    truncated: {
      title: '{{side}} 被截断：丢了 {{lost}}/{{tokens}} 个 token',
      cost: 'max_length 为 {{maxLength}}，文本末尾没有参与任何分数；模型最多支持 {{limit}}。',
    },
    'no-shared-token': {
      title: '两段文本没有带权重的共同 token',
      cost: '稀疏分数为 0，稀疏+稠密只剩稠密的 {{share}}%：{{dense}} → {{fused}}。',
    },
    'headers-encoded': {
      title: '{{side}}：时间戳和说话人参与了编码',
      cost: '共 {{turns}} 轮，占 {{tokens}}/{{of}} 个 token。',
    },
    'rule-changed': {
      title: '规则改动了 {{side}} 的 {{places}} 处',
      cost: '{{rules}}。不用规则 {{without}} 个 token，用规则后 {{tokens}} 个。',
    },
    'hidden-characters': {
      title: '{{side}} 有 {{n}} 个看不见的字符',
      cost: '{{names}}。现有 {{tokens}} 个 token，去掉后 {{without}} 个。',
    },
    'full-width-characters': {
      title: '{{side}} 有 {{n}} 个全角字母、数字或符号',
      cost: '{{names}}。现有 {{tokens}} 个 token，改为半角后 {{without}} 个。',
    },
    'languages-differ': {
      title: 'A 和 B 的文字不同：{{a}}、{{b}}',
      cost: '稀疏分数按 token 匹配；两边都有权重的 token 有 {{shared}} 个。',
    },
    'tokenizers-differ': {
      title: '{{side}}：hf4 与 hf5 的 token id 不同',
      cost: '分别为 {{hf4}} 和 {{hf5}} 个 token，首个差异“{{first4}}”–“{{first5}}”。用另一种模式的服务器，分数也会不同；当前为 {{used}}。',
    },
    'unknown-tokens': {
      title: '{{side}} 有未知 token：{{tokens}}/{{of}}',
      cost: '词表里没有这些字符：都变成同一个 <unk>，没有稀疏权重。',
    },
    'split-words': {
      title: '{{side}}：切得很碎的词占 {{tokens}}/{{of}} 个 token',
      cost: '切成 {{pieces}} 个及以上 token 的词有 {{words}} 个，例如“{{longest}}”。',
    },
    'short-text': {
      title: '{{side}} 很短：只有 {{tokens}} 个 token（少于 {{fewer}}）',
      cost: '以它为查询时，每个 token 决定 ColBERT 分数的 {{row}}%。',
    },
    'quantised-model': {
      title: '模型为 {{dtype}}：分数噪声可达 ±{{scores}}',
      cost: '与 fp32 相比，稠密向量的余弦最低可到 {{cosine}}；比噪声更小的分数差异不说明问题。',
    },
    'demo-model': {
      title: '演示模型 {{model}}',
      cost: '计算方法与 bge-m3 相同，数值不同。',
    },
  },
  remedy: {
    'raise-max-length': 'max_length 改为 {{maxLength}}',
    'leave-out-headers': '不编码时间和说话人（−{{tokens}}）',
    'use-chunks': '改用分块',
    'rules-off': '关闭规则',
    'rule-on': { control: '去掉这些字符', 'full-width': '改为半角' },
    'other-tokenizer': '改用 {{tokenizer}}',
    'dense-alone': '只看稠密分数',
    'faithful-activations': '按 token 缩放',
    'load-model': '选择模型',
  },
  why: {
    fits: '之后不再截断。',
    fitsNot: '之后仍会截断。',
    'raise-max-length': '修改 max_length 并重新计算。{{fits}}',
    'leave-out-headers': '整段文本不再编码时间戳和说话人，少 {{tokens}} 个 token，并重新计算。{{fits}}',
    'use-chunks': '把文本切成块，在热力图中逐块计算，不丢内容。',
    'rules-off': '关闭改动了文本的规则，并重新计算。',
    'rule-on': '启用这条规则，并重新计算。',
    'other-tokenizer': '切换分词器模式，并重新计算。',
    'dense-alone': '切换模式：以稠密分数为主，不掺入稀疏分数。',
    'faithful-activations': 'int8 激活值改为每个 token 各用一个缩放系数，并重新计算。',
    'load-model': '打开模型选择。',
  },
  rules: {
    abbreviations: '缩写替换',
    symbols: '符号',
    control: '控制字符',
    emoji: '表情符号',
    urls: 'URL',
    whitespace: '空白',
    'full-width': '全角',
    'lower-case': '转小写',
    html: 'HTML',
  },
}
