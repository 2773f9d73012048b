/** Why does my vector differ? */
import { howWords } from './en-how'
import { hypothesisWords } from './en-hypothesis'
import { answerWords } from './en-answer'

export const why = {
  intro:
    'Paste the vector that production has for this text. m3scope encodes the text again under hypotheses (pooling, truncation, prefix, cleaning, encoding, rounding …), one by one and in pairs, and says which of them gives that vector.',
  side: 'The vector belongs to',
  sideA: 'text A',
  sideB: 'text B',
  title: 'Title (optional)',
  titleHint: 'A title that production may join to the text',
  vector: 'The other vector',
  vectorHint:
    'JSON, comma-separated numbers, base64 of float32, a full server response, a Milvus or Qdrant row, lexical_weights, ColBERT rows',
  takeForeign: 'Use the vectors from {{from}}',
  from: 'From {{from}}',
  choose: 'There are several vectors. Which one?',
  choice: '{{label}} · {{what}}',
  read: 'Recognised: {{what}}',
  example: 'Example: text A with a hidden prefix',
  empty:
    'Nothing is pasted yet. The example adds “query: ” before text A, as some servers do, makes a vector of that, and explains it.',
  what: {
    dense: 'dense vector, {{size}} dimensions',
    sparse: 'sparse weights, ids: {{size}}',
    colbert: 'ColBERT rows, {{size}}',
  },
  ...howWords,
  /** Parts of the sentence about an encoding. */
  lost: {
    ignore: ', characters that it lacks dropped,',
    replace: ', with ? for characters that it lacks,',
    xmlcharref: ', with &#N; for characters that it lacks,',
  },
  errors: {
    replace: ' (Python, errors="replace")',
    ignore: ' (Python, errors="ignore")',
  },
  times: ', {{times}} times',
  garbled: {
    as: 'The text here looks garbled: UTF-8 that was read as {{encoding}}. Production may have the right text.',
    bytes:
      'The text here looks garbled: {{encoding}} that was read as Latin-1. Production may have the right text.',
    unknown:
      'The text here has U+FFFD: bytes were lost when it was decoded. Production may have the right text.',
    restored: 'It may have been: “{{text}}”',
    lost: 'Bytes are lost, so it cannot be restored.',
  },
  templates: {
    label: 'Your own templates',
    hint: 'One per line: {title}\\n{text}, {other}, or s/from/to/flags',
    noField:
      '“{{template}}” has no {text}, {other} or {title}, and is not s/from/to/ either: it is left out.',
    notAPattern: 'The regular expression of “{{template}}” cannot be read: it is left out.',
  },
  run: {
    start: 'Explain',
    again: 'Explain again',
    cancel: 'Cancel',
    progress: 'Progress',
    starting: 'Waiting for the model …',
    running: '{{done}} of {{total}} compared',
    pairs: 'pairs: {{done}} of {{total}} compared',
    layer: 'layers: {{done}} of {{total}}',
    best: 'best so far: {{what}}, {{cosine}}',
    done: 'token sequences compared: {{compared}}; model runs: {{encoded}}; {{time}}',
    cancelled: 'Cancelled. The result below is from an earlier run.',
    cancelledFirst: 'Cancelled.',
  },
  plain: 'as the page encodes it',
  ...answerWords,
  provenance: 'How our numbers were computed',
  copy: 'Copy as JSON',
  ...hypothesisWords,
}
