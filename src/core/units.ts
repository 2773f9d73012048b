/** The rows and columns of the heatmap: sentences, or chunks of them. */
import { prepareText } from '../engine/text/prepare'
import { splitSentences } from '../engine/text/sentences/split'
import type { SentenceMetadata, SplitEdits, SplitText } from '../engine/text/sentences/types'
import type { UnitsInput } from '../engine/heatmap/types'
import type { Chunk } from '../engine/text/chunks/types'
import type { HeatmapInputs, Unit } from '../features/heatmap/types'
import { inputRangeOf, modelInputOf, prefixOf, rulesOf, textOf, type TextInputs } from './prepared'
import { remember } from './memoize'
import { currentInputs, sameInputs, sameInputsFor, textInputs } from './selectors'
import type { AppState, RunInputs, Side } from './state'

const split = remember(4, (text: string, edits: SplitEdits, metadata: SentenceMetadata) =>
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

const unitsOf = remember(
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

const cutKeys = new WeakMap<readonly Unit[], string>()

function cutKey(list: readonly Unit[]): string {
  const known = cutKeys.get(list)
  if (known !== undefined) return known
  const key = list.map(({ start, end }) => `${start}-${end}`).join()
  cutKeys.set(list, key)
  return key
}

/** HeatmapInputs.cuts */
export function sentenceCuts(state: AppState): string {
  const { against } = state.heatmap.options
  const sides: readonly Side[] = against === 'self' ? ['a'] : ['a', 'b']
  return sides.map((side) => cutKey(sentenceUnits(state, side))).join(';')
}

/** True when the heatmap on the page belongs to other inputs or options. */
export function heatmapStale(state: AppState): boolean {
  const { result, options } = state.heatmap
  const now = result === null ? null : currentInputs(state)
  if (result === null || now === null) return false
  const { inputs } = result
  const same = inputs.against === 'self' ? sameInputsFor('a', inputs, now) : sameInputs(inputs, now)
  const chunks = inputs.unit === 'sentence' || JSON.stringify(inputs.chunk) === JSON.stringify(options.chunk)
  return !(
    same &&
    chunks &&
    inputs.against === options.against &&
    inputs.way === options.way &&
    inputs.unit === options.unit &&
    inputs.cuts === sentenceCuts(state)
  )
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

/** The side that a column stands for. */
export const columnSide = ({ against }: Pick<HeatmapInputs, 'against'>): Side =>
  against === 'self' ? 'a' : 'b'
