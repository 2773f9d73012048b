/** The character of a hexadecimal code point; U+FFFD where Unicode has no such code point. */
export function fromHex(digits: string): string {
  const code = parseInt(digits, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
