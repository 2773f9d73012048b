import { EngineError } from '../errors'
import { loneSurrogate } from '../text/surrogates'

/** @throws EngineError text/lone-surrogate, with the index of the first one */
export function requireWellFormed(text: string): void {
  const index = loneSurrogate(text)
  if (index !== null)
    throw new EngineError('text/lone-surrogate', `The text has half of a surrogate pair at index ${index}.`, {
      index,
    })
}
