/** Steps come a moment after a change: until then the last whole way of a text is shown, not a mixed one. Pure. */
import type { TokensOfSide } from './types'

/** Whether the steps are those of the text as it is. */
export const isSettled = (
  { prefix, prepared, steps }: TokensOfSide,
  modelHash: string,
  maxLength: number,
): boolean =>
  steps === null ||
  (steps.input === prefix + prepared.mapped.text &&
    steps.modelHash === modelHash &&
    steps.maxLength === maxLength)

/** What to show: as given, else the last that fitted together, else as given without its steps. */
export function settled(
  given: TokensOfSide,
  before: TokensOfSide | null,
  modelHash: string,
  maxLength: number,
): TokensOfSide {
  if (isSettled(given, modelHash, maxLength)) return given
  return before?.steps?.modelHash === modelHash ? before : { ...given, steps: null }
}
