/** Causes that people reported in public: what production encoded is found, and called by its name. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allNames, dense, denseOf, explain, modelOf } from './helpers'

interface Report {
  readonly id: string
  readonly text: string
  readonly sent_text: string
  readonly title?: string
  readonly other?: string
}
const REPORTS = JSON.parse(readFileSync('test/samples/why/texts.json', 'utf8')) as readonly Report[]

/** The name that must be the best, or equally good. */
const NAMED: Readonly<Record<string, string>> = {
  'why-gbk-replace': 'utf-8-read-as-gbk-python-replace',
  'why-gbk-ignore': 'utf-8-read-as-gbk-python-ignore',
  'why-gb18030-replace': 'utf-8-read-as-gb18030-python-replace',
  'why-gbk-latin1': 'gbk-read-as-latin-1',
  'why-macroman': 'utf-8-read-as-mac-roman',
  'why-gbk-emoji': 'gb18030-read-as-utf-8-python-replace',
  'why-ja-cp932': 'utf-8-read-as-cp932-python-replace',
  'why-big5-utf8': 'big5-read-as-utf-8-python-replace',
  'why-ru-cp1251': 'utf-8-read-as-windows-1251',
  'why-fr-cp1252-utf8': 'windows-1252-read-as-utf-8-python-replace',
  'why-double-mojibake': 'utf-8-read-as-windows-1252-twice',
  'why-ascii-ignore': 'non-ascii-dropped',
  'why-ascii-ignore-cafe': 'non-ascii-dropped',
  'why-langchain-bge': 'prefix-langchain-bge-en',
  'why-llamaindex': 'template-file-name',
  'why-title-content-zh': 'template-zh-title-content',
  'why-title-text-bar': 'template-gemma',
  'why-q-and-a': 'joined-newline',
  'why-newlines-removed': 'newlines-removed',
  'why-urls-emails': 'urls-emails-removed',
  'why-punctuation': 'punctuation-removed',
  'why-naive-abbreviations': 'abbreviations-inside-words',
  'why-markdown': 'markdown-stripped',
  'why-bs4-default': 'bs4-get-text',
  'why-html-escape-apostrophe': 'html-escaped-python',
  'why-first-50': 'first-50-characters',
}

describe.each(REPORTS.filter(({ id }) => id in NAMED))(
  '$id',
  ({ id, text, sent_text: sent, title, other }) => {
    const more = { title: title ?? null, other: other ?? null }

    it('dense', async () => {
      const model = await modelOf('tiny')
      const found = await explain(model, dense(await denseOf(model, sent)), text, more)
      console.log(id, found.compared, found.explained, allNames(found).join(' | '), found.best!.cosine)
      expect(allNames(found)).toContain(NAMED[id])
      expect(found.explained).toBe(true)
    })
  },
)
