/** Results whose offsets point into the texts as given, for views that show where a token stands. */
import { originalRange } from '../engine/text/mapped'
import type { Tokenized } from '../engine/tokenizer/types'
import { charOffset } from '../engine/units'
import { originalPlace, prefixOf, preparedSide, textOf, type TextInputs } from './prepared'
import { memoize } from './memoize'
import type { Result, Side } from './state'

/** True where the model got another text than the one in the editor (a prefix aside). */
export const wasChanged = (inputs: TextInputs, side: Side): boolean =>
  preparedSide(inputs, side).mapped.text !== textOf(inputs, side)

/** The same tokens on the prefix and the text as given. A token in the prefix keeps its place there. */
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

export const asGiven = (result: Result): Result['reply'] =>
  wasChanged(result.inputs, 'a') || wasChanged(result.inputs, 'b') ? mapped(result) : result.reply
