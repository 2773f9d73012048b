/** The text of Python's bytes: b'\xe6\x80\x8e' is UTF-8 whose bytes were read as characters. What is no UTF-8 stays as it is. */
export function textOfBytes(characters: string): string {
  if (!/[\x80-\xff]/.test(characters) || /[^\0-\xff]/.test(characters)) return characters
  try {
    const bytes = Uint8Array.from(characters, (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return characters
  }
}
