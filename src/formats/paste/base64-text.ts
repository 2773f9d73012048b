import { fromBase64 } from '../../engine/base64'

/** The text whose UTF-8 is given in base64. What is not base64 is returned as it is. */
export function base64Text(base64: string): string {
  const bytes = fromBase64(base64)
  return bytes === null ? base64 : new TextDecoder().decode(bytes)
}
