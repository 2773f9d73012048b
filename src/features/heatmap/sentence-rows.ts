import type { Unit } from './types'

/** A row of the table of sentences. */
export interface SentenceRow extends Omit<Unit, 'input'> {
  readonly index: number
}

/** Not by spreading the unit: that would read `input`, which applies the rules to every sentence, and fails where they stop. */
export const sentenceRows = (units: readonly Unit[]): readonly SentenceRow[] =>
  units.map(({ start, end, text, speaker, timestamp }, index) => ({
    start,
    end,
    text,
    speaker,
    timestamp,
    index,
  }))
