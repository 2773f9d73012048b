import { SIDES, type AppState, type Side } from '../state'

/** The sides whose text is not blank. */
export const filledSides = (state: Pick<AppState, Side>): readonly Side[] =>
  SIDES.filter((side) => state[side].text.trim() !== '')
