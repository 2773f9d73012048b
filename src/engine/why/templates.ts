/**
 * Templates with which an indexer puts title, text and another text together, and those of the user: `{title}\n{text}`,
 * `{other}`, or a substitution `s/from/to/flags`.
 */
import { asciiOnly, repr } from './cleaning/written'
import { MISSING_VALUES, MORE_JOINED, MORE_LABELLED, MORE_TITLED, type MadeTemplate } from './more-templates'
import { hypothesis, type Hypothesis } from './names'
import type { TextHypothesis } from './recipe'
import type { WhyInput } from './types'

type Fields = Pick<WhyInput, 'text' | 'other' | 'title'>

/** Titles before the text, after it, and with labels; {stem}: the title without its ending. */
const TITLED: readonly (readonly [id: string, template: string])[] = [
  ['file-name', 'file_name: {title}\n\n{text}'], // LlamaIndex: metadata, blank line, text
  ['title-label', 'title: {title}\n\n{text}'],
  ['gemma', 'title: {title} | text: {text}'],
  ['zh-title-content', '标题：{title}\n内容：{text}'],
  ['zh-brackets', '【{title}】{text}'],
  ['zh-brackets-newline', '【{title}】\n{text}'],
  ['Title-Content', 'Title: {title}\nContent: {text}'],
  ['Title-label', 'Title: {title}\n\n{text}'],
  ['Title-newline', 'Title: {title}\n{text}'],
  ['title-newline-label', 'title: {title}\n{text}'],
  ['title-content', 'title: {title}\ncontent: {text}'],
  ['title-text', 'title: {title}\ntext: {text}'],
  ['Title-Text', 'Title: {title}\nText: {text}'],
  ['Title-Content-blank-line', 'Title: {title}\n\nContent: {text}'],
  ['Title-Content-space', 'Title: {title} Content: {text}'],
  ['zh-title-content-space', '标题：{title} 内容：{text}'],
  ['zh-title-content-half-width', '标题:{title}\n内容:{text}'],
  ['zh-title-content-half-width-space', '标题: {title}\n内容: {text}'],
  ['zh-title-body', '标题：{title}\n正文：{text}'],
  ['zh-title-blank-line', '标题：{title}\n\n{text}'],
  ['zh-title-newline', '标题：{title}\n{text}'],
  ['zh-title-comma', '标题：{title}，内容：{text}'],
  ['zh-file-name', '文件名：{title}\n内容：{text}'],
  ['zh-file-name-newline', '文件名：{title}\n{text}'],
  ['zh-document', '文档：{title}\n{text}'],
  ['zh-source', '来源：{title}\n{text}'],
  ['brackets', '[{title}] {text}'],
  ['brackets-newline', '[{title}]\n{text}'],
  ['book', '《{title}》{text}'],
  ['book-newline', '《{title}》\n{text}'],
  ['heading', '# {title}\n\n{text}'],
  ['heading-newline', '# {title}\n{text}'],
  ['heading-2', '## {title}\n\n{text}'],
  ['heading-2-newline', '## {title}\n{text}'],
  ['bold', '**{title}**\n\n{text}'],
  ['rule', '{title}\n---\n{text}'],
  ['file-path', 'file_path: {title}\n\n{text}'],
  ['filename', 'filename: {title}\n\n{text}'],
  ['document-title', 'document_title: {title}\n\n{text}'],
  ['source', 'source: {title}\n\n{text}'],
  ['Source', 'Source: {title}\n\n{text}'],
  ['Document', 'Document: {title}\n\n{text}'],
  ['name', 'name: {title}\n\n{text}'],
  ['xml', '<title>{title}</title>\n{text}'],
  ['tab', '{title}\t{text}'],
  ['bar-close', '{title}|{text}'],
  ['semicolon', '{title}; {text}'],
  ['colon-newline', '{title}:\n{text}'],
  ['full-width-colon-newline', '{title}：\n{text}'],
  ['colon-close', '{title}:{text}'],
  ['full-width-comma', '{title}，{text}'],
  ['long-dash', '{title} — {text}'],
  ['en-dash', '{title} – {text}'],
  ['dash-close', '{title}-{text}'],
  ['arrow', '{title} > {text}'],
  ['three-newlines', '{title}\n\n\n{text}'],
  ['twice', '{title}\n{title}\n{text}'],
  ['sep', '{title}[SEP]{text}'],
  ['sep-spaces', '{title} [SEP] {text}'],
  ['eos-spaces', '{title} </s> {text}'],
  ['after-newline', '{text}\n{title}'],
  ['after-space', '{text} {title}'],
  ['after-blank-line', '{text}\n\n{title}'],
  ['after-nothing', '{text}{title}'],
  ['after-parentheses', '{text} ({title})'],
  ['after-full-width-parentheses', '{text}（{title}）'],
  ['after-brackets', '{text} [{title}]'],
  ['after-zh-brackets', '{text}【{title}】'],
  ['after-bar', '{text} | {title}'],
  ['after-comma', '{text}, {title}'],
  ['after-source', '{text}\nsource: {title}'],
  ['after-blank-line-source', '{text}\n\nsource: {title}'],
  ['after-Source', '{text}\n\nSource: {title}'],
  ['after-zh-source', '{text}\n来源：{title}'],
  ['after-title-label', '{text}\ntitle: {title}'],
  ['after-zh-title', '内容：{text}\n标题：{title}'],
  ['stem-newline', '{stem}\n{text}'],
  ['stem-blank-line', '{stem}\n\n{text}'],
  ['stem-space', '{stem} {text}'],
  ['stem-colon', '{stem}: {text}'],
  ['stem-full-width-colon', '{stem}：{text}'],
  ['stem-heading', '# {stem}\n\n{text}'],
  ['stem-only', '{stem}'],
]

/** The text alone, with a label or inside something. */
const LABELLED: readonly (readonly [id: string, template: string])[] = [
  ['text', 'text: {text}'],
  ['content', 'content: {text}'],
  ['Content', 'Content: {text}'],
  ['page-content', 'page_content: {text}'],
  ['question', 'question: {text}'],
  ['Question', 'Question: {text}'],
  ['Q', 'Q: {text}'],
  ['answer', 'answer: {text}'],
  ['Answer', 'Answer: {text}'],
  ['A', 'A: {text}'],
  ['zh-question', '问题：{text}'],
  ['zh-q', '问：{text}'],
  ['zh-answer', '答案：{text}'],
  ['zh-a', '答：{text}'],
  ['zh-reply', '回答：{text}'],
  ['zh-content', '内容：{text}'],
  ['zh-user', '用户：{text}'],
  ['zh-customer', '客户：{text}'],
  ['user', 'user: {text}'],
  ['User', 'User: {text}'],
  ['Human', 'Human: {text}'],
  ['document', 'document: {text}'],
  ['quotes', '“{text}”'],
  ['single-quotes', "'{text}'"],
  ['zh-quotes', '「{text}」'],
  [
    'icl-response',
    '<instruct>Given a web search query, retrieve relevant passages that answer the query.\n<query>{text}\n<response>',
  ], // BGE-ICL
]

/** Both texts of the pair in one: a row of a FAQ. */
const JOINED: readonly (readonly [id: string, template: string])[] = [
  ['newline', '{text}\n{other}'],
  ['newline-reversed', '{other}\n{text}'],
  ['space', '{text} {other}'],
  ['space-reversed', '{other} {text}'],
  ['nothing', '{text}{other}'],
  ['nothing-reversed', '{other}{text}'],
  ['blank-line', '{text}\n\n{other}'],
  ['blank-line-reversed', '{other}\n\n{text}'],
  ...pairOf('Q-A', 'Q: ', 'A: ', '\n'),
  ...pairOf('question-answer', 'question: ', 'answer: ', '\n'),
  ...pairOf('Question-Answer', 'Question: ', 'Answer: ', '\n'),
  ...pairOf('Question-Answer-tab', 'Question: ', 'Answer: ', '\t'), // RAGFlow, rag/app/qa.py
  ...pairOf('Question-Answer-space', 'Question: ', 'Answer: ', ' '),
  ...pairOf('zh-question-answer', '问题：', '答案：', '\n'),
  ...pairOf('zh-question-reply', '问题：', '回答：', '\n'),
  ...pairOf('zh-question-reply-tab', '问题：', '回答：', '\t'), // RAGFlow, rag/app/qa.py
  ...pairOf('zh-q-a', '问：', '答：', '\n'),
  ...pairOf('zh-q-a-half-width', '问:', '答:', '\n'),
  ...pairOf('zh-q-a-space', '问：', '答：', ' '),
  ...pairOf('tab', '', '', '\t'),
  ...pairOf('colon', '', '', ': '),
  ...pairOf('full-width-colon', '', '', '：'),
  ...pairOf('bar', '', '', ' | '),
  ...pairOf('comma', '', '', ', '),
  ...pairOf('semicolon', '', '', '; '),
  ...pairOf('dash', '', '', ' - '),
  ...pairOf('eos', '', '', '</s>'),
  ...pairOf('eos-spaces', '', '', ' </s> '),
  ...pairOf('sep', '', '', '[SEP]'),
  ...pairOf('sep-spaces', '', '', ' [SEP] '),
  ['json', '{"q":"{text}","a":"{other}"}'],
]

function pairOf(id: string, first: string, second: string, between: string): (readonly [string, string])[] {
  return [
    [id, `${first}{text}${between}${second}{other}`],
    [`${id}-reversed`, `${first}{other}${between}${second}{text}`],
  ]
}

const stemOf = (title: string): string => title.replace(/^.*[\\/]/, '').replace(/\.[a-z\d]{1,5}$/i, '')

/** Null: a field of the template is not known. */
export function render(template: string, { text, other, title }: Fields): string | null {
  const known: Readonly<Record<string, string | null>> = {
    text,
    other,
    title,
    stem: title === null || stemOf(title) === title ? null : stemOf(title),
  }
  let isWhole = true
  const made = template.replaceAll(/\{(text|other|title|stem)\}/g, (_, field: string) => {
    const value = known[field]
    if (value === null || value === undefined) isWhole = false
    return value ?? ''
  })
  return isWhole ? made : null
}

/** As it is shown on one line. */
export const shown = (template: string): string => template.replaceAll('\n', '\\n').replaceAll('\t', '\\t')

export function templateHypotheses(input: WhyInput): TextHypothesis[] {
  const { other, title } = input
  const hasTitle = title !== null && title.trim() !== ''
  const hasOther = other !== null && other.trim() !== '' && other !== input.text
  const found: TextHypothesis[] = []
  const add = (made: Hypothesis, template: string, isCommon: boolean) => {
    const source = render(template, {
      text: input.text,
      title: hasTitle ? title : null,
      other: hasOther ? other : null,
    })
    if (source === null || source === input.text) return
    found.push({ hypothesis: made, subject: 'source', isCommon, change: (recipe) => ({ ...recipe, source }) })
  }
  if (hasTitle)
    TITLED.forEach(([id, template], at) => add(hypothesis('template', `template-${id}`, { template: shown(template) }), template, at < 6)) // oxfmt-ignore
  if (hasOther)
    JOINED.forEach(([id, template], at) => add(hypothesis('joined', `joined-${id}`, { template: shown(template) }), template, at < 2)) // oxfmt-ignore
  for (const [id, template] of LABELLED)
    add(hypothesis('template', `label-${id}`, { template: shown(template) }), template, false)
  return found
}

const ESCAPES: Readonly<Record<NonNullable<MadeTemplate['code']>, (text: string) => string>> = {
  json: (text) => JSON.stringify(text).slice(1, -1),
  'json-ascii': (text) => asciiOnly(JSON.stringify(text).slice(1, -1)),
  python: repr,
}

/** Less common templates, and what stands for a missing text: tried after the others, within the budget of rare ones. */
export function rareTemplates(input: WhyInput): TextHypothesis[] {
  const { text } = input
  const known = (field: string | null) => (field !== null && field.trim() !== '' ? field : null)
  const other = known(input.other) === text ? null : known(input.other)
  const fields = { text, other, title: known(input.title) }
  const rare = (made: Hypothesis, source: string): TextHypothesis => ({
    hypothesis: made,
    subject: 'source',
    isCommon: false,
    isRare: true,
    change: (recipe) => ({ ...recipe, source }),
  })
  const found: TextHypothesis[] = MISSING_VALUES.filter((value) => value !== text).map((value) =>
    rare(hypothesis('missing-value', `missing-value ${value}`, { value: value || '∅' }), value),
  )
  const add = (name: 'template' | 'joined', { template, code }: MadeTemplate) => {
    const escape = code && ESCAPES[code]
    const escaped = (field: string | null) => (escape && field !== null ? escape(field) : field)
    const source = render(template, {
      text: escaped(text)!,
      other: escaped(fields.other),
      title: escaped(fields.title),
    })
    if (source === null) return
    const values = { template: shown(template) }
    found.push(
      rare(
        hypothesis(name, `template ${values.template}${code === 'json-ascii' ? ' in ASCII' : ''}`, values),
        source,
      ),
    )
  }
  for (const made of MORE_TITLED) add('template', made)
  for (const made of MORE_JOINED) add('joined', made)
  for (const made of MORE_LABELLED) add('template', made)
  return found
}

/** A substitution as sed writes it; any character may stand in place of the slash. */
const SUBSTITUTION = /^s([^\sa-z0-9\\{])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1([gimsu]*)$/is

/** Why a template cannot be used: no field in it, or no regular expression. */
export type TemplateProblem = 'no-field' | 'not-a-pattern'

/** How a template makes the text; null: a field of it is not known here. */
type Apply = (fields: Fields) => string | null

export function readTemplate(given: string): Apply | TemplateProblem {
  const substitution = SUBSTITUTION.exec(given)
  if (substitution) {
    const [, mark, from, to, flags] = substitution as unknown as [string, string, string, string, string]
    const bare = (part: string) => part.replaceAll(`\\${mark}`, mark)
    const put = unescaped(bare(to)).replaceAll(/\\(\d)/g, '$$$1')
    try {
      const pattern = new RegExp(bare(from), [...new Set([...flags.toLowerCase(), 'u'])].join(''))
      return ({ text }) => text.replace(pattern, put)
    } catch {
      return 'not-a-pattern'
    }
  }
  if (!/\{(?:text|other|title|stem)\}/.test(given)) return 'no-field'
  const template = unescaped(given)
  return (fields) => render(template, fields)
}

/** Null: it can be used. */
export function problemOf(given: string): TemplateProblem | null {
  const read = readTemplate(given)
  return typeof read === 'string' ? read : null
}

/** `\n` and `\t` as people type them into one line. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([nt\\])/g, (_, mark: string) => (mark === 'n' ? '\n' : mark === 't' ? '\t' : '\\'))

/** The user's own, before all others: they know their pipeline. What cannot be used is left out; the caller has said so. */
export const ownTemplates = (input: WhyInput): TextHypothesis[] =>
  (input.templates ?? []).flatMap((given) => {
    const apply = readTemplate(given)
    const source = typeof apply === 'string' ? null : apply(input)
    if (source === null) return []
    return {
      hypothesis: hypothesis('own-template', `template ${given}`, { template: shown(given) }),
      subject: 'source' as const,
      isCommon: true,
      change: (recipe) => ({ ...recipe, source }),
    }
  })
