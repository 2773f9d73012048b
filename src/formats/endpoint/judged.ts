/** What the judgement of a server needs of one text. */
import type { JudgedText } from '../../engine/endpoint/judge'
import type { Comparison } from '../../engine/endpoint/types'
import type { Asked } from './types'

/** @param ids of our input, `<s>` and `</s>` included @param comparison of compareVectors */
export function judgedText(
  { reply, promptTokens }: Pick<Asked, 'reply' | 'promptTokens'>,
  ids: ArrayLike<number>,
  comparison: Comparison,
): JudgedText {
  const theirs = reply.tokenIds?.[0] ?? null
  return {
    comparison,
    tokens: ids.length,
    sameIds: theirs && theirs.length === ids.length && theirs.every((id, at) => id === ids[at]),
    counted: promptTokens,
  }
}
