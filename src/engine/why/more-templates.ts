/**
 * Templates that are less common, made from their parts: labels, what stands after a label, and what stands between two fields.
 * They are tried after all that is more likely, within a budget. Nothing here is a list of whole sentences: those are prefixes.
 */

/** A template; `code`: how the fields are escaped where the template is code or data. */
export interface MadeTemplate {
  readonly template: string
  readonly code?: 'json' | 'json-ascii' | 'python'
}

const plain = (templates: readonly string[]): MadeTemplate[] => templates.map((template) => ({ template }))

/** The full-width colon gives the same tokens as the half-width one, so one of them is enough. */
const isChinese = (label: string): boolean => /\p{Script=Han}/u.test(label)

const LABELS = ['query', 'Query', 'passage', 'text', 'Text', 'question', 'Q', 'user', 'User', 'Human', 'document', 'Document', 'doc', 'sentence', 'Sentence', 'Search', 'search', 'Retrieve', 'Input', 'input', 'Context', 'Chunk', 'Summary', 'Message', 'Customer', 'Agent', 'Assistant', 'assistant', 'AI', '查询', '检索', '搜索', '文档', '段落', '句子', '文本', '正文', '摘要', '问题', '问', '答', '用户问题', '用户提问', '提问', '用户', '客户', '客服', '助手', '知识', '标题'] // oxfmt-ignore
const AROUND = ['"{text}"', '({text})', '（{text}）', '[{text}]', '【{text}】', '《{text}》', '<{text}>', '{{text}}', '`{text}`', '**{text}**', '# {text}', '- {text}', '* {text}', '• {text}', '> {text}', '1. {text}', '```\n{text}\n```', '<p>{text}</p>', '<div>{text}</div>', '<text>{text}</text>', '<query>{text}</query>', '<document>{text}</document>', '<document>\n{text}\n</document>', '<s>{text}</s>', '<s> {text} </s>', '{text}</s>', '{text} </s>', '[CLS]{text}[SEP]', '[CLS] {text} [SEP]', '{text}[SEP]', '{text} [SEP]', '{text}<|endoftext|>', '{text}<|im_end|>', '{text}<eos>', '[INST] {text}', '[INST] {text} [/INST]', '{text}?', '{text}？', '{text}!', '{text}！', '{text}...', '{text}…', '{text},', '{text}\0', '{text}{text}', '{text} {text}', '{text}\n{text}', '{text}\n\n{text}'] // oxfmt-ignore
const TEXT_KEYS = ['content', 'input', 'query', 'page_content', 'question', 'passage', 'sentence', 'prompt']

/** The text alone. */
export const MORE_LABELLED: readonly MadeTemplate[] = [
  ...plain(AROUND),
  ...plain(LABELS.flatMap((label) => [`${label}: {text}`, `${label}:{text}`])),
  ...plain(['query', 'passage', 'Query', 'Question'].flatMap((label) => [`${label}\n{text}`, `${label}:\n{text}`, `${label} {text}`])), // oxfmt-ignore
  ...TEXT_KEYS.flatMap((key): MadeTemplate[] => [
    { template: `{"${key}": "{text}"}`, code: 'json' },
    { template: `{"${key}": "{text}"}`, code: 'json-ascii' },
    { template: `{"${key}":"{text}"}`, code: 'json' },
    { template: `{'${key}': {text}}`, code: 'python' },
  ]),
  { template: '"{text}"', code: 'json-ascii' },
  { template: '{"text": "{text}"}', code: 'json-ascii' },
  { template: '{"input": ["{text}"]}', code: 'json-ascii' },
  { template: '{"input": ["{text}"]}', code: 'json' },
  { template: '{"input":["{text}"]}', code: 'json' },
]

const TITLE_LABELS = ['Title', 'title', 'Document title', 'Document Title', 'Document', 'document', 'Doc', 'Subject', 'subject', 'Topic', 'topic', 'Header', 'header', 'Heading', 'Section', 'section', 'Chapter', 'Category', 'category', 'Product', 'Context', 'Source', 'source', 'File', 'file', 'File name', 'File Name', 'Filename', 'filename', 'file_name', 'Name', 'path', 'url', 'URL', '标题', '文档标题', '文档名称', '文档名', '文档', '文件', '文件名', '文件名称', '主题', '章节', '目录', '来源', '出处', '题目', '名称', '书名', '分类', '类别', '产品', '关键词', '摘要'] // oxfmt-ignore
const TITLE_AND_TEXT: readonly (readonly [string, string])[] = [['Title', 'Content'], ['Title', 'Text'], ['title', 'text'], ['title', 'content'], ['Title', 'Body'], ['title', 'body'], ['Title', 'Abstract'], ['title', 'abstract'], ['Title', 'Passage'], ['Title', 'Description'], ['title', 'description'], ['Subject', 'Body'], ['subject', 'body'], ['Subject', 'Content'], ['Document', 'Content'], ['name', 'description'], ['Topic', 'Content'], ['Section', 'Content'], ['source', 'content'], ['Source', 'Content'], ['metadata', 'content'], ['标题', '内容'], ['标题', '正文'], ['标题', '文本'], ['标题', '摘要'], ['标题', '答案'], ['文档标题', '文档内容'], ['文档标题', '内容'], ['文档名称', '文档内容'], ['文档名', '内容'], ['文件名', '内容'], ['文件名', '文件内容'], ['文件名', '正文'], ['主题', '内容'], ['题目', '内容'], ['章节', '内容'], ['名称', '描述'], ['名称', '内容'], ['问题', '内容'], ['来源', '内容']] // oxfmt-ignore
const BETWEEN = ['——', ' —— ', '/', ' / ', ' » ', ' :: ', ' -> ', ' => ', '->', '=>', '\n===\n', '\n\n---\n\n', '</s></s>', ' </s></s> ', '、', '；', ';', ' · ', '_', '<br>', '\r\n\r\n', '，', '：\n\n', ':\n\n', ' || ', '\n-----\n', ' # ', '##', '@'] // oxfmt-ignore
const TITLE_AROUND = ['【{title}】 {text}', '【{title}】\n\n{text}', '[{title}]\n\n{text}', '[{title}]{text}', '({title}) {text}', '({title})\n{text}', '（{title}）{text}', '（{title}）\n{text}', '「{title}」{text}', '『{title}』{text}', '《{title}》 {text}', '《{title}》：{text}', '《{title}》\n\n{text}', '<{title}>\n{text}', '"{title}" {text}', '"{title}"\n{text}', '**{title}**\n{text}', '**{title}**: {text}', '### {title}\n{text}', '### {title}\n\n{text}', '# {title} {text}', '【标题】{title}\n【内容】{text}', '【标题】{title}【内容】{text}', '【标题】\n{title}\n【内容】\n{text}', '【标题】{title}\n【正文】{text}', '【标题：{title}】{text}', '【文档】{title}\n{text}', '[标题]{title}\n[内容]{text}', '<title>{title}</title>{text}', '<title>{title}</title><content>{text}</content>', '<title>{title}</title>\n<content>{text}</content>', '<title>{title}</title>\n<text>{text}</text>', '<document>\n<title>{title}</title>\n<content>{text}</content>\n</document>', '<document_metadata>\nsourceDocument: {title}\n</document_metadata>\n\n{text}', '[Excerpt from document]\nfile_name: {title}\nExcerpt:\n-----\n{text}\n-----\n', '[Excerpt from document]\ntitle: {title}\nExcerpt:\n-----\n{text}\n-----\n', '---\ntitle: {title}\n---\n\n{text}', '---\ntitle: {title}\n---\n{text}', 'passage: {title}\n{text}', 'passage: {title} {text}', 'passage: {title}. {text}', 'passage: {title}\n\n{text}', 'search_document: {title}\n{text}', 'search_document: {title} {text}', 'This chunk is from {title}.\n\n{text}', 'From {title}:\n{text}', 'Metadata: title={title}\n{text}', 'page_content: {text}\nmetadata: {title}', '以下内容来自{title}：\n{text}', '以下内容来自《{title}》：\n{text}', '来自《{title}》：{text}'] // oxfmt-ignore
const TITLE_AFTER = ['\n---\n', '\n\n---\n\n', '\n标题：', '\n\n标题：', '\nTitle: ', '\n\nTitle: ', '\nSource: ', '\n\n来源：', ' 来源：', '（来源：', ' (source: ', ' - ', ' — ', ' —— ', '——', '\t', '。', '. ', '；', ': ', '</s>', '[SEP]'] // oxfmt-ignore

const closed = (between: string): string => (between.includes('（') ? '）' : between.includes('(') ? ')' : '')

/** The title and the text. */
export const MORE_TITLED: readonly MadeTemplate[] = [
  ...plain(TITLE_AROUND),
  ...plain(
    TITLE_AND_TEXT.flatMap(([first, second]) => {
      const colon = isChinese(first) ? '：' : ': '
      const other = isChinese(first) ? ': ' : ':'
      const made = (after: string, between: string) => `${first}${after}{title}${between}${second}${after}{text}` // oxfmt-ignore
      return [
        ...['\n', '\n\n', ' '].map((between) => made(colon, between)),
        made(other, '\n'),
        made(colon, isChinese(first) ? '，' : ' | '),
      ]
    }),
  ),
  ...plain(
    TITLE_LABELS.flatMap((label) => {
      const colon = isChinese(label) ? '：' : ': '
      return ['\n', '\n\n', ...(isChinese(label) ? [] : [' '])].map((after) => `${label}${colon}{title}${after}{text}`) // oxfmt-ignore
    }),
  ),
  ...plain(BETWEEN.map((between) => `{title}${between}{text}`)),
  ...plain(TITLE_AFTER.map((between) => `{text}${between}{title}${closed(between)}`)),
  ...['content', 'text', 'body'].flatMap((key): MadeTemplate[] => [
    { template: `{"title": "{title}", "${key}": "{text}"}`, code: 'json' },
    { template: `{"title":"{title}","${key}":"{text}"}`, code: 'json' },
    { template: `{'title': {title}, '${key}': {text}}`, code: 'python' },
  ]),
]

const SPEAKERS: readonly (readonly [string, string])[] = [['Q', 'A'], ['Question', 'Answer'], ['question', 'answer'], ['query', 'answer'], ['query', 'response'], ['query', 'passage'], ['Query', 'Document'], ['User', 'Assistant'], ['user', 'assistant'], ['Human', 'AI'], ['Human', 'Assistant'], ['Customer', 'Agent'], ['instruction', 'output'], ['prompt', 'completion'], ['Input', 'Output'], ['问题', '答案'], ['问题', '回答'], ['问', '答'], ['提问', '回答'], ['用户', '客服'], ['用户', '助手'], ['客户', '客服'], ['标准问', '答案']] // oxfmt-ignore
const QA_KEYS: readonly (readonly [string, string])[] = [['question', 'answer'], ['q', 'a'], ['query', 'answer'], ['prompt', 'completion'], ['instruction', 'output'], ['问题', '答案']] // oxfmt-ignore
const JOINS = ['。', '. ', '.', '？', '? ', '；', ';', '，', ' => ', ' -> ', '</s></s>', ' </s></s> ', '/', ' / ', '\n---\n', '\n\n---\n\n', '\n\n\n', '——', ' || '] // oxfmt-ignore

/** {a} and {b} become {text} and {other}, and the reverse. */
const bothWays = (made: readonly MadeTemplate[]): MadeTemplate[] =>
  [['text', 'other'] as const, ['other', 'text'] as const].flatMap(([first, second]) =>
    made.map((each) => ({
      ...each,
      template: each.template.replaceAll('{a}', `{${first}}`).replaceAll('{b}', `{${second}}`),
    })),
  )

/** Both texts of the pair. */
export const MORE_JOINED: readonly MadeTemplate[] = bothWays([
  ...plain(
    SPEAKERS.flatMap(([first, second]) => {
      const colons = isChinese(first) ? (['：', ': '] as const) : ([': ', ':'] as const)
      const made = (after: string, between: string) => `${first}${after}{a}${between}${second}${after}{b}`
      const between = ['\n', '\n\n', ' ', ...(isChinese(first) ? ['，'] : [])]
      return [...between.map((each) => made(colons[0], each)), made(colons[1], '\n')]
    }),
  ),
  ...plain(JOINS.map((join) => `{a}${join}{b}`)),
  ...plain(['【问题】{a}【答案】{b}', '【问题】{a}\n【答案】{b}', '[Q]{a}[A]{b}', '["{a}", "{b}"]', '<s>{a}</s></s>{b}</s>', '<question>{a}</question><answer>{b}</answer>']), // oxfmt-ignore
  ...QA_KEYS.flatMap(([first, second]): MadeTemplate[] => [
    { template: `{"${first}": "{a}", "${second}": "{b}"}`, code: 'json' },
    { template: `{"${first}":"{a}","${second}":"{b}"}`, code: 'json' },
  ]),
])

/** What is encoded in place of a text that is missing. */
export const MISSING_VALUES = ['', 'None', 'nan', 'NaN', 'null', 'undefined', '[object Object]', 'N/A', '#N/A', '[]', '{}', 'string', '0', 'False', 'True'] // oxfmt-ignore
