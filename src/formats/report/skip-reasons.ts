/** Why a row of a validation was skipped, as an English sentence: the terminal and files say it so. */
import type { SkippedRow, SkipReason } from '../../engine/validate/types'

const SENTENCES: Readonly<Record<SkipReason, string>> = {
  'empty-query': 'The query is empty.',
  'empty-document': 'The document is empty.',
  'duplicate-pair': 'The same query and document stand in a row before.',
  'id-has-another-text': 'The id has another text in a row before.',
  'unknown-id': 'The id is not among the queries or documents.',
  'unreadable-label': 'The label cannot be read.',
  'unreadable-rank': 'The rank is not a number.',
  'unreadable-score': 'The score is not a number.',
  'unbalanced-quotes': 'A quote is not closed.',
  'wrong-number-of-cells': 'The row has another number of cells than the header.',
  'not-json': 'The line is not JSON.',
  'no-object': 'The line is not a JSON object.',
  'wrong-encoding': 'The bytes are not valid in the encoding of the file.',
  'lone-surrogate': 'The text holds half of a character.',
  'lists-differ': 'A list of the row is not as long as its list of documents.',
  'duplicate-item': 'The same id stands in the file before.',
}

/** "The label cannot be read. (perhaps)": what it is about stands in brackets. */
export const skipReason = ({ reason, value }: Pick<SkippedRow, 'reason' | 'value'>): string =>
  value === '' ? SENTENCES[reason] : `${SENTENCES[reason]} (${value})`
