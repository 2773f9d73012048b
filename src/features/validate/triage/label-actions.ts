/** Labels: given, taken back, and kept in the browser. */
import { toErrorData } from '../../../engine/errors'
import type { Context } from '../../../core/context'
import { patchPart } from '../patch'
import { labelKey } from './grades'
import { labelStore, type LabelStore } from './label-store'
import { sourceOf } from './source'
import { noCompare, type Label, type LabelStep, type TriageActions } from './types'

type LabelActions = Pick<TriageActions, 'labelPairs' | 'notePair' | 'undoLabel' | 'redoLabel'>

/** Steps that can be undone. */
const STEPS = 500

export function labelActions(context: Context, kept: LabelStore = labelStore()): LabelActions {
  const { store, actions } = context
  const triage = () => store.getState().validate.triage

  const setNow = followSet(context, kept)

  function put(changes: ReadonlyMap<string, Label | undefined>): void {
    const labels = new Map(triage().labels)
    for (const [key, label] of changes) {
      if (label === undefined) labels.delete(key)
      else labels.set(key, label)
    }
    patchPart(store, 'triage', { labels })
    const set = setNow()
    if (set !== null)
      kept.save(set, changes).then(
        () => triage().unkept !== null && patchPart(store, 'triage', { unkept: null }),
        (error: unknown) => patchPart(store, 'triage', { unkept: toErrorData(error) }),
      )
    void actions.refreshAnswer()
  }

  function change(
    pairs: readonly number[],
    make: (before: Label | undefined, pair: number) => Label | undefined,
  ) {
    const source = sourceOf(store.getState())
    if (source === null || pairs.length === 0) return
    const { labels, past } = triage()
    const seen = new Set<string>()
    const changes: LabelStep['changes'][number][] = []
    for (const pair of pairs) {
      const key = labelKey(source.set, source.pairs, pair)
      if (seen.has(key)) continue
      seen.add(key)
      const before = labels.get(key)
      const after = make(before, pair)
      if (!same(before, after)) changes.push({ key, before, after })
    }
    if (changes.length === 0) return
    patchPart(store, 'triage', { past: [...past.slice(1 - STEPS), { changes, pair: pairs[0]! }], future: [] })
    put(new Map(changes.map(({ key, after }) => [key, after])))
  }

  return {
    async labelPairs(pairs, label) {
      change(pairs, (before) => {
        if (label !== null) return { grade: label.grade, note: label.note || (before?.note ?? '') }
        return before === undefined || before.note === '' ? undefined : { grade: NaN, note: before.note }
      })
    },
    async notePair(pair, note) {
      change([pair], (before) => {
        const grade = before === undefined ? NaN : before.grade
        return note === '' && Number.isNaN(grade) ? undefined : { grade, note }
      })
    },
    async undoLabel() {
      const { past, future } = triage()
      const step = past.at(-1)
      if (step === undefined) return
      patchPart(store, 'triage', {
        past: past.slice(0, -1),
        future: [...future, step],
        selected: step.pair,
        marked: [],
      })
      put(new Map(step.changes.map(({ key, before }) => [key, before])))
    },
    async redoLabel() {
      const { past, future } = triage()
      const step = future.at(-1)
      if (step === undefined) return
      patchPart(store, 'triage', {
        past: [...past, step],
        future: future.slice(0, -1),
        selected: step.pair,
        marked: [],
      })
      put(new Map(step.changes.map(({ key, after }) => [key, after])))
    },
  }
}

/** Labels of a set are read when its file is opened. @returns the hash of that set; null: no file is open */
function followSet({ store, actions }: Context, kept: LabelStore): () => string | null {
  const triage = () => store.getState().validate.triage
  let loaded: string | null = null
  const follow = () => {
    const hash = sourceOf(store.getState())?.set.hash ?? null
    if (hash === loaded) return
    loaded = hash
    patchPart(store, 'triage', {
      labels: new Map(),
      past: [],
      future: [],
      unkept: null,
      filters: [],
      filtersBefore: [],
      selected: null,
      marked: [],
      compare: noCompare,
    })
    if (hash !== null) void load(hash)
  }
  store.subscribe(({ validate }, before) => {
    if (
      validate.data.read !== before.validate.data.read ||
      validate.run.result !== before.validate.run.result
    )
      follow()
  })
  follow()

  async function load(hash: string): Promise<void> {
    try {
      const found = await kept.load(hash)
      if (loaded !== hash) return
      // What the user has given in the meantime is newer.
      if (found.size === 0) return
      const { labels, refreshed } = triage()
      patchPart(store, 'triage', { labels: new Map([...found, ...labels]), refreshed: refreshed + 1 })
      await actions.refreshAnswer()
    } catch (error) {
      if (loaded === hash) patchPart(store, 'triage', { unkept: toErrorData(error) })
    }
  }
  return () => loaded
}

const same = (one: Label | undefined, other: Label | undefined): boolean =>
  one === other ||
  (one !== undefined && other !== undefined && Object.is(one.grade, other.grade) && one.note === other.note)
