/** Lengths in UTF-8, counted without encoding the text. */

/** Bytes that one code point takes in UTF-8. */
export const utf8CodePointLength = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4

/** Bytes of the text in UTF-8. A lone surrogate counts 3, because TextEncoder writes U+FFFD for it. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isLead(unit) && isTrail(text.charCodeAt(at + 1))) {
      bytes += 4
      at++
    } else bytes += utf8CodePointLength(unit)
  }
  return bytes
}

const isLead = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isTrail = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
