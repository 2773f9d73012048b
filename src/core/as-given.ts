/**
 * Converts the token offsets of a result from the model input to the text that the user typed. Views that show where
 * a token stands in the editor need these offsets.
 */
import { originalRange } from '../engine/text/mapped'
import type { Tokenized } from '../engine/tokenizer/types'
import { charOffset } from '../engine/units'
import { originalPlace, prefixOf, preparedSide, textOf, type TextInputs } from './prepared'
import { memoize } from './memoize'
import type { Result, Side } from './state'

/** Whether the rules or the metadata setting changed the text of this side. The prefix does not count as a change. */
export const wasChanged = (inputs: TextInputs, side: Side): boolean =>
  preparedSide(inputs, side).mapped.text !== textOf(inputs, side)

/** The same tokens, with offsets into prefix + original text. A token inside the prefix keeps its offsets. */
function onGivenText(tokenized: Tokenized, inputs: TextInputs, side: Side): Tokenized {
  if (!wasChanged(inputs, side)) return tokenized
  const prefix = prefixOf(inputs, side)
  const skip = prefix.length
  const { mapped } = preparedSide(inputs, side)
  const { starts, ends, cut } = tokenized
  if (starts === null || ends === null) return { ...tokenized, text: prefix + mapped.original }
  const from = new Int32Array(starts.length)
  const to = new Int32Array(ends.length)
  for (let i = 0; i < starts.length; i++) {
    const [start, end] = [starts[i]!, ends[i]!]
    if (end <= skip) {
      from[i] = start
      to[i] = end
      continue
    }
    const [first, last] = originalRange(mapped, Math.max(0, start - skip), end - skip)
    from[i] = start < skip ? start : first + skip
    to[i] = last + skip
  }
  return {
    ...tokenized,
    text: prefix + mapped.original,
    starts: from,
    ends: to,
    cut: cut === null ? null : charOffset(originalPlace(inputs, side, cut) + skip),
  }
}

/** Memoizes one result, because it runs as a selector and must return the same object while nothing has changed. */
const mapped = memoize(1, ({ inputs, reply }: Result): Result['reply'] => {
  const of = (side: Side) => {
    const { encoded } = reply[side]
    return {
      ...reply[side],
      encoded: { ...encoded, tokenized: onGivenText(encoded.tokenized, inputs, side) },
    }
  }
  return { ...reply, a: of('a'), b: of('b') }
})

/** The reply with offsets into the original texts. Returns `result.reply` itself if neither text was changed. */
export const asGiven = (result: Result): Result['reply'] =>
  wasChanged(result.inputs, 'a') || wasChanged(result.inputs, 'b') ? mapped(result) : result.reply
