import type { Turn } from '../../engine/text/sentences/types'

export interface Speaker {
  /** As written; null: turns without a speaker. */
  readonly name: string | null
  readonly turns: number
}

/** Who speaks, with the number of their turns; in the order in which they first speak, turns without a speaker last. */
export function speakersOf(turns: readonly Pick<Turn, 'speaker'>[]): readonly Speaker[] {
  const counts = new Map<string | null, number>()
  for (const { speaker } of turns) counts.set(speaker, (counts.get(speaker) ?? 0) + 1)
  const all = [...counts].map(([name, count]): Speaker => ({ name, turns: count }))
  return [...all.filter(({ name }) => name !== null), ...all.filter(({ name }) => name === null)]
}
