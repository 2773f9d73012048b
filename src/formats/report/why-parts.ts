/** What the page's report and the terminal's line write of an explanation in the same way. */
import type { WhyResult, WhyRow } from '../../engine/why/types'

export const toleranceOf = ({ tolerance }: Pick<WhyResult, 'tolerance'>) => ({
  cosine: tolerance.cosine,
  largest_difference: tolerance.largestDifference,
  arithmetic: tolerance.arithmetic,
  dtype: tolerance.dtype,
  quantised: tolerance.quantised,
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

/** What is said beside the explanation. */
export const notesOf = ({ mojibake }: Pick<WhyResult, 'mojibake'>) =>
  mojibake === null
    ? []
    : [
        {
          code: 'text-looks-garbled' as const,
          encoding: mojibake.encoding || null,
          restored: mojibake.restored,
        },
      ]
