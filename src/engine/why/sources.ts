/** Hypotheses about another text: the other text of the pair, a title with the text, or a part of it. */
import type { LoadedModel } from '../model/load'
import { packChunks } from '../text/chunks/pack'
import { splitSentences } from '../text/sentences/split'
import { hypothesis, type HypothesisName, type Hypothesis } from './names'
import type { TextHypothesis } from './recipe'
import type { WhyInput } from './types'

/** Maximum number of parts of each kind: a long text has hundreds of sentences, and each needs a run. */
const MOST_PARTS = 16
/** Of a longer text, only the beginning is cut into parts. */
const MOST_SENTENCES = 2_000
/** Up to this number of sentences, every range of sentences is tried; with more, only ranges from the first sentence. */
const ALL_RANGES = 7
const CHARACTERS = [128, 200, 256, 300, 400, 500, 512, 800, 1000, 1024, 1500, 2000, 4000]
const CHUNK_TOKENS = [128, 256, 512]

/** What may stand between title and text: its id, the characters, and how they are shown. */
const SEPARATORS: readonly (readonly [id: string, between: string, shown: string])[] = [
  ['newline', '\n', '\\n'],
  ['space', ' ', '␣'],
  ['blank-line', '\n\n', '\\n\\n'],
  ['colon', ': ', ': '],
  ['period', '. ', '. '],
  ['full-stop', '。', '。'],
  ['full-width-colon', '：', '：'],
  ['dash', ' - ', ' - '],
  ['bar', ' | ', ' | '],
  ['comma', ', ', ', '],
  ['nothing', '', '∅'],
  ['eos', '</s>', '</s>'],
]

export function sourceHypotheses(model: LoadedModel, input: WhyInput): TextHypothesis[] {
  const { text, other, title, otherPrefix } = input
  const found: TextHypothesis[] = []
  const seen = new Set([text])
  const add = (found_: Hypothesis, source: string, isCommon = false) => {
    if (seen.has(source) || source.trim() === '') return
    seen.add(source)
    found.push({
      hypothesis: found_,
      subject: 'source',
      isCommon,
      change: (recipe) => ({ ...recipe, source }),
    })
  }
  if (other !== null && other.trim() !== '' && other !== text)
    found.push({
      hypothesis: hypothesis('other-text'),
      subject: 'source',
      isCommon: true,
      change: (recipe) => ({ ...recipe, source: other, prefix: otherPrefix }),
    })
  if (title !== null && title.trim() !== '') {
    for (const [id, between, shown] of SEPARATORS)
      add(hypothesis('title', `title-${id}`, { between: shown }), title + between + text, true)
    add(hypothesis('title-only'), title)
  }
  for (const [part, source] of parts(model, input)) add(part, source)
  return found
}

type Part = readonly [Hypothesis, string]

function parts(model: LoadedModel, { text, settings }: WhyInput): Part[] {
  const found: Part[] = []
  const add = (name: HypothesisName, id: string, values: Hypothesis['values'], source: string) =>
    found.push([hypothesis(name, id, values), source])
  const sentences = splitSentences(text, { dialogue: false }).sentences.slice(0, MOST_SENTENCES)
  const line = text.indexOf('\n')
  if (line >= 0) add('without-first-line', 'without-first-line', {}, text.slice(line + 1))
  sentences
    .slice(0, MOST_PARTS)
    .forEach((sentence, at) => add('sentence', `sentence-${at + 1}`, { n: at + 1 }, sentence.text))
  for (const [from, to] of ranges(sentences.length))
    add(
      'sentences',
      `sentences-${from}-${to}`,
      { from, to },
      text.slice(sentences[from - 1]!.start, sentences[to - 1]!.end),
    )
  const paragraphs = text.split(/\n[^\S\n]*\n\s*/)
  if (paragraphs.length > 1)
    paragraphs
      .slice(0, MOST_PARTS)
      .forEach((each, at) => add('paragraph', `paragraph-${at + 1}`, { n: at + 1 }, each))
  const middle = whole(text, Math.floor(text.length / 2))
  add('first-half', 'first-half', {}, text.slice(0, middle))
  add('second-half', 'second-half', {}, text.slice(middle))
  for (const n of CHARACTERS)
    if (n < text.length)
      add('first-characters', `first-${n}-characters`, { n }, text.slice(0, whole(text, n)))
  const tokenizer = model.tokenizers.get(settings.tokenizerMode)
  const none = tokenizer.count('')
  const counts = sentences.map((sentence) => tokenizer.count(sentence.text) - none)
  const opens = sentences.map(({ opensParagraph }) => opensParagraph)
  for (const size of CHUNK_TOKENS)
    packChunks(counts, opens, size, 0)
      .slice(0, MOST_PARTS)
      .forEach(({ from, to }, at) =>
        add(
          'chunk',
          `chunk-${at + 1}-of-${size}-tokens`,
          { n: at + 1, size },
          text.slice(sentences[from]!.start, sentences[to - 1]!.end),
        ),
      )
  return found
}

/** Several sentences that follow each other, from 1: [from, to]; those from the first on come first. */
function ranges(count: number): (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = []
  const starts = count <= ALL_RANGES ? count - 1 : 1
  for (let from = 1; from <= starts; from++)
    for (let to = from + 1; to <= Math.min(count, MOST_PARTS); to++) found.push([from, to])
  return found
}

/** Never cuts between the halves of a surrogate pair. */
const whole = (text: string, at: number): number => (/[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at + 1 : at)
