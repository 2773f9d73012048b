/** Turns of a conversation as tests write them. */
import { expect } from 'vitest'
import { prepareText } from '../../../src/engine/text/prepare'
import { findDialogue } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'

export type Row = readonly [timestamp: string | null, speaker: string | null, text: string]

export const rowsOf = (text: string): Row[] | null =>
  findDialogue(text)?.turns.map(({ timestamp, speaker, text: said }): Row => [timestamp, speaker, said]) ??
  null

/** What every conversation must hold: order, no overlap, and the words alone when metadata is left out. */
export function expectWhole(text: string): void {
  const { turns } = findDialogue(text)!
  let at = 0
  for (const { start, end } of turns) {
    expect(start).toBeGreaterThanOrEqual(at)
    expect(end).toBeGreaterThanOrEqual(start)
    at = end
  }
  const { mapped } = prepareText(text, { rules: [], leaveOutMetadata: true })
  expect(mapped.text).toBe(turns.map((turn) => turn.text).join('\n'))
  at = 0
  for (const { start, end } of splitSentences(text).sentences) {
    expect(start).toBeGreaterThanOrEqual(at)
    expect(end).toBeGreaterThan(start)
    at = end
  }
}
