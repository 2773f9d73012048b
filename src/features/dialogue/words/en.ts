export const dialogue = {
  dialogue: 'dialogue',
  turns_one: '{{count}} turn',
  turns_other: '{{count}} turns',
  speakers_one: '{{count}} speaker',
  speakers_other: '{{count}} speakers',
  /** Headers: timestamps and speakers. */
  headers: {
    sentences: 'headers encoded',
    out: 'headers left out',
    in: 'headers encoded everywhere',
  },
  /** The same, where there is little room. */
  short: { sentences: 'headers in', out: 'headers out', in: 'headers in' },
  recognised: 'Recognised as',
  format: {
    bracketed: '[time] name: message',
    'head-line': 'time and name on a line of their own above each message',
    'time-name': 'time name: message',
    'name-time': 'name time: message',
    'name-line': 'name and time on two lines above each message',
    speaker: 'name: message',
    cues: 'subtitles (WebVTT, SRT)',
    table: 'table with columns for speaker and message',
    json: 'JSON with messages',
    'json-lines': 'JSON Lines with messages',
  },
  who: 'Speakers',
  nobody: 'without a name',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  leftOut: 'Outside of messages',
  cost: 'Headers take',
  tokens_one: '{{count}} token',
  tokens_other: '{{count}} tokens',
  ask: 'Headers (timestamps and speakers) of both texts:',
  choice: {
    sentences: 'left out of sentences',
    out: 'left out everywhere',
    in: 'encoded',
  },
  about: {
    sentences:
      'The whole text is encoded with them, as it is. Sentences and chunks are encoded without them.',
    out: 'Only what was said is encoded; turns are joined by line breaks. What is left out is grey in the editor.',
    in: 'They are encoded like any other text, also in sentences and chunks.',
  },
}
