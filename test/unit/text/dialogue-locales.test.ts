/** WhatsApp and the like write dates and times as the device's language does. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { expectWhole, rowsOf, type Row } from './turns'

interface Case {
  readonly id: string
  readonly text: string
  readonly speakers: readonly string[]
  readonly timestamps?: readonly string[]
  readonly texts?: readonly string[]
}

const CASES = JSON.parse(
  readFileSync(new URL('../../fixtures/chats-reported.json', import.meta.url), 'utf8'),
) as readonly Case[]

it.each(CASES)('reported: $id', ({ text, speakers, timestamps, texts }) => {
  const { turns } = findDialogue(text)!
  expect(turns.map((turn) => turn.speaker)).toEqual(speakers)
  if (timestamps) expect(turns.map((turn) => turn.timestamp)).toEqual(timestamps)
  if (texts) expect(turns.map((turn) => turn.text)).toEqual(texts)
  expectWhole(text)
})

const digits = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
const arabic = (text: string) => digits(text, 0x660)
const persian = (text: string) => digits(text, 0x6f0)
const hindi = (text: string) => digits(text, 0x966)
const bengali = (text: string) => digits(text, 0x9e6)

/** Language, the time as it writes it at a minute, and what stands around the time. */
const WRITTEN: readonly (readonly [string, (minute: string) => string, (time: string) => string])[] = [
  ['German, Android', (m) => `20.12.23, 17:${m}`, (t) => `${t} - `],
  ['German, iOS', (m) => `20.12.23, 17:${m}:10`, (t) => `[${t}] `],
  ['German, long', (m) => `20. Dezember 2023 um 17:${m} Uhr`, (t) => `${t} - `],
  ['Spanish, Android', (m) => `20/12/23, 5:${m}\u202fp.\u00a0m.`, (t) => `${t} - `],
  ['Spanish, iOS', (m) => `20/12/23, 5:${m}:10\u202fp.\u00a0m.`, (t) => `[${t}] `],
  ['Spanish, long', (m) => `20 de diciembre de 2023, 17:${m}`, (t) => `${t} - `],
  ['Finnish', (m) => `20.12.2023 klo 17.${m}`, (t) => `${t} - `],
  ['Portuguese', (m) => `20/12/2023 17:${m}`, (t) => `${t} - `],
  ['Portuguese, long', (m) => `20 de dez. de 2023 às 17:${m}`, (t) => `${t} - `],
  ['Italian', (m) => `20/12/23, 17:${m}`, (t) => `${t} - `],
  ['Dutch', (m) => `20-12-2023 17:${m}`, (t) => `${t} - `],
  ['Danish', (m) => `20.12.2023 17.${m}`, (t) => `${t} - `],
  ['Swedish', (m) => `2023-12-20 17:${m}`, (t) => `${t} - `],
  ['French, iOS', (m) => `20/12/2023 17:${m}:10`, (t) => `[${t}] `],
  ['French, long', (m) => `20 déc. 2023 à 17:${m}`, (t) => `[${t}] `],
  ['French, with h', (m) => `20/12/2023 17h${m}`, (t) => `${t} - `],
  ['Japanese', (m) => `2023/12/20 17:${m}`, (t) => `${t} - `],
  ['Chinese, Android', (m) => `2023/12/20 下午5:${m}`, (t) => `${t} - `],
  ['Chinese, iOS', (m) => `2023/12/20, 下午5:${m}:10`, (t) => `[${t}] `],
  ['Chinese, in words', (m) => `2023年12月20日 下午5点${m}分`, (t) => `${t} `],
  ['Korean, iOS', (m) => `2023. 12. 20. 오후 5:${m}:10`, (t) => `[${t}] `],
  ['Korean, Android', (m) => `2023. 12. 20. 오후 5:${m}`, (t) => `${t} - `],
  ['Hindi', (m) => `20/12/23, 5:${m} pm`, (t) => `${t} - `],
  ['Hindi, own digits', (m) => hindi(`20/12/23, 5:${m} pm`), (t) => `${t} - `],
  ['Hindi, long', (m) => `20 दिसंबर 2023 को 5:${m} pm`, (t) => `${t} - `],
  ['Marathi', (m) => hindi(`20/12/23, 5:${m} म.उ.`), (t) => `${t} - `],
  ['Bengali', (m) => bengali(`20/12/23, 5:${m} PM`), (t) => `${t} - `],
  [
    'Arabic, Android',
    (m) => `${arabic('20\u200f/12\u200f/2023')}، ${arabic(`5:${m}`)} م`,
    (t) => `\u200f${t} - `,
  ],
  ['Arabic, iOS', (m) => `${arabic(`20\u200f/12\u200f/2023 5:${m}:10`)} م`, (t) => `[${t}] `],
  ['Persian', (m) => persian(`2023/12/20، 17:${m}`), (t) => `${t} - `],
  ['Persian, twelve hours', (m) => persian(`2023/12/20 5:${m} ب.ظ.`), (t) => `${t} - `],
  ['Hebrew', (m) => `20.12.2023, 17:${m}`, (t) => `${t} - `],
  ['Russian', (m) => `20.12.2023, 17:${m}`, (t) => `${t} - `],
  ['Russian, long', (m) => `20 дек. 2023 г., 17:${m}`, (t) => `${t} - `],
  ['Ukrainian, long', (m) => `20 груд. 2023 р., 17:${m}`, (t) => `${t} - `],
  ['Bulgarian', (m) => `20.12.23 г., 17:${m} ч.`, (t) => `${t} - `],
  ['Greek', (m) => `20/12/23, 5:${m} μ.μ.`, (t) => `${t} - `],
  ['Turkish', (m) => `20.12.2023 17:${m}`, (t) => `${t} - `],
  ['Turkish, twelve hours', (m) => `20.12.2023 ÖS 5:${m}`, (t) => `${t} - `],
  ['Hungarian', (m) => `2023. 12. 20. 17:${m}`, (t) => `${t} - `],
  ['Czech', (m) => `20.12.23 17:${m}`, (t) => `${t} - `],
  ['Polish', (m) => `20.12.2023, 17:${m}`, (t) => `${t} - `],
  ['Indonesian', (m) => `20/12/23 17.${m}`, (t) => `${t} - `],
  ['Malay', (m) => `20/12/2023, 5:${m} PTG`, (t) => `${t} - `],
  ['Vietnamese, time first', (m) => `17:${m} 20/12/2023`, (t) => `${t} - `],
  ['Vietnamese, long', (m) => `20 tháng 12, 2023 lúc 17:${m}`, (t) => `${t} - `],
  ['Thai', (m) => `20 ธ.ค. 2566 17:${m} น.`, (t) => `${t} - `],
  ['English, India', (m) => `20/12/23, 5:${m} pm`, (t) => `${t} - `],
  ['English, Canada', (m) => `2023-12-20, 5:${m} p.m.`, (t) => `${t} - `],
  ['English, South Africa', (m) => `2023/12/20, 17:${m}`, (t) => `${t} - `],
  ['English, full', (m) => `Wednesday, December 20, 2023 at 5:${m} PM`, (t) => `${t} - `],
  ['English, ordinal', (m) => `December 20th, 2023 5:${m} PM`, (t) => `${t} - `],
]

describe('dates and times of a language', () => {
  it.each(WRITTEN)('%s', (_, time, around) => {
    const said: readonly Row[] = [
      [time('46'), 'Ana Ruiz', 'where is it: here?'],
      [time('47'), 'Care Desk', 'it left\non Monday'],
      [time('50'), 'Ana Ruiz', 'ok'],
    ]
    const text = said.map(([at, who, words]) => `${around(at!)}${who}: ${words}`).join('\n')
    expect(rowsOf(text)).toEqual(said)
    expectWhole(text)
  })
})

describe('WhatsApp beside its messages', () => {
  const at = '12/20/23, 5:46\u202fPM'
  it('notices have a time and no speaker, and are not lost', () => {
    const text = [
      `${at} - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.`,
      `${at} - Ana: hi`,
      'second line',
      `${at} - Care: <Media omitted>`,
      `${at} - Ana added Bob`,
      `${at} - Ana changed the subject to “a: b”`,
    ].join('\n')
    expect(rowsOf(text)).toEqual([
      [at, null, 'Messages and calls are end-to-end encrypted. No one outside of this chat can read them.'],
      [at, 'Ana', 'hi\nsecond line'],
      [at, 'Care', '<Media omitted>'],
      [at, null, 'Ana added Bob'],
      [at, null, 'Ana changed the subject to “a: b”'],
    ])
    expectWhole(text)
  })

  it('marks of direction are no part of a name or a time, and stay in what was said', () => {
    const text =
      '[20/12/23, 17:46:10] \u202aAna\u202c: hi\r\n\u200e[20/12/23, 17:47:10] Bob: \u200e<attached: 1.jpg>\r\n[20/12/23, 17:48:10] \u202aAna\u202c: ok'
    expect(rowsOf(text)).toEqual([
      ['20/12/23, 17:46:10', 'Ana', 'hi'],
      ['20/12/23, 17:47:10', 'Bob', '\u200e<attached: 1.jpg>'],
      ['20/12/23, 17:48:10', 'Ana', 'ok'],
    ])
  })

  it('a name may be a telephone number or have an emoji', () => {
    const text = `${at} - +34 600 11 22 33: hi\n${at} - 🌸: yes\n${at} - +34 600 11 22 33: ok`
    expect(rowsOf(text)?.map(([, speaker]) => speaker)).toEqual([
      '+34 600 11 22 33',
      '🌸',
      '+34 600 11 22 33',
    ])
  })

  it('lines with colons and times belong to the message above them', () => {
    const text = `${at} - Ana: list:\n- a: 1\n17:00 - dinner: at home\n${at} - Bob: ok`
    expect(rowsOf(text)).toEqual([
      [at, 'Ana', 'list:\n- a: 1\n17:00 - dinner: at home'],
      [at, 'Bob', 'ok'],
    ])
  })
})
