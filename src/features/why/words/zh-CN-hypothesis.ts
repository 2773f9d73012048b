/** 每个假设假定了什么，线上该检查什么。 */
import type { Dictionary } from '../../../i18n/dictionary'
import type { hypothesisWords as en } from './en-hypothesis'

export const hypothesisWords: Dictionary<typeof en> = {
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
    'values-changed': {
      what: '{{how}}',
      check: '请检查模型之后对向量做了什么：缩放，以及本来用于分数或 logits 的代码。',
    },
    'significant-digits': {
      what: '值只保留 {{n}} 位有效数字',
      check: '请检查向量是如何打印或以文本形式存储的。',
    },
    'missing-value': {
      what: '不是文本，而是“{{value}}”',
      check: '缺失的值被当作文字编码了：请检查 None、NaN、undefined，以及被转成字符串的对象。',
    },
    'own-template': { what: '你的模板“{{template}}”', check: '检查用各字段拼出文本的代码。' },
    template: {
      what: '模板“{{template}}”',
      check: '检查建索引时拼接字段和标签的模板：LlamaIndex 会在文本前加元数据行。',
    },
    joined: { what: '两段文本拼成一段：“{{template}}”', check: '检查索引是否把问题和答案一起编码。' },
    piece: {
      what: '只有第 {{from}} 至 {{to}} 个字符',
      check: '检查切分的块长和重叠：这个向量可能只对应一个分块。',
    },
    'chunk-with-overlap': {
      what: '第 {{n}} 个分块（最多 {{size}} 个字符，重叠 {{overlap}}）',
      check: '检查切分的 chunk_size 和 chunk_overlap。',
    },
    'wrong-encoding': {
      what: '乱码：{{from}}{{lost}} 按 {{to}} 解码{{errors}}{{times}}',
      check: '字节按错误的编码解码了：请查看存储的文本、Content-Type，以及 chardet 的猜测结果。',
    },
    'characters-lost': {
      what: '{{how}}',
      check: '有一步不支持这些字符：检查 encode(…, "ignore") 或 "replace"、数据表和连接的字符集。',
    },
    cleaned: { what: '{{how}}', check: '检查编码前的清洗步骤（{{by}}）。' },
    'abbreviations-inside-words': {
      what: '单词内部的缩写也被替换（{{how}}）',
      check: '检查 text.replace("u", "you") 之类的代码：“must”“your”也会被改动。',
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
    'int8-without-vnni': {
      what: 'int8 在没有 VNNI 的 CPU 上运行（此模型的噪声下限：{{floor}}）',
      check:
        '在服务器上检查：lscpu | grep -i vnni。x86 CPU 支持 AVX2 但没有 VNNI 时，onnxruntime 对 int8 权重求和会在 16 位饱和。把“int8 算法”设为 AVX2，全部结果就按该服务器计算。噪声下限是只差末位的两次运行之间的最小余弦。',
    },
    'int8-exact': {
      what: 'int8 按精确整数求和，与有 VNNI 的 CPU 相同（此模型的噪声下限：{{floor}}）',
      check:
        '页面的“int8 算法”是 AVX2，而服务器按精确整数计算：请改为精确。噪声下限是只差末位的两次运行之间的最小余弦。',
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
    'uint8-rounding': {
      what: '无符号整数：{{bits}} 位编码，最小值编为 0，最大值编为最大的码（{{way}}）',
      check:
        '检查数据库的标量量化（Qdrant 和 Lucene 用 7 位，FAISS SQ8 用 8 位）。编码本身的余弦没有意义，要先还原：最小值 + 编码 × 步长。',
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
