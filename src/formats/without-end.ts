/**
 * The text without this character at its end, however often it stands there. An expression such as `/=+$/` tries every run of the
 * character, from each place in it.
 */
export function withoutEnd(text: string, char: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === char) end--
  return text.slice(0, end)
}
