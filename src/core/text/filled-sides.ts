import { SIDES, type AppState, type Side } from '../state'

/** Sides with a text. */
export const filledSides = (state: Pick<AppState, Side>): readonly Side[] =>
  SIDES.filter((side) => state[side].text.trim() !== '')
