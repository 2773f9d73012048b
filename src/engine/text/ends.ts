/**
 * The length of a text without these characters at its end. A pattern such as /[.,]+$/ looks at each run of them again from
 * each of its characters, which takes time quadratic in the length of a run that is not at the end.
 */
export function lengthWithoutEnd(text: string, characters: ReadonlySet<string>): number {
  let end = text.length
  while (end > 0 && characters.has(text[end - 1]!)) end--
  return end
}
