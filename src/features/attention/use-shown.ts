import { useCallback, useEffect, useMemo, useState } from 'react'
import { strongest } from '../../engine/attention/reduce'
import { firstRows, queryRows, shareOf, type HeadRows } from '../../engine/attention/rows'
import type { AttentionSummary } from '../../engine/attention/types'
import { useActions, useAppState } from '../../core/react'
import { rowOf, rowsAround, specialPlaces, type Reduce } from './look'
import { scaleOf, type Scale, type ScaleName } from './scale'
import { canReadMore } from './staleness'
import type { Attention } from './types'

const LINKS = 8
const NOTHING: ReadonlySet<number> = new Set()

/** The choices of the view. */
export interface Look {
  readonly layer: number
  readonly head: number
  readonly reduce: Reduce
  readonly scale: ScaleName
  /** Whether special tokens have colours too. */
  readonly special: boolean
  /** Shows the row as numbers. */
  readonly table: boolean
  /** First query row of the matrix. */
  readonly from: number
  /** The token whose row is shown; null: `<s>`. It counts for the summary that it was chosen in. */
  readonly pinned: { readonly index: number; readonly of: AttentionSummary } | null
}

export interface Shown {
  readonly look: Look
  readonly setLook: (change: Partial<Look>) => void
  readonly query: number
  /** Null: `<s>` again. */
  readonly pin: (index: number | null) => void
  /** Of the query token in all layers and heads; null: not loaded. */
  readonly rows: HeadRows | null
  /** Of the query token, as chosen: [n]; null: not loaded, or no rollout. */
  readonly row: Float32Array | null
  /** Tokens that get no colour. */
  readonly leftOut: ReadonlySet<number>
  readonly special: ReadonlySet<number>
  /** Part of the row that special tokens take; null: no row. */
  readonly share: number | null
  /** Of the row, and of all rows of the query token. */
  readonly scale: Scale | null
  readonly headScale: Scale | null
  /** The strongest of the row. */
  readonly links: readonly number[]
}

/** What the view of a summary shows, and the choices that it follows. */
export function useShown({ value, info }: NonNullable<Attention['summary']>): Shown {
  const { tokenized, layers } = value
  const n = tokenized.ids.length
  const [look, setState] = useState<Look>({
    layer: layers - 1,
    head: 0,
    reduce: 'mean',
    scale: 'sqrt',
    special: false,
    table: false,
    from: 0,
    pinned: null,
  })
  const clamped = {
    ...look,
    layer: Math.min(look.layer, layers - 1),
    head: Math.min(look.head, value.heads - 1),
  }
  const { layer, head, reduce } = clamped
  const query = look.pinned?.of === value ? look.pinned.index : 0
  const rows = useRows(value, query, look.pinned)
  const row = useMemo(
    () => rowOf(value, rows, query, { layer, head, reduce }),
    [value, rows, query, layer, head, reduce],
  )
  const special = useMemo(
    () => specialPlaces(tokenized.ids, info.tokenizer.specialIds),
    [tokenized, info.tokenizer.specialIds],
  )
  const leftOut = look.special ? NOTHING : special
  const scale = useMemo(() => row && scaleOf(look.scale, row, n, leftOut), [row, look.scale, n, leftOut])
  const headScale = useMemo(
    () => rows && scaleOf(look.scale, rows.data, n, leftOut),
    [rows, look.scale, n, leftOut],
  )
  const setLook = useCallback((change: Partial<Look>) => setState((now) => ({ ...now, ...change })), [])
  const pin = useCallback(
    (index: number | null) => setLook({ pinned: index === null ? null : { index, of: value } }),
    [setLook, value],
  )
  return {
    look: clamped,
    setLook,
    query,
    pin,
    rows,
    row,
    leftOut,
    special,
    share: useMemo(() => row && shareOf(row, special), [row, special]),
    scale,
    headScale,
    links: useMemo(() => (row ? strongest(row, LINKS, leftOut) : []), [row, leftOut]),
  }
}

/**
 * The rows of a token: those of `<s>` came with the summary, others are read when they are first asked for.
 * @param asked another object asks again, after what was asked before has failed or was cancelled
 */
function useRows(value: AttentionSummary, query: number, asked: object | null): HeadRows | null {
  const { loadAttentionLayer } = useActions()
  const read = useAppState(({ attention: { rows } }) => (rows?.of === value ? rows.layers : null))
  const canRead = useAppState(canReadMore)
  const n = value.tokenized.ids.length
  const rows = useMemo(
    () => (query === 0 ? firstRows(value) : read && queryRows(read, query, n)),
    [value, read, query, n],
  )
  const isMissing = rows === null && canRead
  useEffect(() => {
    if (!isMissing) return
    const { from, to } = rowsAround(query, value)
    void loadAttentionLayer(null, from, to)
  }, [isMissing, query, value, asked, loadAttentionLayer])
  return rows
}
