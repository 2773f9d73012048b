/** 结果：结论、假设表、提示与搜索。 */
import type { Dictionary } from '../../../i18n/dictionary'
import type { answerWords as en } from './en-answer'

export const answerWords: Dictionary<typeof en> = {
  verdict: {
    same: '没有差异：本页面算出的就是这个向量（{{cosine}}）。',
    explained: '原因：{{what}}（{{cosine}}）',
    unexplained: '没有找到原因。最接近：{{what}}，{{cosine}}；还差 {{left}}。',
    nothing: '没有找到原因：没有可比较的内容。',
    sameIds: 'token id 完全相同，任何向量都无法区分：{{list}}',
    equal: '同样符合，从数值上分不出来：{{list}}',
    nearQuantised:
      '当前模型是量化模型（{{dtype}}）。仅这一项，就可能让它与使用原始权重的服务的余弦低到 {{cosine}}。要进一步判断，请加载线上用的权重。',
    quantisedNote:
      '当前模型是量化模型（{{dtype}}）。使用其他权重的服务会给出不同的向量，这里的任何假设都解释不了。',
    rows: '这个向量有 {{rows}} 行，对应 {{rows}} 或 {{more}} 个 token 的文本。没有哪个假设能得到这么多。',
    next: '接下来请检查：模型和版本是否相同，文本（字节）是否相同，是不是一段文本对应一个向量？',
  },
  observed: {
    title: '从向量本身看到的',
    norm: '长度（L2 范数）',
    rowNorm: '各行的平均长度',
    normOne: '已归一化',
    normOther: '未归一化：它的点积不是余弦',
    size: '值的个数',
    ids: 'token id 个数',
    rows: '行数',
    rounding: '舍入',
    none: '无：float32 的值',
    tolerance: '容差',
    toleranceValue: '余弦 ≥ {{cosine}}，且每个值的差都不超过 {{difference}}',
    toleranceNote:
      '不知道这个向量是怎样算出来的。容差取相同权重在 GPU 上用 float16 计算的误差；在容差之内才算找到原因。',
  },
  table: {
    title: '假设（最符合的在前）',
    what: '假设',
    cosine: '余弦',
    leastRow: '最低的一行',
    overlap: '共同 id',
    difference: '最大差',
    norm: '范数比',
    tokens: 'token 数',
    sameIds: '另有 {{n}} 行的 token id 与此相同',
    within: '在容差内',
    all: '显示全部 {{count}} 项',
    fewer: '收起',
    cosineNote: '稠密：余弦。稀疏：权重的余弦。ColBERT：各行的平均值。',
    normNote: '这个向量的长度 ÷ 假设向量的长度；余弦反映不出来',
  },
  skipped: {
    'hidden-states-inside': '未计算：整图运行时不输出隐藏状态',
    'same-tokens': 'token 与页面文本相同，因此向量也相同',
    'row-count': '不可能：token 数（{{tokens}}）与向量的行数不符',
    'too-long': '未计算：{{tokens}} 个 token 内存放不下',
    'not-encodable': '未计算：文本里会出现半个字符',
  },
  search: {
    title: '反推文本',
    intro:
      '没有哪个假设能解释这个向量。可以一步步改动文本（删去或只留某些行、句、词、标点，拼上标题或另一段文本），保留能提高余弦的改动，最后给出找到的最接近的文本。这是线索，不是证明。',
    start: '查找最接近的文本',
    again: '重新查找',
    running: '已比较 {{done}} 段文本（最多 {{total}}）· {{level}} · 目前最高 {{likeness}}',
    done: '比较了 {{compared}} 段文本，用时 {{time}}：{{why}}',
    ended: {
      reached: '已不可能更接近',
      'no-better': '再改也不会更接近',
      budget: '已到查找上限',
    },
    level: {
      whole: '整段文本',
      headers: '“键：值”开头',
      paragraphs: '段落',
      lines: '行',
      sentences: '句子',
      signs: '标点',
      words: '词',
    },
    within: '查找到的文本能得到这个向量（{{likeness}}，起点 {{start}}）。',
    withinNote: '别的文本也可能得到同样的向量。请与线上实际发送的文本对照。',
    nearest: '找到的最接近的文本：{{likeness}}（起点 {{start}}）。它不能解释这个向量。',
    nearestNote: '删除线：这里有、找到的文本里没有；下划线：反之。请先检查这些位置。',
  },
  bag: {
    title: '权重对应的 token',
    all: '权重里有线上编码的文本的 {{count}} 个 token；看不出它们的顺序和重复次数。',
    onlyTheirs: '线上有、这里的文本没有（{{count}} 个）：',
    onlyOurs: '这里的文本有、线上没有（{{count}} 个）：',
  },
  note: {
    'int8-saturation':
      '很可能的原因：CPU。{{file}} 的权重是有符号 int8，每列一个缩放系数。在支持 AVX2 但没有 VNNI 的 CPU 上，onnxruntime 用 16 位饱和加法算这种乘积，同一个文件会得到不同的数值（这里是 {{cosine}}，与此相符）。只有 m3scope 自己的编码器能算出那种结果，而此模型的各层在 onnxruntime-web 里运行，整数运算总是精确的。请在服务器上检查：lscpu | grep -i vnni。用 reduce_range 量化的模型或无符号权重不受影响。',
    'int8-noise-floor':
      '这里按模型的噪声下限（{{floor}}）判断，而不是按容差：激活值在运行时量化，任何两个运行环境都不会更接近。此处为 {{cosine}}，明显比页面所用的算法更接近。',
    'length-below-one':
      '向量的长度是 {{norm}}。略小于 1 的长度往往说明它是几个向量的加权平均（RAGFlow：0.1 × 文件名 + 0.9 × 文本）。填上标题或另一段文本，就会一并尝试。',
    'other-matrix-length':
      '向量有 {{found}} 个值，模型输出 {{expected}} 个，怎样截断都对不上（{{cosine}}）。它可能经过了 PCA、训练出的投影或别的矩阵。仅凭一个向量求不出这个矩阵，所以无法解释。',
    'other-matrix-direction':
      '没有接近的方向：最接近的文本只有 {{cosine}}，而试过的文本彼此之间至少有 {{lowest}}。很可能是别的模型，或者模型之后又乘了矩阵（PCA、白化、适配器）。仅凭一个向量求不出来，所以无法解释。',
    'range-for-each-dimension':
      '这些值是 8 位编码，但没有一个统一的缩放能解释。sentence-transformers（precision="int8"）和一些数据库用校准集给每一维定一个范围；没有这些范围就无法比较。',
    'many-terms': '证据较弱：用 {{dimensions}} 个值拟合了 {{terms}} 个向量的权重。',
    'token-count':
      '线上的文本有 {{tokens}} 个 token（{{rows}} 行；FlagEmbedding 不输出 <s> 的行），这里的文本有 {{own}} 个。',
  },
}
