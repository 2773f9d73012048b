/**
 * UTF-16 units per editor. bge-m3 reads 8192 tokens, some 40,000 characters: this is 25 times that. It is also what
 * the tokenizer counts in under two seconds, and two such texts still fit a browser's localStorage (5 M units).
 */
export const TEXT_LIMIT = 1_000_000

/** Bytes. A larger file is refused by its size, before it is read into memory: it could never fit TEXT_LIMIT. */
export const FILE_LIMIT = 64 * 2 ** 20

/** Bytes. A case of two texts of 8192 tokens has some 3 MB, so that this is a list of many; V8's strings end at twice that. */
export const CASE_FILE_LIMIT = 256 * 2 ** 20

/** FlagEmbedding's own limit for bge-m3, and the shorter one that most deployments use. */
export const MAX_LENGTHS = [512, 8192] as const

/** `<s>`, one token, `</s>`: with less there is nothing of the text left to look at. */
export const MIN_MAX_LENGTH = 3

/** The first `limit` units, without cutting a surrogate pair in two. */
export function takeFirst(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? limit - 1 : limit)
}
