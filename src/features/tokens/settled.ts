/**
 * The steps of a text arrive some time after the text has changed. Until then the view shows the last complete state,
 * so that it never mixes a new text with old steps. Pure.
 */
import type { TokensOfSide } from './types'

/** Whether the steps belong to the present text. */
export const isSettled = (
  { prefix, prepared, pending, steps }: TokensOfSide,
  modelHash: string,
  maxLength: number,
): boolean =>
  !pending &&
  (steps === null ||
    (steps.input === prefix + prepared.mapped.text &&
      steps.modelHash === modelHash &&
      steps.maxLength === maxLength))

/**
 * The state to show: the present one if its steps belong to its text, else the last complete one, else the present
 * text without steps.
 */
export function settled(
  given: TokensOfSide,
  before: TokensOfSide | null,
  modelHash: string,
  maxLength: number,
): TokensOfSide {
  if (isSettled(given, modelHash, maxLength)) return given
  return before?.steps?.modelHash === modelHash ? before : { ...given, steps: null }
}
