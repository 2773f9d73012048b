import copyByCommand from 'copy-to-clipboard'

/** True when the text reached the clipboard. A plain-HTTP page has no navigator.clipboard, hence the package. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = (navigator as Partial<Navigator>).clipboard
  if (clipboard) {
    try {
      await clipboard.writeText(text)
      return true
    } catch {
      // Refused (no permission, page not focused): the command below may still work.
    }
  }
  return copyByCommand(text)
}
