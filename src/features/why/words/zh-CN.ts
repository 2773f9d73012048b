/** 我的向量为什么不同？ */
import type { Dictionary } from '../../../i18n/dictionary'
import type { why as en } from './en'

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
  how: {
    'html-stripped': '同规则“HTML”',
    'html-stripped-to-lines': '块级元素各占一行',
    'html-stripped-tags-to-spaces': '每个标签变为空格',
    'html-stripped-tags-only': '只删标签，保留实体',
    'json-escaped-newlines': '只有 \\n',
    'json-escaped': '\\n 和引号',
    'json-escaped-ascii': '\\n、引号和 \\uXXXX',
    'json-escaped-in-quotes': '连同外层引号',
    'utf-8-read-as-gbk': 'UTF-8 按 GBK 解码',
    'gbk-read-as-utf-8': 'GBK 按 UTF-8 解码',
    'utf-8-read-as-gbk-ignoring-errors': 'UTF-8 按 GBK 解码，忽略错误',
    'gbk-read-as-utf-8-ignoring-errors': 'GBK 按 UTF-8 解码，忽略错误',
    'utf-8-read-as-latin-1': 'UTF-8 按 Latin-1 解码',
    'utf-8-read-as-windows-1252': 'UTF-8 按 Windows-1252 解码',
    'latin-1-read-as-utf-8': 'Latin-1 按 UTF-8 解码',
  },
  of: {
    term: { title: '标题', text: '文本', other: '另一段文本', 'first-line': '第一行' },
    parts: {
      sentences: '句',
      lines: '行',
      paragraphs: '段',
      chunks: '个由句子组成、最多 {{size}} 个 token 的分块',
      tokens: '个 {{size}} 个 token 的片段',
      'raw-tokens': '个 {{size}} 个 token 的片段（<s>、</s> 只在整段文本的两端）',
      characters: '个 {{size}} 个字符的片段',
    },
    weighting: {
      equal: '权重相同',
      'by-tokens': '按 token 数加权',
      'by-characters': '按字符数加权',
      weighted: '权重各不相同',
    },
    form: {
      signs: '两个相反的值',
      'zero-one': '0 和 1',
      ubinary: '0 到 255 的字节',
      binary: '字节减 128',
      int8: '有符号字节',
    },
    way: { round: '四舍五入', truncate: '直接去掉小数', floor: '向下取整' },
  },
  run: {
    start: '查找原因',
    again: '重新查找',
    cancel: '取消',
    progress: '进度',
    starting: '等待模型…',
    running: '已比较 {{done}} / {{total}}',
    pairs: '成对假设：已比较 {{done}} / {{total}}',
    layer: '第 {{done}} / {{total}} 层',
    best: '目前最佳：{{what}}，{{cosine}}',
    done: '比较了 {{compared}} 个 token 序列，模型运行 {{encoded}} 次，用时 {{time}}',
    cancelled: '已取消。下面是上一次的结果。',
    cancelledFirst: '已取消。',
  },
  plain: '与页面的编码方式相同',
  verdict: {
    same: '没有差异：本页面算出的就是这个向量（{{cosine}}）。',
    explained: '原因：{{what}}（{{cosine}}）',
    unexplained: '没有找到原因。最接近：{{what}}，{{cosine}}；还差 {{left}}。',
    nothing: '没有找到原因：没有可比较的内容。',
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
    within: '在容差内',
    all: '显示全部 {{count}} 项',
    fewer: '收起',
    cosineNote: '稠密：余弦。稀疏：权重的余弦。ColBERT：各行的平均值。',
    normNote: '这个向量的长度 ÷ 假设向量的长度；余弦反映不出来',
  },
  provenance: '我们的数值是怎样算出来的',
  copy: '复制为 JSON',
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
      '很可能的原因：CPU。{{file}} 的权重是有符号 int8，每列一个缩放系数。在支持 AVX2 但没有 VNNI 的 CPU 上，onnxruntime 用 16 位饱和加法算这种乘积，同一个文件会得到不同的数值（这里是 {{cosine}}，与此相符）。m3scope 按精确整数计算，目前还算不出那种结果。请在服务器上检查：lscpu | grep -i vnni。用 reduce_range 量化的模型或无符号权重不受影响。',
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
  hypothesis: {
    'other-text': {
      what: 'A 与 B 互换：另一段文本',
      check: '检查这个向量是用哪个字段算的，以及批量响应里的顺序。',
    },
    title: {
      what: '文本前拼接标题（中间是 {{between}}）',
      check: '检查建索引时拼接标题与正文的模板。',
    },
    'title-only': { what: '只有标题', check: '检查编码的是哪个字段。' },
    'without-first-line': { what: '去掉第一行', check: '检查编码前是否去掉了标题行或表头。' },
    sentence: { what: '只有第 {{n}} 句', check: '检查文本切分：这个向量可能只对应一个分块。' },
    sentences: {
      what: '只有第 {{from}} 至 {{to}} 句',
      check: '检查切分的块长：这个向量可能只对应一个分块。',
    },
    paragraph: { what: '只有第 {{n}} 段', check: '检查文本切分：这个向量可能只对应一个分块。' },
    'first-half': { what: '只有前一半', check: '检查文本切分：这个向量可能只对应一个分块。' },
    'second-half': { what: '只有后一半', check: '检查文本切分：这个向量可能只对应一个分块。' },
    'first-characters': {
      what: '只有前 {{n}} 个字符',
      check: '检查字段长度（VARCHAR），以及 text[:{{n}}] 之类的切片。',
    },
    chunk: {
      what: '第 {{n}} 个分块（最多 {{size}} 个 token）',
      check: '检查切分的块长：这个向量可能只对应一个分块。',
    },
    'rules-off': {
      what: '不用页面上的任何预处理规则',
      check: '线上可能没有清洗这段文本：请对照线上流程和这里的规则。',
    },
    'rule-on': { what: '启用规则“{{kind}}”', check: '线上可能做了同样的清洗：在这里启用这条规则即可对齐。' },
    'rule-off': { what: '停用规则“{{kind}}”', check: '线上可能没有这一步：在这里停用这条规则即可对齐。' },
    'metadata-in': { what: '保留时间戳和说话人', check: '检查线上是否直接编码聊天导出的原文。' },
    'metadata-out': { what: '去掉时间戳和说话人', check: '检查线上是否去掉了聊天的时间戳和说话人。' },
    'html-stripped': {
      what: '去掉 HTML 标签（{{how}}）',
      check: '检查编码前是否有 BeautifulSoup.get_text()、标签正则或净化步骤。',
    },
    'html-kept': { what: '保留 HTML', check: '线上可能直接编码原始 HTML：请查看存储的文本。' },
    'html-escaped': {
      what: 'HTML 转义（&amp;、&lt;）',
      check: '检查是否有 html.escape() 或会转义的模板引擎。',
    },
    'whitespace-trimmed': {
      what: '去掉首尾空白',
      check: '检查 strip()/trim()；Infinity 会去掉每个输入的首尾空白。',
    },
    'whitespace-collapsed': {
      what: '连续空白合并为一个空格，并去掉首尾空白',
      check: '检查 " ".join(text.split()) 或文档加载器的清洗步骤。',
    },
    'whitespace-removed': { what: '去掉全部空白', check: '检查是否有针对中文的清洗步骤。' },
    'newlines-to-spaces': {
      what: '换行变为空格',
      check: '旧版 OpenAI 客户端和 LangChain 会执行 text.replace("\\n", " ")。',
    },
    'trailing-newline': {
      what: '末尾多一个换行',
      check: '检查文本是怎样读入的：echo、heredoc 和文件都以换行结尾。',
    },
    bom: { what: '文本前有字节顺序标记（U+FEFF）', check: '请以 utf-8-sig 读取文件。' },
    'lower-cased': { what: '转为小写', check: '检查编码前是否有 lower()；bge-m3 区分大小写。' },
    nfc: { what: 'Unicode NFC', check: '检查 unicodedata.normalize("NFC", …)。' },
    nfd: { what: 'Unicode NFD', check: '来自 macOS 文件名的文本是 NFD；去重音的代码也会产生 NFD。' },
    nfkc: { what: 'Unicode NFKC', check: '检查 unicodedata.normalize("NFKC", …)。' },
    nfkd: { what: 'Unicode NFKD', check: '检查 unicodedata.normalize("NFKD", …)。' },
    encoding: {
      what: '乱码：{{how}}',
      check: '字节按错误的编码解码了：请查看存储的文本、Content-Type 和文件编码。',
    },
    'json-escaped': {
      what: '文本里留有 JSON 转义（{{how}}）',
      check: '文本被 JSON 编码了两次，或没有解析就从 JSON 里截取。',
    },
    'json-unescaped': {
      what: 'JSON 转义已还原',
      check: '这里的文本含有转义（\\n 是两个字符），线上会还原它们。',
    },
    prefix: {
      what: '前缀“{{prefix}}”',
      check: 'bge-m3 不需要指令。LangChain 的 BGE 类，以及为其他模型写的配置，会加上指令。',
    },
    'prefix-removed': { what: '不加页面的前缀', check: '线上可能不加前缀：请清空这里的前缀。' },
    hf4: {
      what: '按 tokenizer.json 原样分词（transformers 4、TEI）',
      check: '检查 transformers 的版本；末尾的空白会多出一个 token。',
    },
    hf5: {
      what: '按 transformers 5 重建的分词器',
      check: '检查 transformers 的版本：5 不会为末尾的空白产生 token。',
    },
    cut: {
      what: '截断到 {{n}} 个 token',
      check: '检查 max_length：FlagEmbedding ≥ 1.3 默认 512，Ollama 的 num_ctx 默认 2048。',
    },
    'not-cut': {
      what: '不截断（最多到模型的 {{n}} 个 token）',
      check: 'TEI、sentence-transformers 以及 1.3 之前的 FlagEmbedding 支持 8192：请调高此处的 max_length。',
    },
    'cut-left': {
      what: '从左侧截断：保留最后 {{n}} 个 token',
      check: '检查 truncation_side、TEI 的 truncation_direction、vLLM 的 truncate_prompt_tokens。',
    },
    'no-special-tokens': {
      what: '没有 <s> 和 </s>',
      check: '检查 add_special_tokens；客户端直接发送 token id 时要带上这两个。',
    },
    'no-eos': { what: '没有 </s>', check: '检查 GGUF 的 add_eos_token，以及客户端发送的 token id。' },
    'mean-pooling': {
      what: '平均池化',
      check: 'bge-m3 取 <s>：检查 1_Pooling/config.json、TEI --pooling、llama.cpp --pooling。',
    },
    'cls-pooling': {
      what: 'CLS 池化：<s> 的隐藏状态',
      check: '检查 1_Pooling/config.json、TEI --pooling、llama.cpp --pooling。',
    },
    'last-token-pooling': {
      what: '末 token 池化：</s> 的隐藏状态',
      check: '检查 llama.cpp --pooling 和 vLLM 的 pooler：last 用于解码器模型。',
    },
    'max-pooling': { what: '最大池化', check: '检查 1_Pooling/config.json。' },
    'mean-without-special-tokens': {
      what: '不含 <s>、</s> 的平均池化',
      check: '检查对 /embed_all 或 last_hidden_state[1:-1] 求平均的代码。',
    },
    'not-normalised': {
      what: '未归一化',
      check: '检查 normalize_embeddings、TEI 的 normalize；Ollama 旧的 /api/embeddings 不做归一化。',
    },
    'not-normalised-other-length': {
      what: '方向相同，但长度不是模型给出的长度',
      check: '有一步缩放了向量：权重、对分块求和、整数编码。',
    },
    normalised: { what: '已归一化', check: '页面的“归一化”选项已关闭：请打开。' },
    dimensions: {
      what: '截断到 {{n}} 维，再归一化',
      check: '检查 dimensions / truncate_dim，并在页面上设为相同的值。',
    },
    'dimensions-not-renormalised': {
      what: '截断到 {{n}} 维，没有再归一化',
      check: 'Infinity 的 dimensions 只做切片；字段维数太小时也会这样。',
    },
    'float16-rounding': {
      what: '数值舍入为 float16',
      check: '检查 halfvec、Milvus 的 FLOAT16_VECTOR、服务器的 fp16 输出。',
    },
    'bfloat16-rounding': {
      what: '数值舍入为 bfloat16',
      check: '检查 BFLOAT16_VECTOR、服务器的 bf16 输出、Elasticsearch 的稀疏权重。',
    },
    'int8-rounding': {
      what: '数值舍入为 8 位',
      check: '检查数据库的标量量化，以及服务器的 embed_dtype。',
    },
    decimals: { what: '数值只保留 {{n}} 位小数', check: '检查向量是怎样打印或存成文本的。' },
    'scaled-integers': {
      what: '整数：数值 × {{scale}}，{{way}}',
      check: '检查向量的存储方式：整数类型，或发送前乘过系数。除以这个系数即可还原。',
    },
    binary: {
      what: '每个值只剩 1 位，即正负号（{{form}}）',
      check: '检查二值量化，例如 pgvector 的 binary_quantize。这种向量要用汉明距离比较。',
    },
    'binary-packed': {
      what: '正负号按位打包成字节（{{form}}）',
      check:
        '检查 sentence-transformers 的 quantize_embeddings（precision="binary" 或 "ubinary"，即 numpy.packbits）。要用汉明距离比较。',
    },
    'zero-padded': {
      what: '末尾补 0，补到 {{n}} 个值',
      check: '补 0 不影响余弦。FastGPT 把所有模型的向量都存成 1536 个值；固定维数的字段也会这样补。',
    },
    mix: {
      what: '几个向量的加权和：{{weights}}',
      check:
        '检查标题或文件名的权重：RAGFlow 会加上 0.1 × 文件名的向量（filename_embd_weight）。权重由拟合得到。',
    },
    'mean-of': {
      what: '{{n}} {{parts}}的平均，{{weighting}}',
      check: '检查长文本的处理方式：LangChain 和 vLLM 可以分片编码再取平均。',
    },
    'special-tokens-kept': {
      what: '保留了特殊 token',
      check: 'FlagEmbedding 跳过 <s>、</s>、<pad>、<unk>；m3serve 和原始输出不跳过。',
    },
    'duplicates-summed': { what: '重复 token 的权重相加', check: 'FlagEmbedding 取最大值。' },
    'last-of-duplicates': {
      what: '重复 token 取最后一个权重',
      check: '用（id，权重）对建的字典会留下最后一个；FlagEmbedding 取最大值。',
    },
    'ids-plus-one': { what: 'id 从 1 开始计数', check: 'pgvector 的 sparsevec 文本从 1 开始：请减 1。' },
    pruned: {
      what: '缺少 {{dropped}} 个 id，其中最大的权重是 {{most}}',
      check: '检查 top-k 或阈值，以及 Elasticsearch 的 token 剪枝。',
    },
    scaled: { what: '所有权重都乘以 {{factor}}', check: '词汇权重不归一化：有一步缩放了它们。' },
    'bos-kept': { what: '保留了 <s> 的行', check: 'FlagEmbedding 会去掉它：请从第 1 行开始取。' },
    'eos-dropped': { what: '去掉了 </s> 的行', check: 'FlagEmbedding 会保留它。' },
    'bos-kept-eos-dropped': {
      what: '保留 <s> 的行，去掉 </s> 的行',
      check: 'FlagEmbedding 正好相反：行号错了一位。',
    },
    'padding-kept': { what: '末尾有 {{n}} 行 0', check: '这是批处理的填充：请按 attention mask 截取。' },
    'rows-reversed': { what: '行的顺序相反', check: '检查各行是怎样存储和读取的。' },
    'rows-reordered': { what: '行相同但顺序不同', check: '逐行存储时要把位置一起存下来。' },
    'hidden-states': {
      what: '是隐藏状态，不是 ColBERT 向量',
      check: 'TEI 的 /embed_all 返回隐藏状态：还没有经过 colbert_linear。',
    },
  },
}
