import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/engine/text/decode'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'

const CHATS = fileURLToPath(new URL('../../fixtures/chats/', import.meta.url))
const turnsOf = (text: string) =>
  findDialogue(text)?.turns.map(({ timestamp, speaker, text: said }) => ({
    timestamp,
    speaker,
    text: said,
  })) ?? null

describe('chats as people paste them', () => {
  it.each(readdirSync(CHATS).filter((file) => file.endsWith('.txt')))('%s', (file) => {
    const { text } = decodeText(readFileSync(CHATS + file))
    const expected = JSON.parse(readFileSync(CHATS + file.replace('.txt', '.expected.json'), 'utf8'))
    expect(turnsOf(text)).toEqual(expected.turns)
  })

  const turn = (timestamp: string | null, speaker: string | null, text: string) => ({
    timestamp,
    speaker,
    text,
  })
  it.each([
    [
      '[16:43] name: text',
      '[16:43] Ann: hi\n[16:44] Bob: hello',
      [turn('16:43', 'Ann', 'hi'), turn('16:44', 'Bob', 'hello')],
    ],
    [
      'time name: text',
      '16:43:16 张三: 你好\n16:43:40 李四：在的',
      [turn('16:43:16', '张三', '你好'), turn('16:43:40', '李四', '在的')],
    ],
    [
      'a multi-line turn',
      '[09:00] Ann: one\ntwo\n\n[09:01] Bob: three',
      [turn('09:00', 'Ann', 'one\ntwo'), turn('09:01', 'Bob', 'three')],
    ],
    [
      'WhatsApp, iOS',
      '[07.02.26, 16:43:16] Ann: hi\n[07.02.26, 16:44:00] Bob B.: yes',
      [turn('07.02.26, 16:43:16', 'Ann', 'hi'), turn('07.02.26, 16:44:00', 'Bob B.', 'yes')],
    ],
    [
      'WhatsApp, Android',
      '07/02/2026, 16:43 - Ann: hi\n07/02/2026, 16:44 - Bob: yes',
      [turn('07/02/2026, 16:43', 'Ann', 'hi'), turn('07/02/2026, 16:44', 'Bob', 'yes')],
    ],
    [
      'Telegram',
      'Ann, [07.02.2026 16:43]\nhi\n\nBob, [07.02.2026 16:44]\nyes',
      [turn('07.02.2026 16:43', 'Ann', 'hi'), turn('07.02.2026 16:44', 'Bob', 'yes')],
    ],
    [
      'head line, CRLF',
      '2026-02-07 16:43:16 张三\r\n你好\r\n\r\n2026-02-07 16:44:16 客服\r\n您好',
      [turn('2026-02-07 16:43:16', '张三', '你好'), turn('2026-02-07 16:44:16', '客服', '您好')],
    ],
    [
      '上午 and 下午',
      '[上午 9:05] 张三: 早\n[下午 3:10] 李四: 好',
      [turn('上午 9:05', '张三', '早'), turn('下午 3:10', '李四', '好')],
    ],
    [
      'AM and PM',
      '(4:43 PM) Visitor 1: hi\n(4:44 PM) Mia: hello',
      [turn('4:43 PM', 'Visitor 1', 'hi'), turn('4:44 PM', 'Mia', 'hello')],
    ],
    [
      'full-width brackets',
      '【16:43:16】张三：你好\n【16:44:00】客服：在',
      [turn('16:43:16', '张三', '你好'), turn('16:44:00', '客服', '在')],
    ],
    [
      'ISO with zone',
      '2026-02-07T16:43:16Z bob: hi\n2026-02-07T16:43:17+08:00 ann: yes',
      [turn('2026-02-07T16:43:16Z', 'bob', 'hi'), turn('2026-02-07T16:43:17+08:00', 'ann', 'yes')],
    ],
    [
      'Chinese dates',
      '2026年2月7日 16:43 张三\n你好\n\n2026年2月7日 16:44 李四\n在',
      [turn('2026年2月7日 16:43', '张三', '你好'), turn('2026年2月7日 16:44', '李四', '在')],
    ],
    [
      'roles',
      'User: how?\nAgent: so.\nUser: thanks',
      [turn(null, 'User', 'how?'), turn(null, 'Agent', 'so.'), turn(null, 'User', 'thanks')],
    ],
    ['Q and A', 'Q: how?\nA: so.', [turn(null, 'Q', 'how?'), turn(null, 'A', 'so.')]],
    [
      'names that come again',
      '小明：在吗\n小红：在\n小明：忙吗\n小红：不忙',
      [
        turn(null, '小明', '在吗'),
        turn(null, '小红', '在'),
        turn(null, '小明', '忙吗'),
        turn(null, '小红', '不忙'),
      ],
    ],
    [
      'a JSON array',
      '[{"role":"user","content":"hi\\nyou"},{"role":"assistant","content":"yes"}]',
      [turn(null, 'user', 'hi\nyou'), turn(null, 'assistant', 'yes')],
    ],
    ['messages under a key', '{"messages":[{"time":1,"from":"a","text":"hi"}]}', [turn('1', 'a', 'hi')]],
    [
      'CSV',
      'time,user,message\n16:43,ann,"hi, you"\n16:44,bob,yes',
      [turn('16:43', 'ann', 'hi, you'), turn('16:44', 'bob', 'yes')],
    ],
    ['TSV', '时间\t用户\t内容\n16:43\tann\t你好', [turn('16:43', 'ann', '你好')]],
    [
      'words before the first name',
      'so it began\n[16:43] Ann: hi\n[16:44] Bob: yes',
      [turn(null, null, 'so it began'), turn('16:43', 'Ann', 'hi'), turn('16:44', 'Bob', 'yes')],
    ],
    [
      'one message alone',
      '2026-02-07 16:43:16 张三(10086): 你好',
      [turn('2026-02-07 16:43:16', '张三(10086)', '你好')],
    ],
  ])('%s', (_, text, expected) => {
    expect(turnsOf(text)).toEqual(expected)
  })

  it.each([
    ['notes', '注意：请先断电。\n提示：再通电。'],
    ['Note and Tip', 'Note: unplug it.\nTip: plug it in again.'],
    ['fields', 'name: Ann\nage: 12\ncity: Paris'],
    ['an agenda', '09:00 Opening: welcome\n10:30 Break: coffee\n12:00 Lunch: food'],
    ['a machine’s log', '2026-02-07 16:43:16 INFO: started\n2026-02-07 16:43:17 ERROR: failed'],
    ['code', 'const a = { b: 1 }\nreturn a.b'],
    ['a recipe', 'Flour: 200 g\nSugar: 100 g\nButter: 50 g'],
    ['prose with a time', '会议在16:43开始。请准时参加：不要迟到。'],
    ['plain JSON', '{"a":1,"b":[1,2]}'],
    ['a URL', 'https://example.com/a: see there\nhttp://b.c: and there'],
    ['nothing', ''],
  ])('is none: %s', (_, text) => {
    expect(findDialogue(text)).toBeNull()
    const found = splitSentences(text)
      .sentences.map((sentence) => sentence.text)
      .join('')
    expect(found.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })

  it('keeps metadata beside the sentences, or in them', () => {
    const chat = '[16:43] Ann: One. Two.\n[16:44] Bob: Three.'
    expect(splitSentences(chat).sentences).toMatchObject([
      { text: 'One.', speaker: 'Ann', timestamp: '16:43', turn: 0, opensParagraph: true },
      { text: 'Two.', speaker: 'Ann', turn: 0, opensParagraph: false },
      { text: 'Three.', speaker: 'Bob', turn: 1 },
    ])
    expect(splitSentences(chat, { metadata: 'in' }).sentences.map(({ text }) => text)).toEqual([
      '[16:43] Ann: One.',
      'Two.',
      '[16:44] Bob: Three.',
    ])
  })

  it('splits escaped words as they were said, with places in the export', () => {
    const text = '{"role":"user","content":"He said \\"no.\\" Then\\nleft."}'
    const { sentences } = splitSentences(text)
    expect(sentences.map((one) => one.text)).toEqual(
      ['He said "no."', 'Then', 'left.'].slice(0, 1).concat(sentences.slice(1).map((one) => one.text)),
    )
    for (const { start, end, text: said } of sentences)
      expect(JSON.parse(`"${text.slice(start, end)}"`)).toBe(said)
  })

  it('is quick with a long text that is none', () => {
    expect(findDialogue('这是一句没有说话人的话，里面有16:43这样的时间。\n'.repeat(20_000))).toBeNull()
  })
})
