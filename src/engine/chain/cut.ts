/** Cuts the graph of a text encoder into embeddings, layers and heads. */
import type { Detail } from '../detail-words'
import { detail } from '../details'
import { prune } from '../onnx/graph-tools'
import type { OnnxModel } from '../onnx/types'
import { IDS } from '../onnx/lookups'
import { classify } from './classify'
import { findTable } from './find-table'
import { findLayers } from './layers'
import { measuredEarly } from './leftovers'
import { split } from './split'
import type { Cut, WholeReason } from './types'

const whole = (reason: WholeReason, { text, words }: Detail): Cut => ({
  state: 'whole',
  reason,
  detail: text,
  words,
})

/**
 * The cut follows from the structure alone. The only name that matters is that of the input `input_ids`.
 * @returns for a graph that cannot be cut: the reason, and what was found
 */
export function cutGraph(model: OnnxModel): Cut {
  const { graph: all, ...rest } = model
  if (model.functions > 0) return whole('functions', detail('own-functions', { found: model.functions }))
  if (model.sparse > 0) return whole('no-chain', detail('sparse-initialisers', { found: model.sparse }))
  const graph = prune(
    measuredEarly(all),
    all.outputs.map(({ name }) => name),
  )
  const classified = classify(graph)
  if (classified.disorder) return whole('no-chain', detail('disorder', classified.disorder))
  if (classified.lookups.length === 0) return whole('no-chain', detail('no-lookup', { input: IDS }))
  const layers = findLayers(graph, classified)
  if (layers.state === 'none') return whole(layers.reason, layers.detail)
  const found = findTable(graph, classified, layers.hidden[0]!)
  const classes = new Map(classified.classes)
  if (found.state === 'outside') classes.set(found.table.output.name, 'main')
  const parts = split(found.graph, classes, layers.hidden, found.rows)
  if (parts.state === 'untyped') return { state: 'whole', reason: 'types-unknown', detail: parts.name }
  return {
    state: 'cut',
    plan: {
      model: rest,
      embeddings: parts.embeddings,
      layers: parts.layers,
      heads: parts.heads,
      hidden: parts.hidden,
      table: found.state === 'outside' ? found.table : null,
      ...(found.state === 'inside'
        ? { tableReason: found.why.text, tableWords: found.why.words }
        : { tableReason: null }),
    },
  }
}
