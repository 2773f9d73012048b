/** Words of a text of any language, for leaving one out at a time. */
let segmenter: Intl.Segmenter | undefined

/** UTF-16 ranges of what Intl.Segmenter holds for words (its dictionaries cut Chinese and Japanese); no punctuation. */
export function wordsOf(text: string): { start: number; end: number }[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  const words: { start: number; end: number }[] = []
  for (const { segment, index, isWordLike } of segmenter.segment(text))
    if (isWordLike) words.push({ start: index, end: index + segment.length })
  return words
}
