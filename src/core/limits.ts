/**
 * Maximum length of the text in one editor, in UTF-16 units. bge-m3 reads 8192 tokens, about 40,000 characters; the
 * limit is 25 times that. The tokenizer counts a text of this length in less than two seconds, and two such texts fit
 * into a browser's localStorage (5 million units).
 */
export const TEXT_LIMIT = 1_000_000

/**
 * In UTF-16 units. A longer text is split, and gets its rules applied, by a worker. Shorter ones are worked on at once: that
 * takes milliseconds, and nothing flickers.
 */
export const LONG_TEXT = 50_000

/**
 * Maximum size of a text file, in bytes. A larger file is refused before it is read into memory, because its text
 * could never fit TEXT_LIMIT.
 */
export const FILE_LIMIT = 64 * 2 ** 20

/**
 * Maximum size of a case file, in bytes. A case with two texts of 8192 tokens has about 3 MB, so this is enough for a
 * file with many cases. V8 limits a string to about twice this length.
 */
export const CASE_FILE_LIMIT = 256 * 2 ** 20

/**
 * The values of max_length that the page offers: the one that most deployments use, and FlagEmbedding's default for
 * bge-m3.
 */
export const MAX_LENGTHS = [512, 8192] as const

/**
 * The smallest allowed max_length: `<s>`, one token of the text, `</s>`. A smaller value would leave no token of the
 * text.
 */
export const MIN_MAX_LENGTH = 3

/**
 * The first `limit` UTF-16 units of a text. Does not cut a surrogate pair in two; the result is then one unit
 * shorter.
 */
export function takeFirst(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? limit - 1 : limit)
}
