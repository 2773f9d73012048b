/** UTF-8 text of base64; what is no base64 stays as it is. */
export function base64Text(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
  } catch {
    return base64
  }
}
