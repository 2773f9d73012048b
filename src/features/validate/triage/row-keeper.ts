/**
 * The rows that the table shows, in their order. It is made anew only when the user asks for another one or a run has
 * ended: a label, a score that arrives or a weight that is tried must not move the rows under the user's hand. Rows that
 * arrive while a run goes on come at the end.
 */
import type { StoreApi } from 'zustand'
import type { AppState } from '../../../core/state'
import { filterSteps } from './filter-rows'
import { scoreNow, sourceOf, weightsNow, type RowSource } from './source'
import { fallsBack, sortSteps, LOST } from './sort-rows'
import { inSlices, type Steps } from './steps'
import type { Filter } from './types'

export interface Rows {
  /** Null: there is nothing to show. */
  readonly source: RowSource | null
  /** Positions of pairs. */
  readonly rows: Int32Array
  readonly busy: boolean
  /** Labels or scores have changed since: the order or the filters would now give something else. */
  readonly outdated: boolean
  /** There are no labels, so the order by lost nDCG is that of the file. */
  readonly fellBack: boolean
  /** Grows with each new order that the user asked for; rows that only arrived do not count. */
  readonly asked: number
}

export interface RowKeeper {
  get(): Rows
  subscribe(listener: () => void): () => void
  /** Resolves when the rows are those of the present filters. */
  settled(): Promise<void>
}

const NOTHING: Rows = {
  source: null,
  rows: new Int32Array(0),
  busy: false,
  outdated: false,
  fellBack: false,
  asked: 0,
}

/** Of an order: what makes another one. */
function causesOf(state: AppState): readonly unknown[] {
  const { triage, run, answer } = state.validate
  const needsClasses = triage.filters.some(({ kind }) => kind === 'class')
  return [
    sourceOf(state)?.set.hash,
    triage.filters,
    triage.sort,
    triage.refreshed,
    run.phase === 'running',
    run.result === null,
    answer.score,
    triage.sort.by === LOST && answer.answer !== null,
    needsClasses && answer.classes !== null,
    triage.compare.ready && triage.compare.chosen,
  ]
}

/** What may make an order outdated: only what the order and the filters look at. */
function changesOf(state: AppState): readonly unknown[] {
  const { triage, answer } = state.validate
  const { by } = triage.sort
  const bySum = (name: string) => name === 'colbert+sparse+dense' || name === 'sparse+dense'
  const has = (kind: Filter['kind']) => triage.filters.some((filter) => filter.kind === kind)
  return [
    (by === 'label' || has('label')) && triage.labels,
    (bySum(by) || triage.filters.some((filter) => filter.kind === 'band' && bySum(filter.score))) &&
      weightsNow(state),
    has('class') && answer.classes,
    by === 'difference' && triage.compare.with?.difference,
    by === LOST && answer.answer?.scores[answer.score]?.perQuery.ndcg,
  ]
}

/** The same numbers in another array are no change. */
const isSame = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) ||
  (one instanceof Float64Array &&
    other instanceof Float64Array &&
    one.length === other.length &&
    one.every((value, at) => Object.is(value, other[at])))

const differ = (one: readonly unknown[], other: readonly unknown[]) =>
  one.some((value, at) => !isSame(value, other[at]))

/** Milliseconds between two looks for rows that have arrived. */
const ARRIVALS = 500

const keepers = new WeakMap<StoreApi<AppState>, RowKeeper>()

export function rowKeeper(store: StoreApi<AppState>): RowKeeper {
  const known = keepers.get(store)
  if (known) return known
  const made = createKeeper(store)
  keepers.set(store, made)
  return made
}

function createKeeper(store: StoreApi<AppState>): RowKeeper {
  let now: Rows = NOTHING
  let causes: readonly unknown[] = []
  let changes: readonly unknown[] = []
  /** What the present order was made with. */
  let orderedBy: { readonly labels: unknown; readonly weights: unknown } = { labels: null, weights: null }
  let work: AbortController | null = null
  let done: Promise<void> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const show = (next: Rows) => {
    now = next
    for (const listener of listeners) listener()
  }

  function compute(state: AppState, source: RowSource, arriving: boolean): void {
    work?.abort()
    const controller = new AbortController()
    work = controller
    const before = now.rows
    if (!arriving) orderedBy = { labels: state.validate.triage.labels, weights: state.settings.weights }
    const end = (rows: Int32Array) => {
      if (work !== controller) return
      work = null
      const asked = now.asked + (arriving ? 0 : 1)
      show({
        source,
        rows,
        busy: false,
        outdated: arriving && now.outdated,
        fellBack: fellBack(state),
        asked,
      })
    }
    const made = inSlices(stepsOf(state, source, arriving ? before : null), controller.signal)
    if (made instanceof Int32Array) return end(made)
    show({ ...now, source: sameSet(now.source, source) ? now.source : source, busy: true })
    done = made.then(end, () => undefined)
  }

  /** An answer that only came later than the rows: the user has changed nothing since. */
  const isLateAnswer = ({ validate: { triage, run }, ...state }: AppState) =>
    run.phase !== 'running' &&
    triage.sort.by === LOST &&
    triage.labels === orderedBy.labels &&
    state.settings.weights === orderedBy.weights

  function follow(state: AppState): void {
    const source = sourceOf(state)
    if (source === null) {
      work?.abort()
      work = null
      causes = []
      if (now.source !== null) show(NOTHING)
      return
    }
    const next = causesOf(state)
    if (now.source === null || differ(causes, next)) {
      if (!sameSet(now.source, source)) now = NOTHING
      causes = next
      changes = changesOf(state)
      compute(state, source, false)
      return
    }
    const nextChanges = changesOf(state)
    const isChanged = differ(changes, nextChanges)
    changes = nextChanges
    if (isChanged && isLateAnswer(state)) return compute(state, source, false)
    const outdated = now.outdated || isChanged
    if (source !== now.source || outdated !== now.outdated) show({ ...now, source, outdated })
    changes = nextChanges
    if (
      source.pairs.count > (now.rows.length || 0) &&
      state.validate.run.phase === 'running' &&
      work === null
    )
      timer ??= setTimeout(() => {
        timer = undefined
        const later = store.getState()
        const latest = sourceOf(later)
        if (latest !== null && later.validate.run.phase === 'running' && work === null)
          compute(later, latest, true)
      }, ARRIVALS)
  }

  follow(store.getState())
  store.subscribe((state, before) => {
    if (state.validate !== before.validate || state.settings.weights !== before.settings.weights)
      follow(state)
  })
  return {
    get: () => now,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async settled() {
      while (work !== null) await done
    },
  }
}

const sameSet = (one: RowSource | null, other: RowSource) => one?.set.hash === other.set.hash

const fellBack = (state: AppState) =>
  fallsBack({
    sort: state.validate.triage.sort,
    answer: state.validate.answer.answer,
    score: scoreNow(state),
  })

/** @param kept rows that stay where they are; what else passes the filters comes after them. Null: a new order */
function* stepsOf(state: AppState, source: RowSource, kept: Int32Array | null): Steps<Int32Array> {
  const { triage, answer } = state.validate
  const common = { source, weights: weightsNow(state), labels: triage.labels }
  const left = yield* filterSteps({ ...common, classes: answer.classes, filters: triage.filters })
  if (kept !== null) {
    const known = new Uint8Array(source.pairs.count)
    for (const pair of kept) known[pair] = 1
    const more = left.filter((pair) => known[pair] === 0)
    const rows = new Int32Array(kept.length + more.length)
    rows.set(kept)
    rows.set(more, kept.length)
    return rows
  }
  return yield* sortSteps(left, {
    ...common,
    score: scoreNow(state),
    answer: answer.answer,
    difference: triage.compare.with?.difference ?? null,
    sort: triage.sort,
  })
}
