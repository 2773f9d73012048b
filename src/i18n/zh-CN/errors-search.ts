/** 在数据库中检索。 */
export const searchErrors = {
  'search/cannot': {
    title: '{{database}} 不支持用自带向量做 {{kind}} 检索',
    next: '请换一种检索方式。Chroma 服务端只检索稠密向量；Weaviate 的稀疏部分是对文本做 BM25。',
  },
  'search/name': {
    title: '“{{found}}”不能作为 {{database}} 中的名称',
    next: '类名和属性名只能包含字母、数字和 _。请检查集合名与字段名。',
  },
  'search/no-collection': {
    title: '要检索 {{database}} 的哪个集合？',
    next: '请填写集合、索引或类的名称（命令行：--collection）。',
  },
  'search/refused': {
    title: '{{host}} 拒绝了这次检索',
    next: '数据库返回：{{said}}',
  },
  'search/unreadable': {
    title: '响应不是 {{database}} 的格式',
    next: '收到：{{found}}。请检查地址与所选数据库是否一致。',
  },
  'search/no-field': {
    title: '{{collection}} 的哪个字段存放 {{kind}} 向量？',
    next: '{{database}} 中的字段：{{known}}。请填写字段名（命令行：--dense-field、--sparse-field）。',
  },
  'search/dimension': {
    title: '字段 {{field}} 是 {{expected}} 维，查询向量是 {{found}} 维',
    next: '该集合由另一个模型写入，或使用了不同的 truncate_dim。请在此加载那个模型，或改用其接口的向量。',
  },
  'search/no-vector': {
    title: '查询没有 {{kind}} 向量',
    next: '这里的模型或所选接口不提供这种向量。请换一种检索方式，或加载带有该输出头的模型。',
  },
  'search/no-text': {
    title: '返回的文档都没有文本',
    next: '文档要在这里编码和解释，因此 {{database}} 必须返回文本。返回的字段：{{known}}。请填写文本字段名（命令行：--text-field）。',
  },
  'search/no-queries': {
    title: '没有可检索的查询',
    next: '请先拖入包含查询的文件，或在左侧输入一条文本。',
  },
  'search/nothing-found': {
    title: '没有任何查询检索到文档',
    next: '已发送查询：{{count}}；失败：{{failed}}。集合是否为空，或选错了集合？',
  },
  'search/no-psql': {
    title: '找不到程序 {{program}}',
    next: 'pgvector 通过 PostgreSQL 自带的客户端检索。请安装它（Debian：postgresql-client），或用 --psql 指定路径。',
  },
  'search/psql': {
    title: 'PostgreSQL 拒绝了这次检索',
    next: 'psql 返回：{{said}}',
  },
}
