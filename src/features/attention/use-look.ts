import { useEffect, useMemo, useState } from 'react'
import { strongest, withoutPlaces } from '../../engine/attention/reduce'
import type { Attention, AttentionActions } from './types'
import { rowOf, weightsOf, WINDOW, type Reduce } from './look'

const LINKS = 8

export interface Look {
  readonly layer: number
  readonly head: number
  readonly reduce: Reduce
  /** First query row of the window. */
  readonly from: number
  /** Query token whose links are shown. */
  readonly query: number
  /** Hides the weights of the first and the last token, `<s>` and `</s>`. */
  readonly bare: boolean
  /** Shows the `<s>` row as numbers. */
  readonly table: boolean
}

/** The choices of the summary view, and the weights that it shows for them. */
export function useLook(
  attention: Attention,
  { value }: NonNullable<Attention['summary']>,
  loadAttentionLayer: AttentionActions['loadAttentionLayer'],
) {
  const { tokenized, layers } = value
  const n = tokenized.ids.length
  const [look, setLook] = useState<Look>({
    layer: layers - 1,
    head: 0,
    reduce: 'mean',
    from: 0,
    query: 0,
    bare: false,
    table: false,
  })
  const { layer, head, reduce, from, query, bare } = look
  const to = Math.min(n, from + WINDOW)

  useEffect(() => {
    void loadAttentionLayer(Math.min(layer, layers - 1), Math.min(from, n - 1), Math.min(to, n))
  }, [loadAttentionLayer, layer, layers, from, to, n, value])

  const loaded = attention.layer?.layer === layer ? attention.layer : null
  const weights = useMemo(() => weightsOf(value, loaded, head, reduce), [value, loaded, head, reduce])
  const given = weights && rowOf(weights, query, n)
  const row = useMemo(
    () => given && (bare ? withoutPlaces(given, new Set([0, n - 1])) : given),
    [given, bare, n],
  )
  const links = useMemo(() => (row ? strongest(row, LINKS) : []), [row])
  return {
    look,
    setLook: (change: Partial<Look>) => setLook((now) => ({ ...now, ...change })),
    to,
    weights,
    /** Weights of the query token; null: outside the window, or not loaded yet. */
    row,
    links,
  }
}
