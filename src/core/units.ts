/** The rows and columns of the heatmap: sentences, or chunks of them. */
import { prepareText } from '../engine/text/prepare'
import { splitSentences } from '../engine/text/sentences/split'
import type { SentenceMetadata, SplitEdits, SplitText } from '../engine/text/sentences/types'
import type { UnitsInput } from '../engine/heatmap/types'
import type { Chunk } from '../engine/text/chunks/types'
import { inputRangeOf, modelInputOf, prefixOf, rulesOf, textOf, type TextInputs } from './prepared'
import { memoize } from './memoize'
import { textInputs } from './selectors'
import type { AppState, RunInputs, Side } from './state'

/** A row or a column. */
export interface Unit {
  /** UTF-16 range of the text as given. */
  readonly start: number
  readonly end: number
  /** As given, before rules. */
  readonly text: string
  /** What the model gets for the unit by itself: rules applied, prefix included. */
  readonly input: string
  readonly speaker: string | null
  readonly timestamp: string | null
}

const split = memoize(4, (text: string, edits: SplitEdits, metadata: SentenceMetadata) =>
  splitSentences(text, { edits, metadata }),
)

/** The sentences of a side, as the user left them. */
export const splitOf = (
  { splits, settings, ...texts }: Pick<AppState, 'a' | 'b' | 'settings' | 'splits'>,
  side: Side,
): SplitText => split(texts[side].text, splits[side], settings.metadata === 'in' ? 'in' : 'out')

type Forming = Pick<RunInputs, 'rules' | 'prefix'>

/** A sentence by itself: rules see it alone, timestamps are already gone. */
const inputFor = (text: string, side: Side, { rules, prefix }: Forming): string =>
  prefixOf({ prefix }, side) +
  prepareText(text, { rules: rulesOf(rules), leaveOutMetadata: false }).mapped.text

const unitsOf = memoize(
  4,
  ({ sentences }: SplitText, rules: string, prefix: string, side: Side): readonly Unit[] =>
    sentences.map(({ start, end, text, speaker, timestamp }) => ({
      start,
      end,
      text,
      input: inputFor(text, side, { rules, prefix }),
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

/** Chunks of sentences: the text from the first to the last of each, speakers of the first. */
export function chunkUnits(state: AppState, side: Side, chunks: readonly Chunk[]): readonly Unit[] {
  const { sentences, dialogue } = splitOf(state, side)
  const text = state[side].text
  const forming = textInputs(state)
  return chunks.map(({ from, to }) => {
    const inside = sentences.slice(from, to)
    const { start, speaker, timestamp } = inside[0]!
    const { end } = inside.at(-1)!
    // Between the turns of a conversation lie timestamps: what was said is joined instead.
    const said = dialogue === null ? text.slice(start, end) : inside.map((one) => one.text).join('\n')
    return { start, end, text: said, input: inputFor(said, side, forming), speaker, timestamp }
  })
}

/** What the engine is told of a side. */
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
