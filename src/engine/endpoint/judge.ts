/**
 * Judges a server by all its texts. One distance cannot tell a coarse arithmetic from another text; but an arithmetic
 * belongs to the server, so one text as close as fp32 shows that all others must be.
 */
import { available, HEAD_NAMES, mapAvailable, type Available, type HeadName } from '../model/types'
import { offsetsOf, shownOffset, tokensDiffer, type CountedText, type TokenCounting } from './counts'
import { boundOf, distanceOf, FINE, HALF, proofOf, type HeadComparisons } from './proof'
import type { Closeness, Comparison, Verdict } from './types'

export interface JudgedText extends CountedText {
  /** Of compareVectors. */
  readonly comparison: Comparison
}

/**
 * @param alone all texts that the server was asked, with what each shows by itself
 * @param counting what this server's token counts mean
 * @returns the comparisons in the same order, with the verdicts that all texts together allow
 */
export function judge(alone: readonly JudgedText[], counting: TokenCounting): readonly Comparison[] {
  const texts = alone.map(withDoubt)
  const offsets = offsetsOf(texts.filter(isProven), counting)
  const shown = {
    dense: closest(texts, 'dense'),
    sparse: closest(texts, 'sparse'),
    colbert: closest(texts, 'colbert'),
  }
  return texts.map((text) => {
    const differ = tokensDiffer(text, offsets)
    const judged = <H extends HeadName>(head: H, part: Available<HeadComparisons[H]> | null) =>
      part &&
      mapAvailable(part, (found) => ({
        ...found,
        verdict: verdictOf(head, found, { tokens: text.tokens, shown: shown[head], differ }),
      }))
    const { dense, sparse, colbert } = text.comparison
    return {
      dense: judged('dense', dense),
      sparse: judged('sparse', sparse),
      colbert: judged('colbert', colbert),
    }
  })
}

/**
 * Whether further texts tell no more about the server: each head has a text as close as fp32, and it is known what the
 * counts of tokens mean.
 */
export function isSettled(alone: readonly JudgedText[], counting: TokenCounting): boolean {
  const texts = alone.map(withDoubt)
  const isFine = (head: HeadName) =>
    texts.every(({ comparison }) => valueOf(comparison, head) === null) ||
    closest(texts, head)?.isFine === true
  const isCounted =
    counting === 'none' ||
    texts.every(({ counted, sameIds }) => counted === null || sameIds !== null) ||
    shownOffset(texts.filter(isProven)) !== null
  return texts.length > 0 && isCounted && HEAD_NAMES.every(isFine)
}

/**
 * Weights are no proof of a text unless they are as close as only fp32 is: short texts have few or none, and the largest
 * weight of a token hardly moves when another of the same tokens is dropped. Then the other heads of the text decide.
 */
function withDoubt(text: JudgedText): JudgedText {
  const { comparison } = text
  const sparse = valueOf(comparison, 'sparse')
  if (sparse?.verdict.kind !== 'same') return text
  const distance = distanceOf('sparse', sparse)
  const isProof = distance !== null && distance <= FINE.sparse
  const others = [valueOf(comparison, 'dense'), valueOf(comparison, 'colbert')]
  if (isProof || others.some((found) => found !== null && isEqual(found.verdict))) return text
  const verdict: Verdict = { ...sparse.verdict, kind: 'undecided', reason: 'coarse' }
  return { ...text, comparison: { ...comparison, sparse: available({ ...sparse, verdict }) } }
}

/** The closest of the texts that are proven to be the same. */
interface Closest {
  readonly within: Closeness
  /** fp32 on both sides. */
  readonly isFine: boolean
}

const valueOf = <H extends HeadName>(comparison: Comparison, head: H): HeadComparisons[H] | null => {
  const part = comparison[head] as Available<HeadComparisons[H]> | null
  return part?.state === 'available' ? part.value : null
}

const isEqual = ({ kind }: Verdict): boolean => kind === 'same' || kind === 'cut'

function isProven({ comparison }: JudgedText): boolean {
  const dense = valueOf(comparison, 'dense')
  return dense !== null && isEqual(dense.verdict)
}

function closest(texts: readonly JudgedText[], head: HeadName): Closest | null {
  let least = Infinity
  let within: Closeness | null = null
  for (const { comparison } of texts) {
    const found = valueOf(comparison, head)
    const distance = found && distanceOf(head, found)
    if (found === null || distance === null || distance >= least) continue
    const { verdict } = found
    if (verdict.kind !== 'same' && verdict.kind !== 'cut') continue
    least = distance
    within = verdict.within
  }
  return within && { within, isFine: least <= FINE[head] }
}

interface Evidence {
  readonly tokens: number
  readonly shown: Closest | null
  /** The server is known to have encoded other tokens. */
  readonly differ: boolean
}

function verdictOf<H extends HeadName>(
  head: H,
  found: HeadComparisons[H],
  { tokens, shown, differ }: Evidence,
): Verdict {
  const { verdict } = found
  if (isEqual(verdict) || verdict.kind === 'undecided') {
    const { expected } = verdict as Extract<Verdict, { within: Closeness }>
    if (differ)
      return isEqual(verdict)
        ? { ...(verdict as Extract<Verdict, { within: Closeness }>), kind: 'undecided', reason: 'tokens' }
        : { kind: 'different', expected, reason: 'tokens' }
    if (shown === null || isEqual(verdict)) return verdict
    const limit = shown.isFine ? proofOf(head, tokens) : Math.max(proofOf(head, tokens), HALF[head])
    return distanceOf(head, found)! <= limit
      ? verdict
      : { kind: 'different', expected: boundOf(head, limit), reason: 'outlier', others: shown.within }
  }
  return differ && verdict.kind === 'different' ? { ...verdict, reason: 'tokens' } : verdict
}
