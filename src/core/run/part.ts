/**
 * The parts of an analysis. An analysis runs what there is a text for and what is open: the scores, and what a view shows.
 * Core has one part, the scores; a feature adds its own in its slice.
 */
import type { Actions } from '../actions'
import type { CountProgress } from '../../host/calls'
import type { Title } from '../title'
import type { AppState, Side } from '../state'
import type { Unfinished } from '../task'

/** How a part ended. `asking`: it would take long, and its view asks the user first. */
export type PartEnd = { readonly phase: 'done' } | { readonly phase: 'asking' } | Unfinished

export interface RunPart {
  readonly name: string
  readonly title: Title
  /** The tab that shows it; null: it is in sight on every tab. */
  readonly view: string | null
  /** The sides whose texts it needs. It runs only if all of them have a text. */
  readonly sides: (state: AppState) => readonly Side[]
  /** False: the model cannot give it, and its view says why. */
  readonly isPossible?: (state: AppState) => boolean
  /** The texts ask for it, whatever tab is open. */
  readonly suits?: (state: AppState) => boolean
  /** What it would compute is on the page already. */
  readonly isCurrent: (state: AppState) => boolean
  /** About how many texts it runs through the model: its share of the progress bar. */
  readonly size: (state: AppState) => number
  readonly progress: (state: AppState) => CountProgress | null
  /**
   * Never rejects. Ends as "cancelled" if it was superseded.
   * @param confirmed the user has agreed to a run that takes long
   */
  readonly run: (actions: Actions, options: { readonly confirmed: boolean }) => Promise<PartEnd>
  readonly cancel: (actions: Actions) => void
}

export interface Wanted {
  /** Names of parts: no others run. */
  readonly only?: readonly string[]
  /** Names of parts that run too, whatever is open. */
  readonly also?: readonly string[]
}

/** Whether the side has anything to run. White space counts: its error tells what is wrong with it. */
const hasText = (state: AppState, side: Side): boolean => state[side].text !== ''

/**
 * The parts that an analysis runs, in the order in which the user sees them: what is in sight on every tab, then the open
 * tab, then the rest.
 */
export function partsToRun(
  parts: readonly RunPart[],
  state: AppState,
  { only, also = [] }: Wanted,
): readonly RunPart[] {
  const isWanted = (part: RunPart): boolean =>
    only !== undefined
      ? only.includes(part.name)
      : also.includes(part.name) ||
        part.view === null ||
        (!part.isCurrent(state) && (part.view === state.view || part.suits?.(state) === true))
  const possible = parts.filter(
    (part) => part.sides(state).every((side) => hasText(state, side)) && part.isPossible?.(state) !== false,
  )
  const rank = ({ view }: RunPart): number => (view === null ? 0 : view === state.view ? 1 : 2)
  return possible.filter(isWanted).sort((one, other) => rank(one) - rank(other))
}
