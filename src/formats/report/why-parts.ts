/** What the page's report and the terminal's line write of an explanation in the same way. */
import type { Bag, BagToken } from '../../engine/why/note-types'
import type { EditSearchResult } from '../../engine/why/edit-search-types'
import type { Hypothesis } from '../../engine/why/names'
import type { WhyResult, WhyRow } from '../../engine/why/types'

export const toleranceOf = ({ tolerance }: Pick<WhyResult, 'tolerance'>) => ({
  cosine: tolerance.cosine,
  largest_difference: tolerance.largestDifference,
  arithmetic: tolerance.arithmetic,
  dtype: tolerance.dtype,
  quantised: tolerance.quantised,
})

/** What is said beside the explanation; never a proof. */
export const notesOf = ({ notes, mojibake }: Pick<WhyResult, 'notes' | 'mojibake'>) => [
  ...notes.map(({ code, values }) => ({ code, ...values })),
  ...(mojibake === null
    ? []
    : [
        {
          code: 'text-looks-garbled' as const,
          encoding: mojibake.encoding || null,
          restored: mojibake.restored,
        },
      ]),
]

/** Tokens that are listed of each kind; a long text has thousands. */
const MOST_TOKENS = 500

export const bagOf = ({ theirs, onlyTheirs, onlyOurs }: Bag) => ({
  theirs: theirs.slice(0, MOST_TOKENS).map(tokenOf),
  only_theirs: onlyTheirs.slice(0, MOST_TOKENS).map(tokenOf),
  only_ours: onlyOurs.slice(0, MOST_TOKENS).map(({ id, token }) => ({ id, token })),
  counts: { theirs: theirs.length, only_theirs: onlyTheirs.length, only_ours: onlyOurs.length },
})

const tokenOf = ({ id, token, weight }: BagToken) => ({ id, token, weight })

/** The values behind names of hypotheses, where there are any: weights of a mix, a scale. */
export const valuesOf = (hypotheses: readonly Hypothesis[]) => {
  const found = hypotheses.filter(({ values }) => Object.keys(values).length > 0)
  return found.length === 0 ? {} : { values: Object.fromEntries(found.map(({ id, values }) => [id, values])) }
}

/** What a search found. `found_by` says that it is no proof. */
export const searchOf = (result: EditSearchResult) => ({
  found_by: 'search' as const,
  explained: result.within,
  text: result.text,
  likeness: result.likeness,
  start_likeness: result.startLikeness,
  largest_difference: result.row.largestDifference,
  hypotheses: result.row.hypotheses.map(({ id }) => id),
  diff: result.diff.map(({ kind, text }) => ({ kind, text })),
  ended: result.ended,
  compared: result.compared,
  budget: result.budget,
})

/** Why a row is as good as the best: it has the very same token ids, or other ones whose numbers cannot be told apart. */
export const reasonOf = (
  { sequence }: WhyRow,
  { best }: Pick<WhyResult, 'best'>,
): 'same-ids' | 'same-numbers' =>
  sequence !== null && sequence === best?.sequence ? 'same-ids' : 'same-numbers'

/** How many other rows have the same token ids: no vector can tell them apart. Nothing where there is none. */
export function sameIdsOf(row: WhyRow, { ranked }: Pick<WhyResult, 'ranked'>): { same_ids?: number } {
  const changes = ({ hypotheses }: WhyRow) => hypotheses.map(({ id }) => id).join('+')
  const others = ranked.filter(
    (each) => each.sequence === row.sequence && changes(each) !== changes(row),
  ).length
  return row.sequence === null || others === 0 ? {} : { same_ids: others }
}
