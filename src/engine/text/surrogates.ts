/** UTF-16 index of the first surrogate without its other half, or null. */
export function loneSurrogate(text: string): number | null {
  for (let at = 0; at < text.length; at++) {
    const kind = text.charCodeAt(at) & 0xfc00
    if (kind !== 0xd800 && kind !== 0xdc00) continue
    if (kind === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++
    else return at
  }
  return null
}
