import type { Judged } from './judge'
import type { TextHypothesis } from './recipe'

/** The lowest rank of a common hypothesis, whatever its own result: a prefix helps only with the right text. */
const COMMON_RANK = 4

/** How many of the nearest are paired, beside the common ones: others would come too late to be tried. */
const MOST_RANKED = 120

/**
 * Pairs of hypotheses about different subjects, the most promising first: those that came nearest alone, with each other and
 * with the common ones; then the common ones with each other.
 * @param rows of single hypotheses, identified by their first hypothesis
 */
export function pairsOf(
  all: readonly TextHypothesis[],
  rows: readonly Judged[],
): readonly (readonly TextHypothesis[])[] {
  const nearness = new Map<string, number>()
  for (const { hypotheses, cosine } of rows) {
    const id = hypotheses[0]?.id
    if (id !== undefined && cosine > (nearness.get(id) ?? -Infinity)) nearness.set(id, cosine)
  }
  const of = ({ hypothesis }: TextHypothesis) => nearness.get(hypothesis.id) ?? -Infinity
  const places = new Map(all.map((each, at) => [each, at]))
  const ranked = all
    .toSorted((a, b) => of(b) - of(a))
    .filter(({ isCommon }, at) => isCommon || at < MOST_RANKED)
  const ranks = ranked.map(({ isCommon }, at) => (isCommon ? Math.min(at, COMMON_RANK) : at))
  return ranked
    .flatMap((first, i) =>
      ranked
        .slice(0, i)
        .flatMap((second, j) =>
          first.subject === second.subject
            ? []
            : [{ pair: inOrder(places, first, second), rank: ranks[i]! + ranks[j]!, places: i + j }],
        ),
    )
    .sort((a, b) => a.rank - b.rank || a.places - b.places)
    .map(({ pair }) => pair)
}

/** In the order of the steps: source and preparation of the text, then prefix and cut. */
function inOrder(
  places: ReadonlyMap<TextHypothesis, number>,
  first: TextHypothesis,
  second: TextHypothesis,
): readonly TextHypothesis[] {
  const late = ({ subject }: TextHypothesis) =>
    subject === 'source' ? 0
    : subject === 'prefix' ? 2
    : subject === 'tokenizer' ? 3
    : subject === 'cut' ? 4
    : subject === 'special' ? 5
    : 1 // oxfmt-ignore
  const place = (each: TextHypothesis) => late(each) * places.size + places.get(each)!
  return place(first) <= place(second) ? [first, second] : [second, first]
}
