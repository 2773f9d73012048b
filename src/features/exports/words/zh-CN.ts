import type { Dictionary } from '../../../i18n/dictionary'
import type { exports as en } from './en'

export const exports: Dictionary<typeof en> = {
  intro:
    '把两段文本的向量存成文件：用来保存、复现，或导入数据库。所有数字完整写出，按 float32 读回时逐位相同。',
  options: '写出的内容',
  target: { label: '格式或数据库' },
  about: {
    json: '全部内容：设置、模型身份、预处理、token id 和 token。格式 m3scope/vectors 第 1 版，附 JSON Schema。',
    milvus:
      '{"rows": […]}，用于批量导入和 pymilvus：id、text、dense、以 token id 为键的 sparse，ColBERT 为 StructArray。',
    'milvus-rest':
      '/v2/vectordb/entities/insert 的请求体，每行一个，每个最多 100 个实体；不超过 100 条记录时只有一个。',
    qdrant:
      '创建集合的请求体和各个点：命名向量 dense、sparse、colbert（max_sim 是求和，等于 FlagEmbedding 分数乘以查询的行数）。既不是整数也不是 UUID 的 id 会转成第 5 版 UUID，原来的 id 保留在 payload 里。',
    elasticsearch:
      '_bulk 用的 NDJSON：dense_vector、sparse_vector、rank_vectors。映射是单独的文件，其中关闭了剪枝，否则 bge-m3 的权重会被丢弃。Elasticsearch 的权重只保留 9 位有效二进制位，稀疏分数最多相差 0.4%。',
    opensearch: '_bulk 用的 NDJSON：knn_vector、rank_features；ColBERT 行只在原文档里。映射是单独的文件。',
    pgvector:
      '一个 SQL 脚本：建表与插入，vector 与 sparsevec。sparsevec 从 1 开始：token id 4865 写作 4866。',
    weaviate: '/v1/batch/objects 的请求体，使用命名向量。Weaviate 不接受外部的稀疏向量。',
    vespa: '每行一个 put 的 feed，使用张量；schema 是单独的文件。',
    jsonl: '每行一个对象：id、text、dense、sparse、colbert，以及生成它们的模型和设置。',
    csv: 'RFC 4180；向量以 JSON 写在单元格里。文本原样保留：请按文本导入，因为表格软件会执行以“=”开头的内容。',
    npy: 'NumPy：dense_vecs 组成一个 float32 矩阵 [记录数, 维度]，行的顺序就是记录的顺序。不含 id 和文本。',
  },
  noIdentity: '这种格式不能记录向量由哪个模型、哪些设置生成：请同时保留 JSON。',
  unit: { label: '范围' },
  heads: { label: '输出头', dense: '稠密', sparse: '稀疏', colbert: 'ColBERT' },
  size: {
    head: '≈ {{size}}',
    colbert: 'ColBERT 约占 {{size}}：每个 token 一行 {{dimension}} 个数。',
    total: '文件大小',
    about_one: '≈ {{size}}，{{count}} 条记录',
    about_other: '≈ {{size}}，{{count}} 条记录',
    unknown: '加载模型后才知道',
    nothing: '还没有文本',
  },
  dimension: {
    label: 'dense_vecs 的维度',
    page: '同页面设置：{{dimension}}',
    pageUnknown: '同页面设置',
    whole: '完整',
    custom: '其他数值',
    note: '先截断，再归一化，与 FlagEmbedding 的 truncate_dim 相同；JSON 里同时有完整向量。bge-m3 训练时没有考虑截断。',
    notCut: '模型只有 {{dimension}} 维：不会截断。',
  },
  name: { label: '集合、索引或表名' },
  run: {
    download: '下载',
    setup: '下载建库文件（.{{extension}}）',
    setupTitle: '映射、schema 或集合定义：数据库要先有它，才能导入记录',
    cancel: '取消',
    loading: '正在加载模型',
    checking: '正在编码并检查：第 {{done}} / {{total}} 条',
    layer: '已完成 {{done}} / {{total}} 层',
    writing: '正在写出：第 {{done}} / {{total}} 条',
    done_one: '{{file}} · {{size}} · {{count}} 条记录',
    done_other: '{{file}} · {{size}} · {{count}} 条记录',
    refused: '没有写出文件：请先解决标为“错误”的问题。',
    cancelled: '已取消，没有写出文件。',
    progress: '下载进度',
  },
  findings: {
    label: '检查结果',
    more: '另有 {{error}} 个错误、{{warning}} 条提醒',
    error: '错误',
    warning: '提醒',
    record: '记录 {{record}}',
  },
  finding: {
    'no-records': '没有可导出的内容。请至少提供一段文本。',
    'no-heads': '{{title}} 没有可写出的内容。请选择模型和目标都支持的输出头。',
    'demo-model':
      '“{{model}}”是内置演示模型：它的向量不是 BAAI/bge-m3 的，不能与 bge-m3 的索引混用。需要时请加载真正的模型。',
    'head-unavailable': '模型没有{{head}}输出头，已略去。{{reason}}',
    'cannot-hold': '{{title}} 无法存放{{head}}，已略去。{{reason}}',
    'name-invalid': '“{{name}}”不能用作 {{title}} 的名称：{{rule}}。请换一个。',
    'duplicate-id': 'id {{id}} 出现了不止一次：后面的记录会覆盖前面的。',
    'id-too-long': 'id 有 {{bytes}} 字节，{{title}} 最多 {{limit}}。请缩短。',
    'dimension-above':
      '{{head}}向量有 {{dimension}} 维，{{title}} 最多 {{limit}}。请把 dense_vecs 截断到更少的维数，或去掉这个输出头。',
    'not-finite':
      '{{head}}向量在 {{index}} 处是 {{found}}，任何索引都不接受。模型文件损坏，或 fp16 溢出：请重新加载，或改用 fp32 的计算图。',
    'zero-vector': '稠密向量全是 0，没有余弦：{{title}} 会拒绝它，或永远检索不到。请去掉这段文本。',
    'sparse-empty': '稀疏向量是空的：{{title}} 的稀疏检索永远找不到它。请补充文本，或只用稠密检索。',
    'sparse-empty-refused':
      '稀疏向量是空的：{{title}} 的稀疏检索永远找不到它，Milvus Lite 会拒绝这一行。请补充文本，或导出时去掉稀疏。',
    'sparse-too-many': '稀疏向量有 {{count}} 项，{{title}} 最多 {{limit}}。请拆分文本，或调低 max_length。',
    'colbert-too-many':
      'ColBERT 有 {{rows}} 行，{{title}} 在这个维度下最多 {{limit}} 行。请改为导出句子，或调低 max_length。',
    'text-too-long': '文本有 {{bytes}} 字节，{{title}} 最多 {{limit}}。请改为导出句子，或把全文存在别处。',
    'text-forbidden': '文本在 {{at}} 处有 {{found}}，{{title}} 无法存储。请删除。',
    'lone-surrogate': '文本在 {{at}} 处有半个代理对，对 {{title}} 来说不是合法的 UTF-8。请删除。',
    truncated:
      '共 {{tokens}} 个 token，按 max_length 截断到 {{limit}}：向量只代表开头部分。请调高 max_length，或改为导出句子。',
    truncatedAtLimit:
      '共 {{tokens}} 个 token，截断到模型的上限 {{limit}}：向量只代表开头部分。请改为导出句子。',
  },
  cannot: {
    'no-given-sparse': '它自己计算 BM25，不接受外部的稀疏向量。',
    'one-matrix': '文件只有一个 dense_vecs 矩阵。',
  },
  rule: {
    milvus: '字母、数字和 _，不以数字开头，最多 255 个字符',
    qdrant: '不含空白和 < > : " / \\ | ? *，最多 255 个字符',
    index: '小写，不含空白和 \\ / * ? " < > | , # :，不以 - _ + 开头，最多 255 字节',
    postgres: '1 到 63 字节',
    weaviate: '字母、数字和 _，以字母开头',
    vespa: '字母、数字和 _，不以数字开头',
  },
  load: { title: '怎样导入', copy: '复制命令', notRun: '数据库的地址和密钥取自环境变量。' },
  preview: {
    title: '文件开头',
    empty: '点“分析”之后，这里显示用你的文本生成的文件开头。',
    more: '后面还有。',
    making: '正在生成预览…',
    none: '没有预览：按目前的选择没有可写出的内容。点“下载”会说明原因。',
  },
}
