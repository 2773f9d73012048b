/** The character of a code in hexadecimal; what Unicode does not have becomes U+FFFD. */
export function fromHex(digits: string): string {
  const code = parseInt(digits, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
