/** Chats as data: speakers, times and words, and where each word is written. */
import { describe, expect, it } from 'vitest'
import { prepareText } from '../../../src/engine/text/prepare'
import { madeRange, originalRange } from '../../../src/engine/text/mapped'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'
import { expectWhole, rowsOf, type Row } from './turns'

const message = (from: string, text: unknown, date = '2025-07-11T15:36:11') => ({
  id: 1,
  type: 'message',
  date,
  date_unixtime: '1752240971',
  from,
  from_id: 'user1',
  text,
  text_entities: [{ type: 'plain', text: 'a copy of the text that is not said twice' }],
})

const EXPORTS: readonly (readonly [string, unknown, readonly Row[]])[] = [
  [
    'Telegram, all chats',
    {
      about: 'Here is the data you requested. Remember: Telegram is ad free.',
      chats: {
        about: 'This page lists all chats from this export.',
        list: [
          {
            name: 'Care',
            type: 'personal_chat',
            id: 1,
            messages: [
              {
                id: 1,
                type: 'service',
                date: '2025-07-11T15:36:00',
                actor: 'Ana',
                action: 'create_group',
                text: '',
              },
              message('Ana', 'Where?'),
              message('Care', ['See ', { type: 'link', text: 'https://a.b' }, ' now "x"']),
            ],
          },
          {
            name: 'Bob',
            type: 'personal_chat',
            id: 2,
            messages: [message('Bob', 'hi', '2025-07-12T15:36:11')],
          },
        ],
      },
      left_chats: { about: 'This page lists the chats that were left.', list: [] },
    },
    [
      ['2025-07-11T15:36:11', 'Ana', 'Where?'],
      ['2025-07-11T15:36:11', 'Care', 'See https://a.b now "x"'],
      ['2025-07-12T15:36:11', 'Bob', 'hi'],
    ],
  ],
  [
    'ShareGPT',
    [
      {
        id: 'a',
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello.\nYou?' },
        ],
      },
      {
        id: 'b',
        conversations: [
          { from: 'human', value: 'x' },
          { from: 'gpt', value: 'y' },
        ],
      },
    ],
    [
      [null, 'human', 'Hi'],
      [null, 'gpt', 'Hello.\nYou?'],
      [null, 'human', 'x'],
      [null, 'gpt', 'y'],
    ],
  ],
  [
    'a request with parts and tools',
    {
      model: 'm',
      messages: [
        { role: 'system', content: 'You help.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'https://x.y/z.png' } },
            { type: 'text', text: 'Tell me.' },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: '1', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: '1', content: '42' },
      ],
      tools: [{ type: 'function', function: { name: 'f', description: 'What this does, in five words' } }],
    },
    [
      [null, 'system', 'You help.'],
      [null, 'user', 'What is this?\nTell me.'],
      [null, 'tool', '42'],
    ],
  ],
  [
    'Anthropic: the words of the system are kept',
    {
      system: 'You are a helpful agent of a shop.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    },
    [
      [null, null, 'You are a helpful agent of a shop.'],
      [null, 'user', 'Hi'],
    ],
  ],
  [
    'Gemini',
    {
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        { role: 'model', parts: [{ text: 'Hello' }] },
      ],
    },
    [
      [null, 'user', 'Hi'],
      [null, 'model', 'Hello'],
    ],
  ],
  [
    'ChatGPT’s export',
    {
      title: 'T',
      mapping: {
        a: {
          message: {
            author: { role: 'user', name: null },
            create_time: 1.5,
            content: { content_type: 'text', parts: ['Hi'] },
          },
        },
        b: {
          message: {
            author: { role: 'assistant' },
            create_time: 2.5,
            content: { content_type: 'text', parts: ['Hello'] },
          },
        },
      },
    },
    [
      ['1.5', 'user', 'Hi'],
      ['2.5', 'assistant', 'Hello'],
    ],
  ],
  [
    'Intercom',
    {
      type: 'conversation',
      created_at: 1700000000,
      source: { body: '<p>Where?</p>', author: { type: 'user', id: '9', name: 'Ana', email: 'a@b.c' } },
      conversation_parts: {
        conversation_parts: [
          {
            part_type: 'comment',
            body: '<p>Monday</p>',
            created_at: 1700000100,
            author: { type: 'admin', name: 'Care' },
          },
          { part_type: 'close', body: null, created_at: 1700000200, author: { type: 'admin', name: 'Care' } },
        ],
      },
    },
    [
      ['1700000000', 'Ana', '<p>Where?</p>'],
      ['1700000100', 'Care', '<p>Monday</p>'],
    ],
  ],
  [
    'Zendesk',
    {
      comments: [
        { author_id: 11, body: 'Where?', html_body: '<div>Where?</div>', created_at: '2023-12-20T17:46:10Z' },
        { author_id: 12, body: 'Monday', html_body: '<div>Monday</div>', created_at: '2023-12-20T17:47:10Z' },
      ],
      count: 2,
    },
    [
      ['2023-12-20T17:46:10Z', '11', 'Where?'],
      ['2023-12-20T17:47:10Z', '12', 'Monday'],
    ],
  ],
  [
    'Slack',
    [
      {
        user: 'U1',
        ts: '1700000000.0001',
        text: 'Where?',
        blocks: [{ elements: [{ type: 'text', text: 'Where?' }] }],
      },
      { user: 'U2', ts: '1700000100.0001', text: 'Monday' },
    ],
    [
      ['1700000000.0001', 'U1', 'Where?'],
      ['1700000100.0001', 'U2', 'Monday'],
    ],
  ],
  [
    'Discord',
    {
      guild: { name: 'G' },
      channel: { name: 'c', topic: 'a topic that is said by nobody' },
      messages: [
        {
          timestamp: '2023-12-20T17:46:10+00:00',
          content: 'Where?',
          author: { name: 'ana', nickname: 'Ana' },
        },
      ],
    },
    [['2023-12-20T17:46:10+00:00', 'Ana', 'Where?']],
  ],
  [
    'Teams',
    {
      value: [
        {
          createdDateTime: '2023-12-20T17:46:10Z',
          from: { application: null, user: { id: 'a', displayName: 'Ana' } },
          body: { contentType: 'text', content: 'Where?' },
        },
      ],
    },
    [['2023-12-20T17:46:10Z', 'Ana', 'Where?']],
  ],
  [
    'WhatsApp Cloud',
    { messages: [{ from: '34600111222', timestamp: '1700000000', text: { body: 'Where?' }, type: 'text' }] },
    [['1700000000', '34600111222', 'Where?']],
  ],
  [
    'Messenger',
    {
      participants: [{ name: 'Ana' }],
      messages: [{ sender_name: 'Ana', timestamp_ms: 1, content: 'Where?' }],
      title: 'Ana',
    },
    [['1', 'Ana', 'Where?']],
  ],
  [
    'DingTalk',
    [{ senderNick: '张三', createAt: 1, text: { content: '在哪' }, msgtype: 'text' }],
    [['1', '张三', '在哪']],
  ],
  [
    'Feishu, JSON in a string',
    { items: [{ create_time: '1', sender: { id: 'ou_1' }, body: { content: '{"text":"在哪"}' } }] },
    [['1', 'ou_1', '在哪']],
  ],
  [
    'LINE’s webhook',
    {
      events: [
        {
          type: 'message',
          message: { type: 'text', text: '荷物は？' },
          timestamp: 1,
          source: { type: 'user', userId: 'U1' },
        },
      ],
    },
    [['1', 'U1', '荷物は？']],
  ],
  [
    'a transcript with speakers',
    { segments: [{ start: 0.5, end: 1, text: ' Where?', speaker: 'SPEAKER_00' }] },
    [['0.5', 'SPEAKER_00', ' Where?']],
  ],
  ['WeCom', [{ from: 'zhang', msgtime: 1, text: { content: '在哪' } }], [['1', 'zhang', '在哪']]],
  [
    'Matrix',
    { chunk: [{ sender: '@ana:x.y', origin_server_ts: 1, content: { msgtype: 'm.text', body: 'Where?' } }] },
    [['1', '@ana:x.y', 'Where?']],
  ],
]

describe.each([
  ['on one line', undefined],
  ['indented', 1],
] as const)('%s', (_, indent) => {
  it.each(EXPORTS)('%s', (_name, value, rows) => {
    const text = JSON.stringify(value, null, indent)
    expect(rowsOf(text)).toEqual(rows)
    expectWhole(text)
  })
})

it('JSON Lines, each a conversation', () => {
  const line = (one: string, two: string) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: one },
        { role: 'assistant', content: two },
      ],
    })
  expect(rowsOf(`${line('a', 'b')}\n${line('c', 'd')}\n`)?.map((row) => row[2])).toEqual(['a', 'b', 'c', 'd'])
})

it('a table with quotes', () => {
  const text =
    'Date,User,Message\n2023-12-20 17:46:00,"민수","택배, 어디예요"\n2023-12-20 17:47:00,"상담원","월요일 ""꼭"""'
  expect(rowsOf(text)).toEqual([
    ['2023-12-20 17:46:00', '민수', '택배, 어디예요'],
    ['2023-12-20 17:47:00', '상담원', '월요일 "꼭"'],
  ])
  expectWhole(text)
})

describe('places', () => {
  const text =
    '{"messages":[{"from":"Ana","date":"1","text":["It \\"left\\" on ",{"type":"bold","text":"M\\u006fnday"},". Not\\nyet."]}]}'
  const said = 'It "left" on Monday. Not\nyet.'

  it('styled text is one text, in sentences with the range of what is written', () => {
    expect(findDialogue(text)!.turns[0]!.text).toBe(said)
    const { sentences } = splitSentences(text)
    expect(sentences.map((one) => one.text)).toEqual(['It "left" on Monday.', 'Not\nyet.'])
    expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      'It \\"left\\" on ",{"type":"bold","text":"M\\u006fnday"},".',
      'Not\\nyet.',
    ])
  })

  it('each word of the model’s input leads back to its characters', () => {
    const { mapped } = prepareText(text, { rules: [], leaveOutMetadata: true })
    expect(mapped.text).toBe(said)
    const writtenOf = (word: string) => {
      const at = said.indexOf(word)
      return text.slice(...originalRange(mapped, at, at + word.length))
    }
    expect(['It', '"left"', 'on', 'M', 'nday', 'Not', '\n', 'yet'].map(writtenOf)).toEqual([
      'It',
      '\\"left\\"',
      'on',
      'M',
      'nday',
      'Not',
      '\\n',
      'yet',
    ])
    const at = text.indexOf('nday')
    expect(mapped.text.slice(...madeRange(mapped, at, at + 4))).toBe('nday')
  })

  it('a cut by hand inside of a part is kept', () => {
    const at = text.indexOf('nday')
    const { sentences } = splitSentences(text, { edits: { joined: [], cut: [at] } })
    expect(sentences.map((one) => one.text)).toEqual(['It "left" on Mo', 'nday.', 'Not\nyet.'])
  })
})
