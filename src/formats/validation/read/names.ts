/** What a column is called in the files of people and programs, by role; likelier names first. */
import type { ColumnRole } from '../types'

const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** As `plainName` leaves them. */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  query:
    list(`query querytext userquery searchquery question userquestion q queries querystring querycontent questiontext
    searchterm searchterms searchtext searchkeyword keyword keywords utterance userinput usertext usermessage sentence1
    text1 texta anchor input 查询 查询语句 查询文本 查询内容 查询词 用户查询 用户问题 用户问句 用户提问 用户输入 用户query
    使用者問題 用戶問題 查詢 問題 問題內容 提問 檢索詞 搜尋詞
    用户原始问题 原始问题 问题 问题内容 问题文本 提问 问句 咨询问题 检索词 检索问题 搜索词 搜索内容 关键词 会话问题`),
  document:
    list(`document documenttext documentcontent doctext doccontent docbody doc docs documents passage passagetext
    passages chunk chunktext chunkcontent chunks context contexts retrievedcontext retrievedcontexts retrieveddocument
    retrieveddocuments retrieved candidate candidates hits hit results result answer answers answertext response
    content contents pagecontent paragraph snippet reference sentence2 text2 textb positive text texts body 文档 文档内容
    文档文本 文档正文 召回文档 召回内容 召回文本 召回结果 检索文档 检索内容 检索结果 返回文档 返回内容 返回结果 命中文档
    命中内容 候选文档 候选 段落 段落内容 切片 切片内容 分片 分片内容 片段 片段内容 知识 知识内容 知识点 答案 答案内容 回答
    回复 标准答案 正文 内容 文本 结果 文檔 文檔內容 召回文檔 檢索結果 段落內容 內容 答案內容 回覆 文件 文件內容 文本內容`),
  'query-id':
    list(`queryid qid questionid topicid topic querynum queryno qno searchid 查詢id 查詢編號 問題id 查询id 查询编号 问题id 问题编号
    问题序号 查询序号 用户问题id`),
  'document-id':
    list(`documentid docid docno did passageid pid corpusid chunkid contextid candidateid answerid contentid
    文檔id 文檔編號 文件id 文件編號 文档id 文档编号 段落id 切片id 分片id 片段id 知识id 答案id 召回文档id`),
  rank: list(`rank ranking docrank docposition position rankposition order pos place topn 名次 排名 排序 位次 位置 序位
    召回排名 召回名次 召回排序 文档排名`),
  score:
    list(`score similarity similarityscore simscore sim productionscore prodscore onlinescore retrievalscore
    vectorscore searchscore docscore relevancescore matchscore cosine cosinesimilarity cos distance certainty
    相似度 相似度得分 相似度分数 线上分 线上得分 线上分数 召回分数 召回得分 检索得分 检索分数 向量得分 匹配度 匹配分
    得分 分数 距离 分值 相似度分數 分數 距離 線上分 線上分數`),
  label:
    list(`label labels relevant relevance isrelevant isrelated isgood isok isuseful ishelpful isright ishit ismatched ispositive relevancelabel rel rating ratings grade judgement judgment
    relevancejudgement relevancejudgment humanlabel manuallabel annotation gold goldlabel groundtruth target ismatch
    iscorrect correct y 标注 标注结果 人工标注 标签 是否相关 相关性 相关与否 相关 是否命中 是否正确 是否匹配 判定 判断
    评级 等级 评分 打分 人工评分 標註 標籤 標記 標註結果 人工標註 是否相關 相關性 相關 是否正確 評級 評分`),
}

const PARTS: readonly (readonly [ColumnRole, RegExp])[] = [
  ['query-id', /(query|question|topic|查询|问题|问句).*(id|编号|序号|num|no)$/],
  [
    'document-id',
    /(doc|passage|corpus|chunk|answer|context|文档|段落|切片|片段|知识|答案).*(id|编号|序号|num|no)$/,
  ],
  ['label', /(label|relevan|judg|rating|grade|标注|是否相关|是否命中|相关性|人工评)/],
  ['rank', /(rank|position|排名|名次|位次)/],
  ['score', /(score|similar|distance|cosine|得分|分数|相似|距离|线上分)/],
  ['query', /(query|question|查询|问题|问句|提问|搜索词|检索词)/],
  [
    'document',
    /(document|passage|chunk|content|answer|context|candidate|^doc|文档|段落|切片|片段|召回|答案|内容|知识)/,
  ],
]

/** A property of the query or of the document, but neither. */
const PROPERTY =
  /(time|date|count|length|len|size|type|kind|source|url|link|lang|language|intent|category|class|channel|user|author|status|version|model|时间|日期|长度|字数|数量|类型|类别|来源|链接|语言|意图|渠道|状态|版本|模型)$/

export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** What `nameFits` gives for a listed name is below this. */
export const EXACT = 1000

/** How well a name says a role: 0 is the best. Null: the name does not say it. */
export function nameFits(name: string, role: ColumnRole): number | null {
  const plain = plainName(name)
  const exact = NAMES[role].indexOf(plain)
  if (exact >= 0) return exact
  if (PROPERTY.test(plain) || (role === 'label' ? isNegative(name) : isFlag(name))) return null
  const [first] = PARTS.find(([, pattern]) => pattern.test(plain)) ?? []
  return first === role ? EXACT + plain.length : null
}

/** "isNew-user" is "is", "new", "user". */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const NEGATIVE =
  /^(not?|non|neither|never|without|neg|negatives?|bad|wrong|false|fail(ed|ure)?|miss(ed|ing)?|mismatch(ed)?|errors?|junk|noise|useless|rejected|(ir|in|non|not|no|dis|mis)(relevan|correct|valid|answer|match|related)\p{L}*|un(?!i|der|til)\p{L}+)$/u
const NEGATIVE_CHINESE = /[不无没未非负坏错误差否假]/

/** 1 in such a column says that the document is not what was wanted. */
const isNegative = (name: string): boolean =>
  wordsOf(name).some((word) => NEGATIVE.test(word)) ||
  NEGATIVE_CHINESE.test(plainName(name).replace(/是否|与否|有无/g, ''))

/** "has_answer", "是否会员": yes or no about something, and neither a text nor a number. */
const isFlag = (name: string): boolean =>
  /^(is|are|was|has|have|had|can|should|did|does|no|not|without)$/.test(wordsOf(name)[0] ?? '') ||
  /^(是否|有无|没有|无)/.test(plainName(name))

const OTHER =
  /(vip|member|paid|premium|active|enabled|disabled|deleted|archived|duplicate|mobile|click|spam|login|logged|public|private|gender|sex|male|test|train|split|会员|付费|点击|性别|删除|启用|重复)/

/** Whether a column of this name, which is none of a label, may be one all the same if its values say so. */
export function mayBeLabel(name: string): boolean {
  const plain = plainName(name)
  if (isNegative(name) || isFlag(name) || PROPERTY.test(plain) || OTHER.test(plain)) return false
  return (['query-id', 'document-id', 'rank', 'score', 'query', 'document'] as const).every((role) => {
    const fit = nameFits(name, role)
    // "hit" and "result" are documents in one file and labels in another.
    return fit === null || (fit < EXACT && role === 'document')
  })
}

/** Whether a name says any role: then the row that it stands in is a header. */
export const isKnownName = (name: string): boolean => {
  const plain = plainName(name)
  return (
    /^(_?id|title|pos|neg|标题|序号|编号)$/.test(plain) ||
    Object.values(NAMES).some((names) => names.includes(plain)) ||
    (plain.length <= 24 && !PROPERTY.test(plain) && PARTS.some(([, pattern]) => pattern.test(plain)))
  )
}

export const FILE_KINDS = ['queries', 'corpus', 'judgements', 'run'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** What the name of a file says; null: nothing. */
export function kindByName(file: string): FileKind | null {
  const name = file.toLowerCase()
  if (/qrel|judg|relevance|标注/.test(name)) return 'judgements'
  if (/quer(y|ies)|question|topic|查询|问题/.test(name)) return 'queries'
  if (/corpus|collection|passage|docs?\b|document|语料|文档|知识库/.test(name)) return 'corpus'
  return /(^|[._-])(run|results?|top\d+)([._-]|\d|$)/.test(name) ? 'run' : null
}
