/** Lists the vectors of a reply. */
import { EngineError } from '../../engine/errors'
import type { GivenTarget } from '../../engine/why/named-weights'
import type { WhyTarget } from '../../engine/why/types'
import type { ForeignReply, ForeignRows, ForeignVectors } from '../../formats/reply/types'
import type { WhyChoice } from './types'

/**
 * The vectors of a reply that can be explained.
 * @throws EngineError vector/empty for a reply with only scores, token ids, or weights without ids
 */
export function choicesOf({ items: first, form, otherwise }: ForeignReply): readonly WhyChoice[] {
  // Keys 0 to n-1 without a negative value may be ids too: the user chooses.
  const items = form === 'typed-array' ? [...first, ...(otherwise?.items ?? [])] : first
  const choices = items.flatMap((item, at) => ofItem(item, item.label ?? String(at + 1)))
  if (choices.length > 0) return choices
  throw new EngineError('vector/empty', `No vector is in it (read as ${form}).`, { where: form })
}

function ofItem({ dense, sparse, byToken, colbert, hidden }: ForeignVectors, label: string): WhyChoice[] {
  const rows = colbert ?? hidden ?? null
  return [
    ...(dense ? [choice({ head: 'dense', vector: dense }, label, String(dense.length))] : []),
    ...(sparse ? [choice({ head: 'sparse', weights: sparse }, label, String(sparse.size))] : []),
    ...(byToken ? [choice({ head: 'sparse', byToken }, label, String(byToken.size))] : []),
    ...(rows ? [choice(rowsTarget(rows), label, `${rows.rows} × ${rows.dimension}`)] : []),
  ]
}

const choice = (target: GivenTarget, label: string, size: string): WhyChoice => ({
  target,
  head: target.head,
  label,
  size,
})

const rowsTarget = ({ rows, dimension, data }: ForeignRows): WhyTarget => ({
  head: 'colbert',
  rows,
  dimension,
  data,
})
