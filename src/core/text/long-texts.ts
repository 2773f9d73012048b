/**
 * What is known of long texts at this moment. Splitting a megabyte or applying rules to it may take seconds, so a worker
 * does it (text-work.ts), and views show what has arrived. The functions that compute it at once (`preparedSide`, `splitOf`)
 * are for actions that have waited: they then find the worker's reply.
 */
import type { ErrorData } from '../../engine/errors'
import type { TextJob, Tried, WorkedText } from '../../engine/text/work'
import { LONG_TEXT } from '../limits'
import { preparedBy, rulesKey } from '../prepared'
import type { AppState, Side } from '../state'

export type TextWorkInputs = Pick<AppState, 'a' | 'b' | 'settings' | 'rules' | 'splits' | 'longTexts'>

export const jobOf = ({ settings, rules, splits, ...texts }: TextWorkInputs, side: Side): TextJob => ({
  text: texts[side].text,
  edits: splits[side],
  metadata: settings.metadata === 'in' ? 'in' : 'out',
  rules: rulesKey(rules.rules),
  leaveOutMetadata: settings.metadata === 'out',
})

export const sameJob = (one: TextJob, other: TextJob): boolean =>
  one.edits === other.edits &&
  one.metadata === other.metadata &&
  one.rules === other.rules &&
  one.leaveOutMetadata === other.leaveOutMetadata &&
  one.text === other.text

export const isLong = (state: TextWorkInputs, side: Side): boolean =>
  state.longTexts.inWorker && state[side].text.length > LONG_TEXT

/** What the worker made of the present text with the present settings; null: it has not arrived, or the text is short. */
export function workedNow(state: TextWorkInputs, side: Side): WorkedText | null {
  const { done } = state.longTexts[side]
  return done !== null && sameJob(done.job, jobOf(state, side)) ? done : null
}

/** Whether what is derived from the text of a side is not available yet. */
export const isPending = (state: TextWorkInputs, side: Side): boolean =>
  isLong(state, side) && workedNow(state, side) === null

/** The prepared text; null: not available yet. */
export function preparedNow(state: TextWorkInputs, side: Side): Tried | null {
  if (isLong(state, side)) return workedNow(state, side)?.prepared ?? null
  return preparedBy(jobOf(state, side))
}

/** Shown where the user has cancelled the work. */
export const WORK_CANCELLED: ErrorData = {
  code: 'text/work-cancelled',
  message: 'The work on this long text was cancelled.',
  values: {},
}

/** Why nothing can be computed with a long text at this moment. */
export const NOT_READY: ErrorData = {
  code: 'text/not-ready',
  message: 'The text is long, and its sentences and rules are not available yet.',
  values: {},
}
