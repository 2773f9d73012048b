/** Which inputs of a result are no longer what they were. The one rule for every result that the page shows. */
import type { AppState, RunInputs, Side } from './state'
import { SIDES } from './state'
import { currentInputs } from './selectors'

/** What a run depends on, and what single features' results depend on besides. Each has a word in `common.change`. */
export type Change =
  | keyof RunInputs
  /** How a text is split into sentences. */
  | 'split'
  | 'heatmapOptions'
  /** Of "why": the foreign vector, the text's side, its title. */
  | 'vector'
  | 'side'
  | 'title'
  | 'server'
  | 'secondModel'

/** In the order in which they are told. */
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
  'provider',
]

/** What matters to the text of one side only. A prefix belongs to the query, A. */
const OF_SIDE: Readonly<Partial<Record<keyof RunInputs, Side>>> = { textA: 'a', prefix: 'a', textB: 'b' }

/** @param sides the texts that a result is made of */
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
 * @param made the inputs of a result; null: there is no result
 * @param more what else has changed that this kind of result depends on
 * @returns empty: the result belongs to what is on the page. Equal lists are the same object, as selectors must return it
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

/** One object for each list, without repetitions. */
export function unique(changes: readonly Change[]): readonly Change[] {
  const list = [...new Set(changes)]
  const key = list.join()
  const known = lists.get(key) ?? list
  lists.set(key, known)
  return known
}

/** Of the scores on the page. */
export const scoresStaleness = (state: AppState): readonly Change[] =>
  staleness(state, state.result?.inputs ?? null)

/** True when a result is on the page that its inputs no longer match. */
export const isStale = (state: AppState): boolean => scoresStaleness(state).length > 0
