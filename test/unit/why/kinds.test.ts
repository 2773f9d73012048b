/** Kinds of causes that are less common, each by one text that Python or the named software made. */
import { describe, expect, it } from 'vitest'
import { allNames, dense, denseOf, explain, modelOf } from './helpers'

const zh = '请问可以退款吗？谢谢！'
const CASES: readonly (readonly [kind: string, text: string, sent: string, id: string])[] = [
  [
    'cp1253 read as Windows-1252',
    'Η παραγγελία μου',
    'Ç ðáñáããåëßá ìïõ',
    'windows-1253-read-as-windows-1252',
  ],
  [
    'cp1250 read as Windows-1252',
    'Zamówienie jeszcze nie dotarło. Dziękuję',
    'Zamówienie jeszcze nie dotar³o. Dziêkujê',
    'windows-1250-read-as-windows-1252',
  ],
  [
    'lost on the way and back',
    '请问可以退款吗？谢谢！',
    '锟斤拷锟绞匡拷锟斤拷锟剿匡拷锟斤拷谢谢锟斤拷',
    'gbk-read-as-utf-8-and-back',
  ],
  [
    'UTF-16 read as UTF-8',
    'Hello there',
    'H\u0000e\u0000l\u0000l\u0000o\u0000 \u0000t\u0000h\u0000e\u0000r\u0000e\u0000',
    'utf-16-read-as-utf-8',
  ],
  [
    'percent-encoded',
    '请问可以退款吗？谢谢！',
    '%E8%AF%B7%E9%97%AE%E5%8F%AF%E4%BB%A5%E9%80%80%E6%AC%BE%E5%90%97%EF%BC%9F%E8%B0%A2%E8%B0%A2%EF%BC%81',
    'percent-encoded',
  ],
  ['quoted-printable', 'à la carte', '=C3=A0 la carte', 'quoted-printable'],
  ['letters to ASCII', 'Đơn hàng', 'Don hang', 'letters-to-ascii'],
  ['case folded', 'Schöne Grüße', 'schöne grüsse', 'case-folded'],
  ['Markdown links', 'See [help](https://a.example/x) first', 'See help first', 'markdown-links-to-text'],
  ['words alone, lower-cased', 'Hi, you!\nOK: 3', 'hi you ok 3', 'words-lower-cased'],
  [
    'an instruction of E5',
    '请问可以退款吗？谢谢！',
    'Instruct: Given a question, retrieve Wikipedia passages that answer the question\nQuery: 请问可以退款吗？谢谢！',
    'prefix-instruct-wikipedia',
  ],
  [
    'E5’s prefix twice',
    '请问可以退款吗？谢谢！',
    'query: query: 请问可以退款吗？谢谢！',
    'prefix-query-twice',
  ],
  ['a label', '请问可以退款吗？谢谢！', '文本：请问可以退款吗？谢谢！', 'template 文本:{text}'],
  [
    'marks of the tokenizer',
    '请问可以退款吗？谢谢！',
    '[CLS]请问可以退款吗？谢谢！[SEP]',
    'template [CLS]{text}[SEP]',
  ],
  ['a missing value', '请问可以退款吗？谢谢！', 'None', 'missing-value None'],
  [
    'JSON with escapes',
    '他说"好"',
    '{"input": "\\u4ed6\\u8bf4\\"\\u597d\\""}',
    'template {"input": "{text}"} in ASCII',
  ],
]

it.each(CASES)('%s', async (_, text, sent, id) => {
  const model = await modelOf('tiny')
  const found = await explain(model, dense(await denseOf(model, sent)), text)
  expect(found.explained).toBe(true)
  expect(allNames(found)).toContain(id)
})

it.each([
  [
    'labels of title and text',
    '文档名称：政策\n文档内容：请问可以退款吗？谢谢！',
    'template 文档名称：{title}\\n文档内容：{text}',
  ],
  [
    'AnythingLLM',
    '<document_metadata>\nsourceDocument: 政策\n</document_metadata>\n\n请问可以退款吗？谢谢！',
    'template <document_metadata>\\nsourceDocument: {title}\\n</document_metadata>\\n\\n{text}',
  ],
  [
    'a dict of Python',
    "{'title': '政策', 'text': '请问可以退款吗？谢谢！'}",
    "template {'title': {title}, 'text': {text}}",
  ],
])('title and text: %s', async (_, sent, id) => {
  const model = await modelOf('tiny')
  const found = await explain(model, dense(await denseOf(model, sent)), zh, { title: '政策' })
  expect(allNames(found)).toContain(id)
})

describe('values changed after the model', () => {
  const unit = (v: Float64Array) => v.map((value) => value / Math.hypot(...v))
  const CHANGES: readonly (readonly [id: string, change: (v: Float64Array) => Float64Array])[] = [
    ['values-negated', (v) => v.map((value) => -value)],
    ['values-reversed', (v) => v.toReversed()],
    ['values-shifted', (v) => v.map((value) => (value + 1) / 2)],
    ['softmax', (v) => v.map((value) => Math.exp(value) / v.reduce((sum, each) => sum + Math.exp(each), 0))],
    ['sigmoid', (v) => v.map((value) => 1 / (1 + Math.exp(-value)))],
    ['relu', (v) => v.map((value) => Math.max(0, value))],
    ['values-absolute', (v) => v.map(Math.abs)],
    ['significant-digits-2', (v) => v.map((value) => Number(value.toPrecision(2)))],
  ]

  it.each(CHANGES)('%s is named for the text, and for no other text', async (id, change) => {
    const model = await modelOf('tiny')
    const found = await explain(model, dense(change(await denseOf(model, zh))), zh)
    expect(allNames(found)).toContain(id)
    const other = unit(Float64Array.from({ length: 64 }, (_, at) => Math.sin(at * at + 1)))
    expect((await explain(model, dense(change(other)), zh)).explained).toBe(false)
  })

  it('equal values explain nothing', async () => {
    const model = await modelOf('tiny')
    for (const value of [1, -1])
      expect((await explain(model, dense(new Float64Array(64).fill(value)), zh)).explained).toBe(false)
  })
})
