/** Saves a file through the browser's download. */
export function download(name: string, content: string | Blob, type = 'application/json'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name.replace(/[^\p{L}\p{N}.-]+/gu, '-')
  link.click()
  // The browser reads the object URL after the click, so it is revoked later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
