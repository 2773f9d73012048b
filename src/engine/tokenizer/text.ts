import { EngineError } from '../errors'

/** @throws EngineError text/lone-surrogate, with the index of the first one */
export function requireWellFormed(text: string): void {
  for (let at = 0; at < text.length; at++) {
    const kind = text.charCodeAt(at) & 0xfc00
    if (kind !== 0xd800 && kind !== 0xdc00) continue
    if (kind === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++
    else
      throw new EngineError('text/lone-surrogate', `The text has half of a surrogate pair at index ${at}.`, {
        index: at,
      })
  }
}
