/** Gives the user a file. */
export function download(name: string, content: string | Blob, type = 'application/json'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name.replace(/[^\p{L}\p{N}.-]+/gu, '-')
  link.click()
  // A click is answered later: the address must still be there.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
