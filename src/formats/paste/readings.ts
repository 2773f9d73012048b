/** Two readings of one command. */
import { readCases } from './attempt'
import type { RawRequest } from './raw'

/** Both readings with a note on each; one, where they do not differ or the other has no texts. */
export function inTwoWays(...[one, other]: readonly [Reading, Reading]): RawRequest[] {
  const [texts, otherTexts] = [textsOf(one[0]), textsOf(other[0])]
  if (otherTexts === null) return [...one[0]]
  if (texts === null) return [...other[0]]
  if (texts === otherTexts) return [...one[0]]
  return [one, other].flatMap(([raws, code]) =>
    raws.map((raw) => ({ ...raw, notes: [...raw.notes, { code, values: {} }] })),
  )
}
type Reading = readonly [
  raws: readonly RawRequest[],
  note: 'reading-bash' | 'reading-cmd' | 'reading-powershell' | 'reading-browser' | 'reading-windows',
]

/** Null: no request has texts. */
function textsOf(raws: readonly RawRequest[]): string | null {
  try {
    return JSON.stringify(readCases(raws).map(({ texts }) => texts))
  } catch {
    return null
  }
}
