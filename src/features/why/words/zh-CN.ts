/** 我的向量为什么不同？ */
import type { Dictionary } from '../../../i18n/dictionary'
import type { why as en } from './en'

export const why: Dictionary<typeof en> = {
  intro:
    '粘贴线上系统对这段文本给出的向量。m3scope 会按各种假设（池化、截断、前缀、清洗、编码、取整……）逐一并成对地重新编码，指出哪一个能得到该向量。',
  side: '该向量应对应',
  sideA: '文本 A',
  sideB: '文本 B',
  title: '标题（可选）',
  titleHint: '线上系统可能拼接到文本前的标题',
  vector: '另一个向量',
  vectorHint:
    'JSON、逗号分隔、float32 的 base64、服务端的完整响应、Milvus 或 Qdrant 的一行、lexical_weights、ColBERT 行',
  takeForeign: '使用来自 {{from}} 的向量',
  from: '来自 {{from}}',
  choose: '有多个向量，选择哪一个？',
  choice: '{{label}} · {{head}} · {{size}}',
  read: '已识别：{{head}}，{{size}}',
  example: '示例：带隐藏前缀的文本 A',
  empty: '尚未粘贴。示例会像某些服务那样在文本 A 前加上“query: ”生成一个向量，然后解释它。',
  heads: { dense: '稠密', sparse: '稀疏', colbert: '多向量 ColBERT' },
  run: {
    start: '查找原因',
    again: '重新查找',
    cancel: '取消',
    progress: '进度',
    starting: '等待模型……',
    running: '已比较 {{done}} / {{total}}',
    pairs: '成对假设：已比较 {{done}} / {{total}}',
    layer: '第 {{done}} / {{total}} 层',
    best: '目前最佳：{{what}}，{{cosine}}',
    done: '比较了 {{compared}} 个 token 序列，模型运行 {{encoded}} 次，用时 {{time}}',
    cancelled: '已取消。下方是更早一次的结果。',
    cancelledFirst: '已取消。',
  },
  plain: '与页面的编码方式相同',
  verdict: {
    same: '没有差异：该向量就是本页面的计算结果（{{cosine}}）。',
    explained: '原因：{{what}}（{{cosine}}）',
    unexplained: '未能解释。最接近：{{what}}，{{cosine}}；剩余 {{left}}。',
    nothing: '未能解释：没有可比较的内容。',
    equal: '同样符合，数值上无法区分：{{list}}',
    nearQuantised:
      '当前模型是量化模型（{{dtype}}）：仅此一项，使用原始权重的服务与它的余弦就可能低至 {{cosine}}。要进一步判断，请加载线上使用的权重。',
    quantisedNote:
      '当前模型是量化模型（{{dtype}}）。使用其他权重的服务会给出不同的向量，这里的任何假设都解释不了。',
    rows: '该向量有 {{rows}} 行，对应 {{rows}} 或 {{more}} 个 token 的文本。没有假设能得到这个数量。',
    next: '接下来请检查：模型及其版本是否相同，文本（字节）是否相同，是否一段文本对应一个向量？',
  },
  observed: {
    title: '从向量本身看到的',
    norm: '长度（L2 范数）',
    rowNorm: '各行的平均长度',
    normOne: '已归一化',
    normOther: '未归一化：其点积不是余弦',
    size: '值的个数',
    ids: 'token id 个数',
    rows: '行数',
    rounding: '取值网格',
    none: '无：float32 的值',
    tolerance: '容差',
    toleranceValue: '余弦 ≥ {{cosine}}，且任何值的差不超过 {{difference}}',
    toleranceNote:
      '不知道该向量由什么生成。这是相同权重在 GPU 上用 float16 计算所产生的误差；在此之内才算解释。',
  },
  table: {
    title: '假设，最佳在前',
    what: '假设',
    cosine: '余弦',
    leastRow: '最低的一行',
    overlap: '共有 id',
    difference: '最大差',
    norm: '范数比',
    tokens: 'token 数',
    within: '在容差内',
    all: '显示全部 {{count}} 项',
    fewer: '收起',
    cosineNote: '稠密：余弦。稀疏：权重的余弦。ColBERT：各行的平均值。',
    normNote: '该向量的长度 ÷ 假设向量的长度；余弦看不到它',
  },
  provenance: '我们的数值由什么生成',
  copy: '复制为 JSON',
  skipped: {
    'hidden-states-inside': '未计算：计算图整体运行，不输出隐藏状态',
    'same-tokens': '与页面文本得到相同的 token：任何向量都无法区分',
    'row-count': '不可能：token 数（{{tokens}}）与向量的行数不符',
    'too-long': '未计算：{{tokens}} 个 token 超出内存',
    'not-encodable': '未计算：文本中会出现半个字符',
  },
  hypothesis: {
    'other-text': {
      what: 'A 与 B 互换：另一段文本',
      check: '检查该行的向量取自哪个字段，以及批量响应的顺序。',
    },
    title: {
      what: '文本前拼接标题（之间为：{{between}}）',
      check: '检查索引程序拼接标题与正文的模板。',
    },
    'title-only': { what: '只有标题', check: '检查嵌入的是哪个字段。' },
    'without-first-line': { what: '去掉第一行', check: '检查嵌入前是否去掉了标题行或表头。' },
    sentence: { what: '只有第 {{n}} 句', check: '检查切分器：该行可能只是文本的一个分块。' },
    sentences: { what: '只有第 {{from}} 至 {{to}} 句', check: '检查切分长度：该行可能只是文本的一个分块。' },
    paragraph: { what: '只有第 {{n}} 段', check: '检查切分器：该行可能只是一个分块。' },
    'first-half': { what: '只有前一半', check: '检查切分器：该行可能只是一个分块。' },
    'second-half': { what: '只有后一半', check: '检查切分器：该行可能只是一个分块。' },
    'first-characters': {
      what: '只有前 {{n}} 个字符',
      check: '检查字段宽度（VARCHAR）以及 text[:{{n}}] 之类的切片。',
    },
    chunk: {
      what: '第 {{n}} 个分块（最多 {{size}} 个 token）',
      check: '检查切分长度：该行可能只是文本的一个分块。',
    },
    'rules-off': {
      what: '不使用页面的任何预处理规则',
      check: '线上可能不清洗该文本：请对照其流程与此处的规则。',
    },
    'rule-on': { what: '启用规则“{{kind}}”', check: '线上可能做了同样的清洗：在此启用该规则以对齐。' },
    'rule-off': { what: '停用规则“{{kind}}”', check: '线上可能没有这一步：在此停用该规则以对齐。' },
    'metadata-in': { what: '保留时间戳和发言人', check: '检查线上是否直接嵌入聊天导出的原文。' },
    'metadata-out': { what: '去掉时间戳和发言人', check: '检查线上是否去掉了聊天的元数据。' },
    'html-stripped': {
      what: '去掉 HTML 标签',
      check: '检查嵌入前是否有 BeautifulSoup.get_text()、标签正则或净化步骤。',
    },
    'html-kept': { what: '保留 HTML', check: '线上可能直接嵌入原始 HTML：请查看存储的文本。' },
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
      check: '检查 " ".join(text.split()) 或加载器的清洗步骤。',
    },
    'whitespace-removed': { what: '去掉全部空白', check: '检查是否有针对中文的清洗步骤。' },
    'newlines-to-spaces': {
      what: '换行变为空格',
      check: '旧版 OpenAI 客户端和 LangChain 会执行 text.replace("\\n", " ")。',
    },
    'trailing-newline': {
      what: '末尾多一个换行',
      check: '检查文本的读取方式：echo、heredoc 和文件都以换行结尾。',
    },
    bom: { what: '文本前有字节序标记（U+FEFF）', check: '请以 utf-8-sig 读取文件。' },
    'lower-cased': { what: '转为小写', check: '检查嵌入前是否有 lower()；bge-m3 区分大小写。' },
    nfc: { what: 'Unicode NFC', check: '检查 unicodedata.normalize("NFC", …)。' },
    nfd: { what: 'Unicode NFD', check: '来自 macOS 文件名的文本是 NFD；去重音的代码也会产生它。' },
    nfkc: { what: 'Unicode NFKC', check: '检查 unicodedata.normalize("NFKC", …)。' },
    nfkd: { what: 'Unicode NFKD', check: '检查 unicodedata.normalize("NFKD", …)。' },
    encoding: {
      what: '乱码：{{how}}',
      check: '字节用错误的字符集解码：请查看存储的文本、Content-Type 与文件编码。',
    },
    'json-escaped': {
      what: '文本中残留 JSON 转义（\\n、\\uXXXX、引号）',
      check: '文本被 JSON 编码了两次，或未解析就从 JSON 中截取。',
    },
    'json-unescaped': {
      what: 'JSON 转义已还原',
      check: '此处的文本含有转义（\\n 是两个字符），线上会还原它们。',
    },
    prefix: {
      what: '前缀“{{prefix}}”',
      check: 'bge-m3 不需要指令。LangChain 的 BGE 类以及为其他模型写的配置会添加前缀。',
    },
    'prefix-removed': { what: '不加页面的前缀', check: '线上可能不加前缀：请清空此处的前缀。' },
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
      check: '检查 add_special_tokens；客户端直接发送 token id 时需要带上两者。',
    },
    'no-eos': { what: '没有 </s>', check: '检查 GGUF 的 add_eos_token 以及客户端发送的 token id。' },
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
      check: '检查 llama.cpp --pooling 与 vLLM 的 pooler：last 适用于解码器模型。',
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
      check: '有步骤缩放了向量：权重、对分块求和、整数编码。',
    },
    normalised: { what: '已归一化', check: '页面的“归一化”选项已关闭：请打开。' },
    dimensions: {
      what: '截到 {{n}} 维后归一化',
      check: '检查 dimensions / truncate_dim，并在页面上设为相同。',
    },
    'dimensions-not-renormalised': {
      what: '截到 {{n}} 维，未重新归一化',
      check: 'Infinity 的 dimensions 只做切片；字段维数过小时也会如此。',
    },
    'float16-rounding': {
      what: '取值舍入为 float16',
      check: '检查 halfvec、Milvus 的 FLOAT16_VECTOR、服务端的 fp16 输出。',
    },
    'bfloat16-rounding': {
      what: '取值舍入为 bfloat16',
      check: '检查 BFLOAT16_VECTOR、服务端的 bf16 输出、Elasticsearch 的稀疏权重。',
    },
    'int8-rounding': {
      what: '取值舍入为 8 位',
      check: '检查数据库的标量量化以及服务端的 embed_dtype。',
    },
    decimals: { what: '取值只保留 {{n}} 位小数', check: '检查向量打印或存为文本的方式。' },
    'special-tokens-kept': {
      what: '保留了特殊 token',
      check: 'FlagEmbedding 会跳过 <s>、</s>、<pad>、<unk>；m3serve 与原始输出不会。',
    },
    'duplicates-summed': { what: '重复 token 的权重相加', check: 'FlagEmbedding 取最大值。' },
    'last-of-duplicates': {
      what: '重复 token 取最后一个权重',
      check: '由（id，权重）对构成的字典会保留最后一个；FlagEmbedding 取最大值。',
    },
    'ids-plus-one': { what: 'id 从 1 开始计数', check: 'pgvector 的 sparsevec 文本从 1 开始：请减 1。' },
    pruned: {
      what: '缺少 {{dropped}} 个 id，其中最大权重为 {{most}}',
      check: '检查 top-k 或阈值，以及 Elasticsearch 的 token 剪枝。',
    },
    scaled: { what: '所有权重乘以 {{factor}}', check: '词汇权重不做归一化：有步骤缩放了它们。' },
    'bos-kept': { what: '保留了 <s> 的行', check: 'FlagEmbedding 会去掉它：请从第 1 行开始取。' },
    'eos-dropped': { what: '去掉了 </s> 的行', check: 'FlagEmbedding 会保留它。' },
    'bos-kept-eos-dropped': {
      what: '保留 <s> 的行，去掉 </s> 的行',
      check: 'FlagEmbedding 正好相反：行号错了一位。',
    },
    'padding-kept': { what: '末尾有 {{n}} 行零', check: '批处理的填充：请按 attention mask 截取行。' },
    'rows-reversed': { what: '行的顺序相反', check: '检查各行的存储与读取方式。' },
    'rows-reordered': { what: '行相同但顺序不同', check: '逐行存储时需要保存位置。' },
    'hidden-states': {
      what: '是隐藏状态而不是 ColBERT 向量',
      check: 'TEI 的 /embed_all 返回隐藏状态：尚未经过 colbert_linear。',
    },
  },
}
