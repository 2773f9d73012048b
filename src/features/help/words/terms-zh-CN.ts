import type { Dictionary } from '../../../i18n/dictionary'
import type { terms as en } from './terms-en'

export const terms: Dictionary<typeof en> = {
  dense: '整段文本一个向量：最后一层 <s> 的隐藏状态除以自身长度。分数是两个向量的余弦。',
  sparse:
    '文本里每个 token 一个不小于 0 的权重。特殊 token 不算；同一个 id 出现多次时取最大的权重。分数是两边共同 id 的权重乘积之和，没有共同 id 就是 0。它不以 1 为上限。',
  colbert:
    '除 <s> 以外每个 token 一个向量。A 的每个 token 在 B 里找最相似的一个，分数是这些相似度的平均。A→B 与 B→A 不同。',
  sparseDense: 'FlagEmbedding compute_score 的“sparse+dense”：两者的加权平均。',
  all: 'FlagEmbedding compute_score 的“colbert+sparse+dense”：三者的加权平均。',
  weights: '融合分数里稠密、稀疏、ColBERT 的权重。FlagEmbedding 默认 1 : 1 : 1。改权重不会重新编码。',
  denseVecs: 'FlagEmbedding 的 encode 返回值里稠密向量的键：bge-m3 每段文本 1024 个数。',
  lexicalWeights:
    'FlagEmbedding 的 encode 返回值里稀疏权重的键：每段文本一个对象，从 token id（字符串）到权重。',
  colbertVecs: 'FlagEmbedding 的 encode 返回值里 ColBERT 向量的键：除 <s> 以外每个 token 一行。',
  ceiling: '以这两段文本现有的长度和权重，分数最高能到多少。稀疏分数要和它比，而不是和 1 比。',
  percentile:
    '从这两段文本里随机配对句子，其中百分之多少的分数低于两段全文的分数。它说明这个分数在这里有多少见，不是两段文本匹配的概率。',
  noise: '文件用较少的位数存权重，分数因此可能偏离 fp32 的分数多少。小于噪声的差别说明不了什么。',
  certificate: '用 FlagEmbedding 算出的数值检验已加载的模型，容差按精度确定。每一项检查都写明结果和界限。',
  provenance:
    '一个数值是由什么得出的：模型及其哈希、分词模式、max_length、规则、运行环境。复制或下载时都会带上。',
  stale: '结果属于之前的文本或设置。重新分析之前它一直显示。',
  token:
    '模型读到的单位：词表里的一段文字，bge-m3 的词表有 250,002 个。它在词表里的位置就是 id。▁ 表示词前的空格。',
  special:
    '每段文本开头加 <s>，末尾加 </s>；<pad>、<unk> 也是特殊 token。它们计入 max_length，没有稀疏权重。',
  maxLength: '一段文本最多读多少个 token，含 <s> 和 </s>。FlagEmbedding 默认 512，bge-m3 最多可读 8192。',
  truncated: '文本的 token 数超过 max_length。截断线之后的内容对任何分数都没有影响。',
  hf4: '分词模式：按 tokenizer.json 写的做，与 transformers 4、FlagEmbedding、TEI、tokenizers 库一致。',
  hf5: '分词模式：与 transformers 5 重建的分词器一致，文本末尾的空白不产生 ▁。',
  prefix:
    '加在文本 A 前面的文字。bge-m3 不需要；别的模型要求“query: ”或一条指令。只有一边加了前缀，所有分数都会变。',
  normalise: '把稠密向量和 ColBERT 向量除以各自的长度，点积就成了余弦。',
  truncateDim: '只保留稠密向量的前若干维，再归一化。bge-m3 没有为此训练过。',
  head: '模型最后的几个小层，把隐藏状态变成稠密向量、稀疏权重和 ColBERT 行。在计算图里，或在 sparse_linear.pt 和 colbert_linear.pt 里。',
  hidden: '模型的一层为每个 token 给出的结果，bge-m3 是 1024 个数。输出头读最后一层的。',
  pooling:
    '怎样由所有 token 得出一个向量。CLS 取 <s> 的状态（bge-m3），mean 取各 token 的平均。用错了，数值看着合理，其实不对。',
  fp32: '32 位浮点数。bge-m3 的权重就是这样发布的；FlagEmbedding 在 CPU 上设 use_fp16=False 时按它计算。',
  fp16: '16 位浮点数。FlagEmbedding 默认（use_fp16=True）把权重舍入成它，在 CPU 上也是。',
  int8: '权重 8 位，运行时激活也舍入到 8 位。大小约为四分之一，噪声取决于导出方式。',
  q4: '权重按块存成 4 位，激活用 fp32。演示模型就是这种。',
  faithful:
    '用于 int8 计算图的选项：每个 token 的激活各用一个缩放系数，而不是整个张量共用一个。更接近 fp32，但与这个文件在别处的表现不同。',
  arithmetic:
    '用于权重为有符号 int8 的计算图：精确的整数求和，或 onnxruntime 在支持 AVX2、没有 VNNI 的 x86 CPU 上的求和（两个乘积之和在 16 位处截断）。同一个文件有两种正确结果，按服务器选。',
  demo: '页面自带的小模型：4 bit 的 multilingual-e5-small 加拟合出来的输出头。用来说明分数怎么算，它的分数不是 bge-m3 的分数。',
  sentence: '热力图的一行或一列，按散文和对话的规则切分。可以手动合并、拆分。',
  chunk:
    '若干句子或若干 token 合成一块，和检索系统切长文本一样。各块的分数按最大值、平均值或按长度加权的平均值聚合成一个分数。',
  isolated: '每句单独编码，就像它自己是一段文本。',
  context: '整段文本只编码一次，句子取其中自己那些 token 的向量。这样的分数不能和逐句编码的分数相比。',
  anatomy: '热力图的一个单元格怎样得到它的分数：逐个 token、逐个词地看。',
  occlusion: '去掉一个词后稠密分数少了多少。每个词要运行一次模型。',
  attention: '一层里每个 token 从其他各 token 读取多少。它不能解释分数。',
  rule: '分词之前的一步预处理，和你的线上服务一样：缩写、空白、小写等。默认关闭。',
  case: '一个文件，里面有文本、规则、设置、模型、token id 和结果，别人打开能看到同样的数值。',
  isolation:
    '页面要用多个线程，必须满足这个条件：服务器发送 COOP 和 COEP 两个响应头；用 HTTP 时只有 localhost 可以。',
}
