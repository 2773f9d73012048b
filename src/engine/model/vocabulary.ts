import { EngineError } from '../errors'
import type { TokenizerSet } from '../tokenizer'
import { TOKENIZER_MODES } from '../tokenizer/types'
import type { LoadWarning } from './ports'

/** Tables are padded to round numbers (multiples of 64, 128, …); a larger difference has another reason. */
const PADDING = 1024

/**
 * Whether a tokenizer can belong to a graph.
 * @param file the tokenizer's
 * @param rows of the graph's embedding table; null: not known, nothing is checked
 * @throws EngineError model/vocabulary-mismatch when an id has no row
 */
export function checkVocabulary(
  tokenizers: TokenizerSet,
  file: string,
  rows: number | null,
): readonly LoadWarning[] {
  if (rows === null) return []
  const size = Math.max(...TOKENIZER_MODES.map((mode) => tokenizers.get(mode).info.vocabSize))
  if (size > rows)
    throw new EngineError(
      'model/vocabulary-mismatch',
      `${file} does not belong to this graph: it has ids up to ${size - 1}, the embedding table ${rows} rows.`,
      { file, tokenizer: size - 1, table: rows },
    )
  return rows - size > PADDING ? [{ code: 'vocabulary-smaller', tokenizer: size, table: rows }] : []
}
