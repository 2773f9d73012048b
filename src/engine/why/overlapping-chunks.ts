/** Chunks of so many characters that overlap, as LangChain's RecursiveCharacterTextSplitter makes them, by its defaults. */
import { hypothesis } from './names'
import type { TextHypothesis } from './recipe'

const SIZES: readonly (readonly [size: number, overlap: number])[] = [
  [1000, 200],
  [500, 50],
  [1000, 100],
  [500, 100],
  [512, 50],
  [4000, 200],
  [800, 80],
  [400, 40],
  [300, 30],
  [256, 20],
  [200, 20],
  [200, 50],
  [2000, 200],
  [250, 50],
  [100, 20],
  [100, 10],
  [50, 10],
  [1024, 50],
  [512, 128],
  [512, 64], // oxfmt-ignore
]
const SEPARATORS = ['\n\n', '\n', ' ', '']
/** Of each size: a long text has hundreds. */
const MOST_CHUNKS = 8

/** @param text as prepared */
export function chunkHypotheses(text: string): TextHypothesis[] {
  const found: TextHypothesis[] = []
  const seen = new Set([text])
  for (const [size, overlap] of SIZES) {
    if (text.length <= size) continue
    splitRecursively(text, SEPARATORS, size, overlap)
      .slice(0, MOST_CHUNKS)
      .forEach((chunk, at) => {
        if (seen.has(chunk)) return
        seen.add(chunk)
        const values = { n: at + 1, size, overlap }
        found.push({
          hypothesis: hypothesis(
            'chunk-with-overlap',
            `chunk-${at + 1}-of-${size}-characters-overlap-${overlap}`,
            values,
          ),
          subject: 'cut',
          isCommon: false,
          isRare: true,
          change: (recipe) => ({
            ...recipe,
            edits: [...recipe.edits, (each) => (each === text ? chunk : each)],
          }),
        })
      })
  }
  return found
}

/** Splits at the first separator that the text has, keeps it at the start of what follows, and packs the pieces. */
function splitRecursively(
  text: string,
  separators: readonly string[],
  size: number,
  overlap: number,
): string[] {
  const at = separators.findIndex((each) => each === '' || text.includes(each))
  const separator = separators[at] ?? ''
  const rest = separators.slice(at + 1)
  const chunks: string[] = []
  let good: string[] = []
  const flush = () => {
    for (const chunk of packed(good, size, overlap)) chunks.push(chunk)
    good = []
  }
  for (const piece of piecesOf(text, separator)) {
    if (piece.length < size) good.push(piece)
    else {
      flush()
      if (rest.length === 0) chunks.push(piece)
      else for (const chunk of splitRecursively(piece, rest, size, overlap)) chunks.push(chunk)
    }
  }
  flush()
  return chunks
}

function piecesOf(text: string, separator: string): string[] {
  if (separator === '') return [...text]
  return text.split(separator).map((piece, at) => (at === 0 ? piece : separator + piece)).filter((piece) => piece !== '') // oxfmt-ignore
}

function packed(pieces: readonly string[], size: number, overlap: number): string[] {
  const chunks: string[] = []
  const current: string[] = []
  let length = 0
  for (const piece of pieces) {
    if (length + piece.length > size && current.length > 0) {
      chunks.push(current.join('').trim())
      while (length > overlap || (length + piece.length > size && length > 0))
        length -= current.shift()!.length
    }
    current.push(piece)
    length += piece.length
  }
  if (current.length > 0) chunks.push(current.join('').trim())
  return chunks.filter((chunk) => chunk !== '')
}
