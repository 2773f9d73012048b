/** What schemas say of a field. Every visit loads some schemas, so this does not load the table of all sentences. */
import { worded, type Detail } from './detail-words'
import { SCHEMA_DETAILS } from './schema-sentences'

const OURS = Object.keys(SCHEMA_DETAILS) as (keyof typeof SCHEMA_DETAILS)[]

/**
 * @param field '': of the whole
 * @param said a sentence of ours, or the library's own message
 */
export function issueDetail(field: string, said: string): Detail {
  const ours = OURS.find((code) => SCHEMA_DETAILS[code] === said)
  const what = ours ? worded(said, ours) : worded(said, 'schema-said', { said })
  if (field === '') return what
  const text = `${field}: ${said}`
  return ours ? worded(text, 'field-ours', { field, what }) : worded(text, 'field-said', { field, said })
}
