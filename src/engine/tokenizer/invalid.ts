import { EngineError } from '../errors'

/** A tokenizer file that cannot be read as what it says it is. `detail` names the field and what is wrong. */
export const invalid = (file: string, detail: string) =>
  new EngineError('tokenizer/invalid', `${file}: ${detail}`, { file, detail })
