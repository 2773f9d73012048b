/** What is no conversation: nothing of it may become a speaker or a time. */
import { expect, it } from 'vitest'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'

const NONE: Readonly<Record<string, string>> = {
  'a document that quotes a chat': `${'A line of an article about chats.\n'.repeat(100)}[17:46] Ana: hi\n[17:47] Bob: yes\n${'Another line of it.\n'.repeat(20)}`,
  'a list of changes':
    '[2024-03-12 10:00] Fixed: crash\n[2024-03-13 11:00] Added: feature\n[2024-03-14 11:00] Fixed: typo',
  jobs: '[2024-03-12 10:00:00] Backup: started\n[2024-03-12 10:05:00] Backup: done\n[2024-03-12 10:06:00] Cleanup: done',
  'a schedule with dates':
    '2023-12-20 09:00 - Opening: welcome\n2023-12-20 10:00 - Keynote: models\n2023-12-20 12:00 - Lunch: food',
  'a schedule that repeats':
    '9:00 AM - Yoga: room 2\n10:00 AM - Pilates: room 3\n11:00 AM - Yoga: room 1\n12:00 PM - Pilates: room 4',
  'a schedule of days':
    'Monday 9:00 AM - Yoga: room 2\nMonday 10:00 AM - Pilates: room 3\nTuesday 9:00 AM - Yoga: room 1',
  'a schedule with ranges': '09:00–10:00 Registration\n10:00–11:00 Keynote: Ana Ruiz\n11:00–12:00 Panel: Bob',
  'a schedule in brackets': '[09:00] Registration: hall\n[10:00] Keynote: Ana\n[11:00] Panel: Bob',
  'a timetable':
    'ICE 592 08:15\nFrankfurt to Berlin\nICE 593 09:15\nBerlin to Frankfurt\nICE 592 10:15\nFrankfurt to Berlin',
  departures: '08:15 Frankfurt\n10:42 Berlin\n13:05 Hamburg',
  showtimes: 'Hamlet 19:30\nDune 21:00\nHamlet 22:15',
  'opening hours': 'Mon: 09:00-17:00\nTue: 09:00-17:00\nWed: closed\nThu: 9:00-12:00',
  'a log with levels':
    '2023-12-20 17:46:10,123 INFO root: started\n2023-12-20 17:46:11,123 ERROR root: failed: timeout',
  syslog:
    'Dec 20 17:46:10 myhost sshd[123]: Accepted\nDec 20 17:46:11 myhost sshd[123]: opened\nDec 20 17:46:12 myhost kernel: usb 1-1: new',
  'syslog without process ids':
    'Dec 20 17:46:10 web01 systemd: Started\nDec 20 17:46:11 web01 kernel: usb\nDec 20 17:46:12 web01 systemd: Stopped',
  'a Spring log':
    '2023-12-20T17:46:10.123Z  INFO 1234 --- [main] c.e.App : Started\n2023-12-20T17:46:11.123Z  WARN 1234 --- [main] c.e.App : Slow',
  'a Laravel log': '[2023-12-20 17:46:10] production.ERROR: boom\n[2023-12-20 17:46:11] production.INFO: ok',
  'an nginx log':
    '2023/12/20 17:46:10 [error] 1234#0: *1 open() failed\n2023/12/20 17:46:11 [error] 1234#0: *2 open() failed',
  'a Python log':
    '2023-12-20 17:46:10,123 - root - INFO - started: ok\n2023-12-20 17:46:11,123 - root - ERROR - failed: bad',
  'a daemon': '10:15:32 nginx: reload\n10:15:33 nginx: ok\n10:15:34 nginx: done',
  'an access log':
    '127.0.0.1 - - [20/Dec/2023:17:46:10 +0000] "GET / HTTP/1.1" 200 5\n127.0.0.1 - - [20/Dec/2023:17:46:11 +0000] "GET /a HTTP/1.1" 200 5',
  sensors:
    '2023-12-20 17:46:10 temperature: 20.1\n2023-12-20 17:46:20 temperature: 20.2\n2023-12-20 17:46:30 humidity: 40',
  weather: 'Paris 17:46: 12 °C\nLyon 17:46: 14 °C\nParis 18:46: 11 °C',
  'ISO times in prose':
    'The server restarted at 2023-12-20T17:46:10Z and then: nothing.\nAt 2023-12-20T18:00:00Z it came back: fine.',
  'sentences that lead to a time':
    'Restarted at 2023-12-20 17:46: all good.\nStopped at 2023-12-20 17:50: bad.\nRestarted at 2023-12-20 17:56: all good.',
  'a story': 'We met at 5:46 PM: it was late.\nThen at 6:10 PM: dinner.\n',
  verses:
    '3:16 For God so loved the world: that he gave\n3:17 For God sent not his Son\n3:18 He that believeth: on him',
  'verses with their book': 'John 3:16\nFor God so loved the world\n\nJohn 3:17\nFor God sent not his Son',
  'verses of several books':
    'John 11:35\nJesus wept.\n\nLuke 12:10\nAnd whosoever\n\nJohn 13:34\nA new commandment',
  'verses, on a line': 'John 11:35: Jesus wept.\nJohn 11:36: Then said the Jews\nJohn 11:37: And some',
  'verses in Chinese': '创世记 1:10 神称旱地为地\n创世记 1:11 神说：地要发生青草',
  prices: 'Coffee: $3.50\nTea: $2.00\nCoffee large: $4.50\nTea: $3.00',
  'prices in euro': 'Apple: 3 €\nPear: 2 €\nApple: 4 €\nPear: 3 €',
  receipts: '12/20/23 17:46 Coffee 3.50\n12/20/23 18:46 Lunch 13.50',
  nutrition: 'Energy: 500 kJ\nFat: 3 g\nEnergy: 600 kJ\nFat: 4 g',
  Python: 'try:\n    x = 1\nexcept ValueError:\n    pass\ntry:\n    y = 2\nexcept ValueError:\n    pass',
  YAML: 'host: a\nport: 80\nhost: b\nport: 81',
  'YAML, a list': '- name: build\n  run: make all\n- name: test\n  run: make test',
  CSS: 'color: red;\nmargin: 0;\ncolor: blue;\nmargin: 1px;',
  SQL: "INSERT INTO t VALUES ('2023-12-20 17:46:10', 'Ana: hi');\nINSERT INTO t VALUES ('2023-12-20 17:47:10', 'Bob: yes');",
  records: 'Name: Ana\nAge: 12\n\nName: Bob\nAge: 13',
  'records with other fields':
    'Dish: soup of the day\nChef: Ana Ruiz\n\nDish: fish and chips\nChef: Bob Stone',
  'a poem':
    'The sea is calm tonight.\nThe tide is full, the moon lies fair\nUpon the straits; on the French coast the light\nGleams and is gone',
  'a recipe': 'Flour: 200 g\nSugar: 100 g\nFlour: 300 g\nSugar: 50 g',
  steps: 'Step 1: mix flour and sugar\nStep 2: bake it\nStep 3: eat',
  'sections of a contract':
    'Section 1: Definitions\nIn this agreement: the Company means X.\nSection 2: Term\nThe term: two years.',
  'parties of a contract': '甲方：某某公司\n乙方：某某人\n甲方：负责交付\n乙方：负责付款',
  'terms with times':
    'The tenant shall vacate by 12/20/2023 5:46 PM: no exceptions.\nThe landlord shall inspect by 12/21/2023 5:46 PM: no exceptions.',
  'a Java stack':
    'Exception in thread "main" java.lang.NullPointerException: x\n\tat com.foo.Bar.main(Bar.java:10)\nCaused by: java.io.IOException: y\n\tat com.foo.Baz(Baz.java:20)\nCaused by: java.io.IOException: z',
  'a Java stack with a time':
    '2023-12-20 17:46:10 java.lang.NullPointerException: null\n\tat com.foo.Bar.main(Bar.java:10)',
  'a Python stack':
    'Traceback (most recent call last):\n  File "a.py", line 10, in f\n    x()\nValueError: bad\n\nDuring handling:\nTraceback (most recent call last):\nValueError: worse',
  'Python stacks with times':
    '2023-12-20 17:46:10 Traceback (most recent call last):\n  File "x.py", line 1\n2023-12-20 17:46:11 Traceback (most recent call last):\n  File "x.py", line 1',
  'a log of garbage collection':
    '[2023-12-20T17:46:10.123+0000] GC(0): Pause Young\n[2023-12-20T17:46:11.123+0000] GC(1): Pause Full\n[2023-12-20T17:46:11.123+0000] GC(1): Pause Full',
  'the way of a parcel':
    '2023-12-20 17:46 快件已到达：北京\n2023-12-20 19:46 快件已发出：北京\n2023-12-21 03:46 快件已到达：上海',
  phrases: 'For the dough: flour\nFor the filling: apples\nFor the dough: butter\nFor the filling: sugar',
  'a poem with colons':
    'O rose: thou art sick.\nThe worm: that flies\nO rose: in the night,\nThe worm: howling',
  'times in Chinese prose':
    '系统于2023-12-20 17:46:10重启：一切正常。\n随后在2023-12-20 18:00:00恢复：正常。',
  'a Go log': '2023/12/20 17:46:10 main.go:12: started\n2023/12/20 17:46:11 main.go:15: stopped',
  'a calendar file': 'DTSTART:20231220T174610Z\nSUMMARY:Meeting\nDTSTART:20231221T174610Z\nSUMMARY:Lunch',
  'pros and cons': 'Pro: cheap and good\nCon: slow\nPro: fast to install\nCon: heavy',
  'a week': 'Monday: run 5 km\nTuesday: rest\nMonday: run 6 km\nTuesday: rest again',
  'a reminder': '2023-12-20 17:46 Meeting: bring slides',
  'a note with seconds': '2023-12-20 17:46:10 Note: the server restarts',
  'a change log': 'v1.2 2023-12-20 10:00\n- fixed\n\nv1.1 2023-11-20 10:00\n- added',
  'a mail': 'From: Ana\nTo: Bob\nDate: Wed, 20 Dec 2023 17:46:10 +0100\nSubject: hi\n\nHello Bob,\nsee you.',
  'a quoted mail': 'On Wed, Dec 20, 2023 at 5:46 PM Ana Ruiz <a@b.c> wrote:\n> Where is it?\n> Thanks',
  commits:
    'commit abc\nAuthor: Ana <a@b.c>\nDate:   Wed Dec 20 17:46:10 2023 +0100\n\n    Fix: it\n\ncommit def\nAuthor: Bob <a@b.c>\nDate:   Wed Dec 20 17:46:10 2023 +0100\n\n    Add: it',
  'a diary': '2023-12-20 17:46\nI woke up late.\n\n2023-12-21 18:00\nRain.',
  'lyrics with times': '[00:12.00] Love: is all\n[00:17.20] Love: you need',
  'products as JSON':
    '[{"name":"Phone","text":"A phone with a good camera"},{"name":"Case","text":"A case for it"}]',
  'reviews as JSON': '[{"user":"ana","rating":5,"text":"good"},{"user":"bob","rating":1,"text":"bad"}]',
  'an article as JSON':
    '{"title":"News","author":"Ana","date":"2023-12-20","body":"The city has opened a new bridge today."}',
  'a log as JSON Lines':
    '{"level":"info","ts":"2023","msg":"started","user":"root"}\n{"level":"info","ts":"2023","msg":"stopped","user":"root"}',
  'a HAR':
    '{"log":{"entries":[{"request":{"headers":[{"name":"a","value":"b"},{"name":"c","value":"d"}]}}]}}',
  'an embedding request': '{"input":["Hello world how are you","b"],"model":"m","user":"ana"}',
  'a package': '{"name":"x","version":"1.0.0","author":"Ana","description":"A long description of it"}',
  SQuAD:
    '{"data":[{"title":"T","paragraphs":[{"context":"Long context here","qas":[{"question":"q?","answers":[{"text":"a"}]}]}]}]}',
  'a table of products': 'name,text\nPhone,A phone\nCase,A case',
}

it.each(Object.entries(NONE))('%s', (_, text) => {
  expect(findDialogue(text)).toBeNull()
  const kept = splitSentences(text)
    .sentences.map((one) => one.text)
    .join('')
  expect(kept.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
})

// Each of these once took time that grows with the square of the length, or is of the kind that does.
it.each([
  ['a chat', '1/4/24, 7:02\u202fPM - Ana Ruiz: is my parcel late\n'],
  ['a long line with times', '1:23 '],
  ['lines with times', 'This is a sentence with: colon 16:43 and on 2023-12-20 17:46 text.\n'],
  ['dates', '2023-12-20\n'],
  ['names on lines', 'Ana\n5:46 PM\nhi\n'],
  ['brackets', '[{"a":'],
  ['quotes', '"'],
  ['commas', '"a,'],
  ['JSON Lines', '{"role":"user","content":"a\\nb"}\n'],
  ['cues', '00:00:01.000 --> 00:00:02.000\nAna: x\n\n'],
  ['blank lines', '\n'],
])('half a million characters of %s are read in one go', (_, piece) => {
  const text = piece.repeat(Math.ceil(500_000 / piece.length))
  const { sentences } = splitSentences(text)
  expect(sentences.every(({ start, end }) => end > start)).toBe(true)
})
