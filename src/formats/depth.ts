/** How deep brackets are nested in a text, before anything reads it. */

/** No request and no reply comes near it: readers call themselves once a level, and a stack is short. */
export const DEEPEST = 64

const [QUOTE, BACKSLASH] = [34, 92]

/**
 * Whether brackets outside of JSON's strings are nested deeper than DEEPEST. It reads each character once. Made for JSON; of any
 * other text the answer means nothing.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++)
        if (text.charCodeAt(at) === BACKSLASH) at++
    } else if (code === 91 || code === 123) {
      if (++depth > DEEPEST) return true
    } else if (code === 93 || code === 125) depth--
  }
  return false
}
