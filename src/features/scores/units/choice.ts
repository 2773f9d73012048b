/** What is chosen and typed in the converter. */
import type { Database, LostScore, Metric } from '../../../engine/score/databases/types'
import { databaseOf, scoreOf } from '../../../engine/score/databases/convert'
import { DATABASES } from '../../../engine/score/databases/table'

export interface UnitsChoice {
  readonly database: string
  readonly score: string
  /** As it was typed: its last zeros say how exact it is. */
  readonly given: string
  /** Lengths of production's vectors; null: as those here. */
  readonly normA: number | null
  readonly normB: number | null
  /** Of reciprocal rank fusion; null: the default of the database. */
  readonly k: number | null
}

export const FIRST_CHOICE: UnitsChoice = {
  database: 'elasticsearch',
  score: 'cosine',
  given: '',
  normA: null,
  normB: null,
  k: null,
}

export interface Chosen {
  readonly database: Database
  readonly score: Metric | LostScore
}

export function chosenOf(choice: UnitsChoice): Chosen {
  const database = databaseOf(choice.database) ?? DATABASES[0]!
  return { database, score: scoreOf(database, choice.score) ?? database.scores[0]! }
}

/** Another database: the metric of the same name where it has one. */
export function withDatabase(choice: UnitsChoice, name: string): UnitsChoice {
  const database = databaseOf(name)!
  const score = scoreOf(database, choice.score) ?? database.scores[0]!
  return { ...choice, database: name, score: score.name, k: null }
}
