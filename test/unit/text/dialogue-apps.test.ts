/** How applications put a message together. */
import { expect, it } from 'vitest'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'
import { expectWhole, rowsOf, type Row } from './turns'

const three = (one: string, two: string, last: string): Row[] => [
  [one, 'Ana Ruiz', 'Where?'],
  [two, 'Care', 'Monday\nsecond line'],
  [last, 'Ana Ruiz', 'ok'],
]

const APPS: readonly (readonly [string, string, readonly Row[]])[] = [
  [
    'KakaoTalk, desktop',
    '민수 님과 카카오톡 대화\n저장한 날짜 : 2023-12-20 18:00:00\n\n--------------- 2023년 12월 20일 수요일 ---------------\n[민수] [오후 5:46] 택배 어디예요\n[상담원] [오후 5:47] 월요일에 출발했어요\n둘째 줄\n--------------- 2023년 12월 21일 목요일 ---------------\n[민수] [오전 9:50] 네',
    [
      ['오후 5:46', '민수', '택배 어디예요'],
      ['오후 5:47', '상담원', '월요일에 출발했어요\n둘째 줄'],
      ['오전 9:50', '민수', '네'],
    ],
  ],
  [
    'KakaoTalk, phone',
    '2023년 12월 20일 오후 5:46, 민수 : 택배\n2023년 12월 20일 오후 5:47, 상담원 : 네',
    [
      ['2023년 12월 20일 오후 5:46', '민수', '택배'],
      ['2023년 12월 20일 오후 5:47', '상담원', '네'],
    ],
  ],
  [
    'KakaoTalk, phone, with days',
    '민수 님과 카카오톡 대화\n저장한 날짜 : 2023년 12월 21일 오후 6:00\n\n2023년 12월 20일 수요일\n2023년 12월 20일 오후 5:46, 민수 : 택배\n2023년 12월 20일 오후 5:47, 상담원 : 언제요?\n20.12.2023\n2023년 12월 20일 오후 5:48, 상담원님이 나갔습니다.\n\n2023년 12월 21일 목요일\n2023년 12월 21일 오전 9:01, 민수 : 네',
    [
      ['2023년 12월 20일 오후 5:46', '민수', '택배'],
      ['2023년 12월 20일 오후 5:47', '상담원', '언제요?\n20.12.2023'],
      ['2023년 12월 20일 오후 5:48', null, '상담원님이 나갔습니다.'],
      ['2023년 12월 21일 오전 9:01', '민수', '네'],
    ],
  ],
  [
    'KakaoTalk, English',
    '--------------- Wednesday, December 20, 2023 ---------------\n[Ana] [5:46 PM] Where?\n[Care] [5:47 PM] Monday',
    [
      ['5:46 PM', 'Ana', 'Where?'],
      ['5:47 PM', 'Care', 'Monday'],
    ],
  ],
  [
    'WhatsApp, old',
    '20.12.15 17:46:10: Ana: Where?\n20.12.15 17:47:10: Care: Monday',
    [
      ['20.12.15 17:46:10', 'Ana', 'Where?'],
      ['20.12.15 17:47:10', 'Care', 'Monday'],
    ],
  ],
  [
    'Zoom, old',
    '17:46:10\t From  Ana : Where?\n17:47:10\t From  Care : Monday\n17:50:10\t From  Ana : ok',
    [
      ['17:46:10', 'Ana', 'Where?'],
      ['17:47:10', 'Care', 'Monday'],
      ['17:50:10', 'Ana', 'ok'],
    ],
  ],
  [
    'LINE',
    '[LINE] Anaとのトーク履歴\n保存日時：2023/12/20 18:00\n\n2023/12/20(水)\n17:46\tAna\t荷物はどこ？\n17:47\tCare\t月曜\n17:51\tAnaが写真を送信しました\n\n2023/12/21(木)\n09:01\tCare\t他に？',
    [
      ['17:46', 'Ana', '荷物はどこ？'],
      ['17:47', 'Care', '月曜'],
      ['17:51', null, 'Anaが写真を送信しました'],
      ['09:01', 'Care', '他に？'],
    ],
  ],
  [
    'LINE, twelve hours',
    'Wed, 12/20/2023\n05:46 PM\tAna\tWhere?\n05:47 PM\tCare\tMonday\n05:50 PM\tAna\tok',
    [
      ['05:46 PM', 'Ana', 'Where?'],
      ['05:47 PM', 'Care', 'Monday'],
      ['05:50 PM', 'Ana', 'ok'],
    ],
  ],
  [
    'Telegram, copied',
    'Ana Ruiz, [Dec 20, 2023 at 5:46:10 PM]:\nWhere?\n\nCare, [20.12.2023 17:47]\nMonday\nsecond line\n\nAna Ruiz, [12/20/23 5:50 PM]\nok',
    three('Dec 20, 2023 at 5:46:10 PM', '20.12.2023 17:47', '12/20/23 5:50 PM'),
  ],
  [
    'Discord',
    'Ana Ruiz — 12/20/2023 5:46 PM\nWhere?\nCare — Yesterday at 5:47 PM\nMonday\nsecond line\nAna Ruiz — Today at 5:50 PM\nok',
    three('12/20/2023 5:46 PM', 'Yesterday at 5:47 PM', 'Today at 5:50 PM'),
  ],
  [
    'Discord, exported',
    '[20-Dec-23 05:46 PM] Ana Ruiz\nWhere?\n\n[20-Dec-23 05:47 PM] Care\nMonday\nsecond line\n\n[20-Dec-23 05:50 PM] Ana Ruiz\nok',
    three('20-Dec-23 05:46 PM', '20-Dec-23 05:47 PM', '20-Dec-23 05:50 PM'),
  ],
  [
    'Slack',
    'Ana Ruiz  5:46 PM\nWhere?\nCare  5:47 PM\nMonday\nsecond line\nAna Ruiz  5:50 PM\nok',
    three('5:46 PM', '5:47 PM', '5:50 PM'),
  ],
  [
    'Slack, in brackets',
    'Ana Ruiz  [5:46 PM]\nWhere?\nCare  [5:47 PM]\nMonday\nsecond line\nAna Ruiz  [5:50 PM]\nok',
    three('5:46 PM', '5:47 PM', '5:50 PM'),
  ],
  [
    'Google Chat',
    'Ana Ruiz\nYesterday 5:46 PM\nWhere?\nCare\nYesterday 5:47 PM\nMonday\nsecond line\nAna Ruiz\nYesterday 5:50 PM\nok',
    three('Yesterday 5:46 PM', 'Yesterday 5:47 PM', 'Yesterday 5:50 PM'),
  ],
  [
    'Intercom',
    'Conversation with Ana Ruiz\nStarted on December 20, 2023 at 05:46 PM Europe/Dublin time\n\n---\n\nDecember 20, 2023\n05:46 PM | Ana Ruiz: Where?\n\n05:47 PM | Care: Monday\nsecond line\n\n05:50 PM | Ana Ruiz: ok\n\n---\nExported from Shop on December 21, 2023 at 05:46 PM',
    three('05:46 PM', '05:47 PM', '05:50 PM'),
  ],
  [
    'Zendesk chat',
    'Chat started: 2023-12-20 05:46 PM UTC\n\n(05:46:10 PM) *** Ana joined the chat ***\n(05:46:20 PM) Ana: Where?\n(05:47:10 PM) Care: Monday\n(05:50:10 PM) Ana: ok',
    [
      ['05:46:10 PM', null, '*** Ana joined the chat ***'],
      ['05:46:20 PM', 'Ana', 'Where?'],
      ['05:47:10 PM', 'Care', 'Monday'],
      ['05:50:10 PM', 'Ana', 'ok'],
    ],
  ],
  [
    'Zendesk ticket',
    'Ana Ruiz, Dec 20, 2023, 17:46\n\nWhere?\n\nCare, Dec 20, 2023, 17:47\n\nMonday\nsecond line\n\nAna Ruiz, Dec 20, 2023, 17:50\n\nok',
    three('Dec 20, 2023, 17:46', 'Dec 20, 2023, 17:47', 'Dec 20, 2023, 17:50'),
  ],
  [
    'Teams, yesterday',
    '[Yesterday 5:46 PM] Ana Ruiz\nWhere?\n[Yesterday 5:47 PM] Care\nMonday\nsecond line\n[Yesterday 5:50 PM] Ana Ruiz\nok',
    three('Yesterday 5:46 PM', 'Yesterday 5:47 PM', 'Yesterday 5:50 PM'),
  ],
  [
    'Teams, German',
    '[20.12. 17:46] Ana Ruiz\nWhere?\n[20.12. 17:47] Care\nMonday\nsecond line\n[20.12. 17:50] Ana Ruiz\nok',
    three('20.12. 17:46', '20.12. 17:47', '20.12. 17:50'),
  ],
  [
    'Teams, at full quarters of an hour',
    '[12/20 5:45 PM] Ana Ruiz\nWhere?\n[12/20 6:00 PM] Care\nMonday\nsecond line\n[12/20 6:15 PM] Ana Ruiz\nok',
    three('12/20 5:45 PM', '12/20 6:00 PM', '12/20 6:15 PM'),
  ],
  [
    'WhatsApp, two messages in a minute',
    '20/12/23, 10:00 - Ana: hi\n20/12/23, 10:00 - Bob: yes\n20/12/23, 10:15 - Ana: ok',
    [
      ['20/12/23, 10:00', 'Ana', 'hi'],
      ['20/12/23, 10:00', 'Bob', 'yes'],
      ['20/12/23, 10:15', 'Ana', 'ok'],
    ],
  ],
  [
    'WeCom',
    '林小雨  2023/12/20 17:46:10\n在哪\n\n客服@微信  2023/12/20 17:47:10\n周一\n\n林小雨  2023/12/20 17:50:10\n好',
    [
      ['2023/12/20 17:46:10', '林小雨', '在哪'],
      ['2023/12/20 17:47:10', '客服@微信', '周一'],
      ['2023/12/20 17:50:10', '林小雨', '好'],
    ],
  ],
  [
    'DingTalk',
    '张三(运营) 12月20日 17:46\n在哪\n\n客服 12月20日 17:47\n周一\n\n张三(运营) 12月20日 17:50\n好',
    [
      ['12月20日 17:46', '张三(运营)', '在哪'],
      ['12月20日 17:47', '客服', '周一'],
      ['12月20日 17:50', '张三(运营)', '好'],
    ],
  ],
  [
    'Feishu',
    '张三 昨天 17:46\n在哪\n客服 昨天 17:47\n周一\n张三 17:50\n好',
    [
      ['昨天 17:46', '张三', '在哪'],
      ['昨天 17:47', '客服', '周一'],
      ['17:50', '张三', '好'],
    ],
  ],
  [
    'Feishu, two lines',
    '张三\n12月20日 17:46\n在哪\n\n客服\n12月20日 17:47\n周一',
    [
      ['12月20日 17:46', '张三', '在哪'],
      ['12月20日 17:47', '客服', '周一'],
    ],
  ],
  [
    'QQ with an address as name',
    '2023-12-20 17:46:10 张三(10086)\n在哪\n\n2023-12-20 17:47:10 客服<kf@x.y>\n周一',
    [
      ['2023-12-20 17:46:10', '张三(10086)', '在哪'],
      ['2023-12-20 17:47:10', '客服<kf@x.y>', '周一'],
    ],
  ],
  [
    'Zoom',
    '17:46:10 From Ana Ruiz to Everyone:\n\tWhere?\n17:47:10 From Care to Everyone:\n\tMonday\nsecond line\n17:50:10 From Ana Ruiz to Everyone:\n\tok',
    three('17:46:10', '17:47:10', '17:50:10'),
  ],
  [
    'IRC',
    '[17:46] <ana> where?\n[17:47] <@care> monday\n[17:48] * care waves\n[17:50] <ana> ok',
    [
      ['17:46', 'ana', 'where?'],
      ['17:47', '@care', 'monday'],
      ['17:48', null, '* care waves'],
      ['17:50', 'ana', 'ok'],
    ],
  ],
  [
    'a transcript of a meeting',
    'Ana Ruiz  0:03\nWhere?\n\nCare  0:10\nMonday\nsecond line\n\nAna Ruiz  0:14\nok',
    three('0:03', '0:10', '0:14'),
  ],
  [
    'WebVTT with voices',
    'WEBVTT\n\nNOTE made by hand\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Ana Ruiz>Where?\n\n2\n00:00:04.000 --> 00:00:06.500 align:start\n<v Care>Monday\nsecond line</v>\n\nNOTE another\n\n00:00:07.000 --> 00:00:08.000\n<v Ana Ruiz>ok</v>\n',
    three('00:00:01.000', '00:00:04.000', '00:00:07.000'),
  ],
  [
    'WebVTT, two voices in a cue, and one without',
    'WEBVTT\r\n\r\na-1\r\n00:01.000 --> 00:04.000\r\n<v Ana>Hi\r\n<v Bob>Hey\r\n\r\na-2\r\n00:04.000 --> 00:06.000\r\nplain words\r\n',
    [
      ['00:01.000', 'Ana', 'Hi'],
      ['00:01.000', 'Bob', 'Hey'],
      ['00:04.000', null, 'plain words'],
    ],
  ],
  [
    'SRT with names',
    '1\n00:00:01,000 --> 00:00:04,000\nAna Ruiz: Where?\n\n2\n00:00:04,000 --> 00:00:06,500\nCare: Monday\nsecond line\n\n3\n00:00:07,000 --> 00:00:08,000\nAna Ruiz: ok',
    three('00:00:01,000', '00:00:04,000', '00:00:07,000'),
  ],
  [
    'SRT, where a colon is no name',
    '1\n00:00:01,000 --> 00:00:04,000\nHe said: no way.\n\n2\n00:00:04,000 --> 00:00:06,500\nThen he left\n',
    [
      ['00:00:01,000', null, 'He said: no way.'],
      ['00:00:04,000', null, 'Then he left'],
    ],
  ],
  [
    'names in bold',
    '**User:** how?\n**Assistant:** so.',
    [
      [null, 'User', 'how?'],
      [null, 'Assistant', 'so.'],
    ],
  ],
  [
    'names as headings',
    '### Human: how?\n### Assistant: so.',
    [
      [null, 'Human', 'how?'],
      [null, 'Assistant', 'so.'],
    ],
  ],
]

it.each(APPS)('%s', (_, text, rows) => {
  expect(rowsOf(text)).toEqual(rows)
  expectWhole(text)
})

it('a heading with the date belongs to the metadata of the message below it', () => {
  const text = '2023/12/20(水)\n17:46\tAna\tどこ？\n\n2023/12/21(木)\n17:47\tCare\t月曜'
  expect(findDialogue(text)!.turns.map(({ head: [first] }) => text.slice(...first!))).toEqual([
    '2023/12/20(水)\n17:46\tAna\t',
    '2023/12/21(木)\n17:47\tCare\t',
  ])
  const { sentences } = splitSentences(text, { metadata: 'in' })
  expect(sentences.map((one) => one.text)).toEqual([
    '2023/12/20(水)\n17:46\tAna\tどこ？',
    '2023/12/21(木)\n17:47\tCare\t月曜',
  ])
})
