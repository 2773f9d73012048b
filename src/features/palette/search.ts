/** Which commands a query finds, best first. */
import type { Command } from '../../core/commands/types'

/**
 * cmdk's own score also finds letters that stand far apart in the right order: "help" found a server's name before the help.
 * Here what was typed must stand in the words as it is.
 */
const RANKS: readonly (readonly [score: number, fits: (word: string, part: string) => boolean])[] = [
  [1, (word, part) => word === part],
  [0.9, (word, part) => word.split(/[^\p{L}\p{N}_]+/u).includes(part)],
  [0.8, (word, part) => word.startsWith(part)],
  [0.7, (word, part) => word.split(/[^\p{L}\p{N}_]+/u).some((one) => one.startsWith(part))],
  [0.5, (word, part) => word.includes(part)],
]

const rankOf = (word: string, part: string): number => RANKS.find(([, fits]) => fits(word, part))?.[0] ?? 0

/** What is found in the id or in the further words counts less than in the titles. */
const BESIDE = 0.6

/**
 * @param words the titles in both languages, then further words
 * @returns 0: not found, to 1
 */
export function score(id: string, query: string, words: readonly string[] = []): number {
  const parts = query.toLowerCase().trim().split(/\s+/u).filter(Boolean)
  if (parts.length === 0) return 1
  const [zh = '', en = '', ...also] = words.map((word) => word.toLowerCase())
  const scoreOf = (part: string): number =>
    Math.max(
      rankOf(zh, part),
      rankOf(en, part),
      ...[id, ...also].map((word) => BESIDE * rankOf(word.toLowerCase(), part)),
    )
  return Math.min(...parts.map(scoreOf))
}

/** What of a command is searched besides its id: both languages and the names of the API. */
export const wordsOf = ({ title, also }: Command): string[] => [
  title['zh-CN'],
  title.en,
  ...(also === undefined || also === '' ? [] : also.split(' ')),
]
