import type { Detail } from '../detail-words'
import { EngineError } from '../errors'

/** The error for a malformed tokenizer file. `detail` names the field and what is wrong. */
export const invalid = (file: string, detail: Detail) =>
  new EngineError('tokenizer/invalid', `${file}: ${detail.text}`, { file, detail })
