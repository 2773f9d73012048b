/** Rows of the table of changes that compare the inputs. */
import type { Rule } from '../../engine/text/preprocess/types'
import type { SplitEdits } from '../../engine/text/sentences/types'
import type { DiffDetail, DiffRow, RowKind } from './diff-types'

/** How many details a row shows. The file has all of them. */
export const DETAILS = 12

/** Compares two values. A difference matters, except in the environment. */
export function plainRow(
  kind: RowKind,
  what: string,
  before: string | number | null,
  after: string | number | null,
): DiffRow {
  const changed = !Object.is(before, after) && !(before === 0 && after === 0) // 0 and -0 are one number in JSON
  return {
    what,
    kind,
    before,
    after,
    difference: null,
    changed,
    matters: changed && kind !== 'environment',
    tolerance: null,
    cosine: null,
    details: [],
    more: 0,
  }
}

export const withDetails = (row: DiffRow, details: readonly DiffDetail[]): DiffRow => ({
  ...row,
  details: details.slice(0, DETAILS),
  more: Math.max(0, details.length - DETAILS),
})

const ruleText = (rule: Rule | undefined): string | null => (rule === undefined ? null : JSON.stringify(rule))

/** Compares rules by place, because their order changes the result. Ids do not count: they change nothing. */
export function rulesRow(before: readonly Rule[], after: readonly Rule[]): DiffRow {
  const enabled = (rules: readonly Rule[]) =>
    rules
      .filter((rule) => rule.enabled)
      .map(({ kind }) => kind)
      .join(', ')
  const applied = (rules: readonly Rule[]) => rules.filter((rule) => rule.enabled)
  const [one, other] = [applied(before), applied(after)]
  const details = Array.from({ length: Math.max(one.length, other.length) }, (_, at) => ({
    at,
    before: ruleText(one[at]),
    after: ruleText(other[at]),
  })).filter((detail) => detail.before !== detail.after)
  const row = plainRow('cause', 'rules', enabled(before), enabled(after))
  return withDetails({ ...row, changed: details.length > 0, matters: details.length > 0 }, details)
}

export function splitsRow(side: 'a' | 'b', before: SplitEdits, after: SplitEdits): DiffRow {
  const text = ({ joined, cut }: SplitEdits) =>
    joined.length + cut.length === 0 ? null : `joined ${joined.join(' ')}; cut ${cut.join(' ')}`
  return plainRow('cause', `splits.${side}`, text(before), text(after))
}
