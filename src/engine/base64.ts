/** Bytes as base64 and back (RFC 4648): the standard alphabet with padding, and the alphabet of URLs without padding. */

/** How many bytes become characters in one call: every engine takes this number of arguments. */
const STEP = 0x8000

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += STEP)
    binary += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return btoa(binary)
}

/** Reads as the platform's `atob` does: white space and missing padding are allowed. Null: the text is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return null
  }
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/** Takes the standard alphabet too. Null: the text is not base64. */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> | null =>
  fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'))
