/** Determines which inputs of a result have changed since it was made. Every result on the page uses this rule. */
import type { AppState, RunInputs, Side } from './state'
import { SIDES } from './state'
import { currentInputs } from './selectors'

/** The inputs of a run, and further inputs of single features. Each has a word in the dictionary, `common.change`. */
export type Change =
  | keyof RunInputs
  /** How a text is split into sentences. */
  | 'split'
  | 'heatmapOptions'
  /** Of the section "why": the foreign vector, the side of the text, the title of the text. */
  | 'vector'
  | 'side'
  | 'title'
  | 'templates'
  | 'server'
  | 'secondModel'

/** In the order in which the page lists them. */
const RUN_INPUTS: readonly (keyof RunInputs)[] = [
  'textA',
  'textB',
  'modelHash',
  'prefix',
  'rules',
  'leaveOutMetadata',
  'maxLength',
  'tokenizerMode',
  'normalize',
  'truncateDim',
  'activations',
  'arithmetic',
  'provider',
]

/** The inputs that affect one side only. The prefix belongs to A, the query. */
const OF_SIDE: Readonly<Partial<Record<keyof RunInputs, Side>>> = { textA: 'a', prefix: 'a', textB: 'b' }

/**
 * The inputs that differ between two runs.
 * @param sides the sides whose texts the result depends on
 */
export const changedInputs = (
  made: RunInputs,
  now: RunInputs,
  sides: readonly Side[] = SIDES,
): readonly Change[] =>
  unique(
    RUN_INPUTS.filter((name) => {
      const side = OF_SIDE[name]
      return made[name] !== now[name] && (side === undefined || sides.includes(side))
    }),
  )

/**
 * The inputs of a result that have changed.
 * @param made the inputs of the result; null: there is no result
 * @param more further changes, of inputs that only this kind of result has
 * @returns empty: the result is not stale. Equal lists are the same object, because selectors must return it
 *   unchanged
 */
export function staleness(
  state: AppState,
  made: RunInputs | null,
  { sides = SIDES, more = [] }: { readonly sides?: readonly Side[]; readonly more?: readonly Change[] } = {},
): readonly Change[] {
  if (made === null) return NO_CHANGES
  const now = currentInputs(state)
  return unique([...(now === null ? [] : changedInputs(made, now, sides)), ...more])
}

export const NO_CHANGES: readonly Change[] = []

const lists = new Map<string, readonly Change[]>([['', NO_CHANGES]])

/** Removes duplicates. Equal lists give the same object. */
export function unique(changes: readonly Change[]): readonly Change[] {
  const list = [...new Set(changes)]
  const key = list.join()
  const known = lists.get(key) ?? list
  lists.set(key, known)
  return known
}

/** The inputs of the page's scores that have changed. */
export const scoresStaleness = (state: AppState): readonly Change[] =>
  staleness(state, state.result?.inputs ?? null)

/** Whether the page shows a result that is stale. */
export const isStale = (state: AppState): boolean => scoresStaleness(state).length > 0
