import { describe, expect, it } from 'vitest'
import { cutAt, joinAt, moveEdits } from '../../../src/engine/text/sentences/edits'
import { splitSentences } from '../../../src/engine/text/sentences/split'
import { NO_EDITS } from '../../../src/engine/text/sentences/types'

const split = (text: string) => splitSentences(text).sentences.map((sentence) => sentence.text)

/** "|" stands where sentences part. */
const CASES: readonly string[] = [
  // Chinese
  '你好。|今天天气真好！|你说呢？',
  '他说：“走吧。”|然后离开了。',
  '价格1,234.56元；|共3件。',
  '真的吗！！！|好吧。。。|再见',
  '这是……|什么？',
  '我想……，算了。',
  '（请注意。）|下一句。',
  '“怎么办？！”|她问。',
  '【公告】今日停机。|明日恢复。',
  '订单号SO20240510-77812。|请查收！',
  '详见https://example.com/a?b=1&c=2。|谢谢。',
  '邮箱是a.b@example.com。|请联系。',
  '版本v2.3.1已发布。|请升级',
  '3.14是圆周率。|对吗？',
  '好的!|谢谢?|不客气',
  '第一；|第二；|第三。',
  '时间是10:30。|地点在3楼。',
  '《红楼梦》好看吗？|好看。',
  '屏幕碎了😭。|怎么修？',
  '太好了！😀|下单吧。',
  '嗯。|哦。|啊？',
  '手机充不进电了，怎么办？|我换过线了，还是不行！',
  // English
  'Hello there. |How are you? |Fine!',
  'e.g. this one, i.e. that. |Dr. Smith agreed.',
  'He paid $3.14 to No. 12. |It was late.',
  'See v2.3.1 (new). |Done.',
  'Meet at 10:30 a.m. on Monday. |Bring config.json.',
  'See https://a.b/c?x=1. |Next one!',
  'J. Smith wrote it. |So do I. |Then he left.',
  'The U.S. Army came. |They stayed.',
  'Wait... what? |Really?!',
  'She said "Stop." |Then she left.',
  "'It works.' |Good.",
  'Version 1.2.3 is out. |Get it at example.com today.',
  'Acme Inc. makes it. |Ask them.',
  'Fig. 3 shows it. |See also p. 12 there.',
  'Cost: 1,000.50 USD. |Cheap!',
  'Great!😀 |Next.',
  'Is it on? |(Yes.) |Good.',
  'It failed; try again. |Thanks.',
  'approx. five of them. |Fine.',
  'Send it to me@example.co.uk. |Thanks.',
  'No. |I said no.',
  'Etc. is fine, etc. |Done.',
  'Is 192.168.0.1 up? |Yes.',
  // Japanese
  '今日は晴れです。|明日は雨でしょう！',
  '「行きますか？」|と聞いた。',
  '価格は１，２３４円です。|安い！',
  'すみません……|わかりません。',
  'バージョン2.0が出た。|使ってみて。',
  '（笑）そうですね。|はい。',
  // mixed
  'USB接口有灰尘。|Please clean it. |谢谢!',
  'iPhone 15 Pro很贵。|But good.',
  '用App 3.2.1打开。|Then tap OK.',
  'OK。|Next step: 重启。',
  '我用的是Windows 11。|It crashed!',
  // others
  '!!!',
  '😀😀',
  '……',
  '   \n  ',
  '',
  'no mark at all',
  '한국어 문장입니다. |다음 문장.',
]

describe('sentences', () => {
  it.each(CASES)('%s', (marked) => {
    const expected = marked
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    expect(split(marked.replaceAll('|', ''))).toEqual(expected)
  })

  it.each([
    [
      'list items keep their markers',
      '1. 第一项\n2. 第二项\n- three\n• four\n（五）项',
      ['1. 第一项', '2. 第二项', '- three', '• four', '（五）项'],
    ],
    ['1、 and ① too', '1、打开。\n2、关闭。\n①甲\n②乙', ['1、打开。', '2、关闭。', '①甲', '②乙']],
    [
      'a wrapped line goes on',
      'The battery drains\nwithin an hour,\nso I returned it.\nNew one.',
      ['The battery drains\nwithin an hour,\nso I returned it.', 'New one.'],
    ],
    ['a blank line parts', 'no mark\n\nand so on', ['no mark', 'and so on']],
    ['Chinese lines part', '没有标点\n另一行', ['没有标点', '另一行']],
    ['CRLF', '一。\r\n二。', ['一。', '二。']],
    ['Arabic by Intl.Segmenter', 'مرحبا. كيف حالك؟ بخير.', ['مرحبا.', 'كيف حالك؟', 'بخير.']],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected)
  })

  it('says where paragraphs begin', () => {
    const { sentences } = splitSentences('一。二。\n三。\n\n四。')
    expect(sentences.map(({ opensParagraph }) => opensParagraph)).toEqual([true, false, false, true])
  })

  it('gives ranges of the text, in order, and loses nothing', () => {
    const alphabet = [
      ...'你好。！？；…，“”（）「」ab Z.!?;,\n 1.2😀e.g. Dr. https://a.b/c?d=1 No. 3 ',
      '\r\n',
      '\n\n',
      '1. ',
    ]
    let seed = 7
    const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n
    for (let run = 0; run < 400; run++) {
      const text = Array.from({ length: next(60) }, () => alphabet[next(alphabet.length)]!).join('')
      const { sentences } = splitSentences(text, { dialogue: false })
      let at = 0
      for (const { start, end, text: said } of sentences) {
        expect(said).toBe(text.slice(start, end))
        expect(said).toBe(said.trim())
        expect(said).not.toBe('')
        expect(text.slice(at, start).trim()).toBe('')
        at = end
      }
      expect(text.slice(at).trim()).toBe('')
    }
  })

  it('takes a million characters', () => {
    expect(splitSentences('这是一句话，不长也不短。'.repeat(80_000)).sentences).toHaveLength(80_000)
    expect(splitSentences('a'.repeat(1_000_000)).sentences).toHaveLength(1)
    expect(splitSentences('. '.repeat(400_000)).sentences.length).toBeGreaterThan(0)
  })
})

describe('edits', () => {
  const text = '一。二。三。'
  const edited = (edits: typeof NO_EDITS) => splitSentences(text, { edits }).sentences.map((s) => s.text)

  it('join and cut, and take each other back', () => {
    expect(edited(joinAt(NO_EDITS, 2))).toEqual(['一。二。', '三。'])
    expect(edited(cutAt(NO_EDITS, 1))).toEqual(['一', '。', '二。', '三。'])
    expect(joinAt(cutAt(NO_EDITS, 1), 1)).toEqual(NO_EDITS)
    expect(cutAt(joinAt(NO_EDITS, 2), 2)).toEqual(NO_EDITS)
    expect(edited(joinAt(NO_EDITS, 99))).toEqual(['一。', '二。', '三。'])
  })

  it('move with the text around them', () => {
    const joined = joinAt(NO_EDITS, 2)
    expect(moveEdits(joined, text, `零。${text}`)).toEqual({ joined: [4], cut: [] })
    expect(moveEdits(joined, text, `${text}四。`)).toEqual(joined)
    expect(moveEdits(cutAt(NO_EDITS, 3), text, '一。X。三。')).toEqual({ joined: [], cut: [3] })
    expect(moveEdits(joined, text, '')).toEqual(NO_EDITS)
  })

  it('never cut a character in two', () => {
    expect(splitSentences('a😀b', { edits: cutAt(NO_EDITS, 2) }).sentences).toHaveLength(1)
  })
})
