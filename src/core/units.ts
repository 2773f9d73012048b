/** The units of the heatmap: each row or column is a sentence, or a chunk of sentences. */
import { prepareText } from '../engine/text/prepare'
import { recogniserNow } from '../engine/text/sentences/dialogue'
import { splitSentences } from '../engine/text/sentences/split'
import type { SentenceMetadata, SplitEdits, SplitText } from '../engine/text/sentences/types'
import type { TextJob } from '../engine/text/work'
import type { UnitsInput } from '../engine/heatmap/types'
import type { Chunk } from '../engine/text/chunks/types'
import { inputRangeOf, modelInputOf, prefixOf, rulesOf, textOf, type TextInputs } from './prepared'
import { memoize, memoizeTexts } from './memoize'
import { textInputs } from './selectors'
import { isLong, workedNow, type TextWorkInputs } from './text/long-texts'
import type { AppState, RunInputs, Side } from './state'

/** One row or column of the heatmap. */
export interface Unit {
  /** UTF-16 range [start, end) of the original text. */
  readonly start: number
  readonly end: number
  /** The original text, before rules are applied. */
  readonly text: string
  /** The model input if the unit is encoded alone: rules applied, prefix included. Throws EngineError rules/too-much. */
  readonly input: string
  readonly speaker: string | null
  readonly timestamp: string | null
}

const split = memoizeTexts(4, (text: string, edits: SplitEdits, metadata: SentenceMetadata, _by: unknown) =>
  splitSentences(text, { edits, metadata }),
)

/** Keeps the sentences that a worker found, so that nobody here has to find them again. */
export const keepSplit = ({ text, edits, metadata }: TextJob, value: SplitText): void =>
  split.keep(value, text, edits, metadata, recogniserNow())

/**
 * The sentences of a side, with the user's edits applied. Of a long text this takes time: views ask for `splitNow`, and
 * actions wait for `textsReady` first.
 */
export const splitOf = (
  { splits, settings, ...texts }: Pick<AppState, 'a' | 'b' | 'settings' | 'splits'>,
  side: Side,
): SplitText =>
  split(texts[side].text, splits[side], settings.metadata === 'in' ? 'in' : 'out', recogniserNow())

const NO_SPLIT: SplitText = { sentences: [], dialogue: null }

/**
 * The sentences of a side as far as they are known at this moment. While a worker splits a long text again, because rules or
 * edits have changed, they are those from before; of a new text they are none (`isPending` says so).
 */
export function splitNow(state: TextWorkInputs, side: Side): SplitText {
  if (!isLong(state, side)) return splitOf(state, side)
  const worked = workedNow(state, side)
  if (worked !== null) return worked.split
  const { done } = state.longTexts[side]
  return done?.job.text === state[side].text ? done.split : NO_SPLIT
}

type InputOptions = Pick<RunInputs, 'rules' | 'prefix'>

/**
 * The model input of a unit that is encoded alone. Rules are applied to the unit alone; its timestamps are already
 * removed.
 * @throws EngineError rules/too-much
 */
const inputFor = (text: string, side: Side, { rules, prefix }: InputOptions): string =>
  prefixOf({ prefix }, side) +
  prepareText(text, { rules: rulesOf(rules), leaveOutMetadata: false }).mapped.text

const unitsOf = memoize(
  4,
  ({ sentences }: SplitText, rules: string, prefix: string, side: Side): readonly Unit[] =>
    sentences.map(({ start, end, text, speaker, timestamp }) => ({
      start,
      end,
      text,
      // Only a run reads this: views would wait for the rules of every sentence, and fail where rules are stopped.
      get input() {
        return inputFor(text, side, { rules, prefix })
      },
      speaker,
      timestamp,
    })),
)

export function sentenceUnits(
  state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules' | 'splits'>,
  side: Side,
): readonly Unit[] {
  const { rules, prefix } = textInputs(state)
  return unitsOf(splitOf(state, side), rules, prefix, side)
}

/** The same for views, from `splitNow`. */
export function sentenceUnitsNow(state: TextWorkInputs, side: Side): readonly Unit[] {
  const { rules, prefix } = textInputs(state)
  return unitsOf(splitNow(state, side), rules, prefix, side)
}

/**
 * Creates units from chunks of sentences. A chunk's text goes from its first to its last sentence; its speaker and
 * timestamp are those of its first sentence.
 */
export function chunkUnits(state: AppState, side: Side, chunks: readonly Chunk[]): readonly Unit[] {
  const { sentences, dialogue } = splitOf(state, side)
  const text = state[side].text
  const options = textInputs(state)
  return chunks.map(({ from, to }) => {
    const inside = sentences.slice(from, to)
    const { start, speaker, timestamp } = inside[0]!
    const { end } = inside.at(-1)!
    // In a conversation, timestamps stand between the turns. So the sentences are joined instead of taking the whole
    // range.
    const content = dialogue === null ? text.slice(start, end) : inside.map((one) => one.text).join('\n')
    return { start, end, text: content, input: inputFor(content, side, options), speaker, timestamp }
  })
}

/** The units of a side in the form of an engine call. */
export function unitsInput(inputs: TextInputs, side: Side, list: readonly Unit[]): UnitsInput {
  return {
    whole: modelInputOf(inputs, side),
    units: list.map(({ input, start, end }) => {
      const [from, to] = inputRangeOf(inputs, side, start, end)
      return { text: input, start: from, end: to }
    }),
  }
}

/** The whole text as one unit. */
export const wholeUnit = (inputs: TextInputs, side: Side): Unit => ({
  start: 0,
  end: textOf(inputs, side).length,
  text: textOf(inputs, side),
  input: modelInputOf(inputs, side),
  speaker: null,
  timestamp: null,
})
