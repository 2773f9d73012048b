/** What all texts of a server show together. */
import { describe, expect, it } from 'vitest'
import type { TokenCounting } from '../../../src/engine/endpoint/counts'
import { isSettled, judge, type JudgedText } from '../../../src/engine/endpoint/judge'
import { proofOf } from '../../../src/engine/endpoint/proof'
import { compareVectors } from '../../../src/engine/endpoint/vectors'
import type { Verdict } from '../../../src/engine/endpoint/types'
import type { Encoded } from '../../../src/engine/encode/types'
import { available, unavailable } from '../../../src/engine/model/types'

const DIMENSION = 1024
const OURS = Float32Array.from({ length: DIMENSION }, (_, at) => Math.sin(at * 1.7))
const SIDE = Float64Array.from({ length: DIMENSION }, (_, at) => Math.cos(at * 1.7))

/** A vector at this 1 − cosine from ours. */
function away(distance: number): Float64Array {
  const angle = Math.acos(1 - distance)
  const length = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector))
  // SIDE without its part in the direction of ours.
  const along = SIDE.reduce((sum, value, at) => sum + value * OURS[at]!, 0) / length(OURS) ** 2
  const across = SIDE.map((value, at) => value - along * OURS[at]!)
  const [one, other] = [Math.cos(angle) / length(OURS), Math.sin(angle) / length(across)]
  return Float64Array.from(OURS, (value, at) => value * one + across[at]! * other)
}

interface Given {
  readonly distance: number
  readonly tokens?: number
  readonly counted?: number | null
  readonly sameIds?: boolean | null
  readonly dtype?: string
}

function text({ distance, tokens = 20, counted = null, sameIds = null, dtype = 'fp32' }: Given): JudgedText {
  const encoded = {
    tokenized: { ids: new Int32Array(tokens) },
    settings: { normalize: true },
    denseVecs: available(OURS),
    denseVecsFull: available(OURS),
    lexicalWeights: unavailable('dense-only'),
    colbertVecs: unavailable('dense-only'),
  } as unknown as Encoded
  const theirs = { dense: away(distance), sparse: null, colbert: null }
  const comparison = compareVectors(theirs, { encoded, dtype, special: new Set() })
  return { comparison, tokens, counted, sameIds }
}

function judged(given: readonly Given[], counting: TokenCounting = 'none'): readonly Verdict[] {
  return judge(given.map(text), counting).map(({ dense }) => {
    if (dense?.state !== 'available') throw new Error('no dense')
    return dense.value.verdict
  })
}
const kinds = (given: readonly Given[], counting?: TokenCounting) =>
  judged(given, counting).map(({ kind }) => kind)

const FP32 = 5e-12
const FP16 = 2e-6
const Q8 = 3e-4
const INT8 = 0.05

describe('one text alone', () => {
  it.each([
    [0, { kind: 'same', within: 'exact' }],
    [FP32, { kind: 'same', within: 'exact' }],
    [2e-9, { kind: 'same', within: 'fp32' }],
    [2e-8, { kind: 'same', within: 'fp16' }],
    [FP16, { kind: 'same', within: 'fp16' }],
    [5e-5, { kind: 'same', within: 'fp16' }],
    [Q8, { kind: 'undecided', within: 'q8', reason: 'coarse' }],
    [0.0358, { kind: 'undecided', within: 'int8', reason: 'coarse' }],
    [INT8, { kind: 'undecided', within: 'int8' }],
    [0.2, { kind: 'different' }],
  ])('1 − cosine %d', (distance, verdict) => {
    expect(judged([{ distance }])[0]).toMatchObject(verdict)
  })
  it('the longer a text, the less moves its vector, and the closer it must be', () => {
    expect(proofOf('dense', 5)).toBe(proofOf('dense', 64))
    // Measured: the last of 424 tokens dropped is 2.8e-5, one of 8,192 is 8e-7.
    expect(proofOf('dense', 424)).toBeLessThan(2.8e-5 / 3)
    expect(proofOf('dense', 8192)).toBeLessThan(8e-7 / 3)
    expect(kinds([{ distance: 2.8e-5, tokens: 424 }])).toEqual(['undecided'])
    expect(kinds([{ distance: FP32, tokens: 8192 }])).toEqual(['same'])
  })
  it('a quantised model of ours cannot tell another text from its own error', () => {
    expect(kinds([{ distance: 0.03, dtype: 'q4' }])).toEqual(['undecided'])
    expect(kinds([{ distance: 0.03, dtype: 'int8' }])).toEqual(['undecided'])
    expect(kinds([{ distance: FP32, dtype: 'int8' }])).toEqual(['same'])
  })
})

describe('all texts', () => {
  it('some as close as fp32: an outlier is different, not dynamic int8', () => {
    const six = Array.from({ length: 6 }, () => ({ distance: FP32 }))
    const verdicts = judged([...six, { distance: 0.0358 }])
    expect(verdicts.slice(0, 6).every(({ kind }) => kind === 'same')).toBe(true)
    expect(verdicts[6]).toMatchObject({ kind: 'different', reason: 'outlier', others: 'exact' })
    // One is enough, and its place does not matter.
    expect(kinds([{ distance: 0.0358 }, { distance: Q8 }, { distance: FP32 }])).toEqual([
      'different',
      'different',
      'same',
    ])
  })
  it('fp16: what it cannot explain is different, what it can and a long text can too is undecided', () => {
    const fp16 = { distance: FP16 }
    expect(kinds([fp16, { distance: Q8 }, { distance: INT8 }])).toEqual(['same', 'different', 'different'])
    expect(kinds([fp16, { distance: 5e-5, tokens: 424 }])).toEqual(['same', 'undecided'])
    expect(kinds([{ distance: FP32 }, { distance: 5e-5, tokens: 424 }])).toEqual(['same', 'different'])
  })
  it('none closer than a coarse arithmetic: nothing is decided', () => {
    expect(kinds([{ distance: Q8 }, { distance: 0.002 }, { distance: INT8 }])).toEqual([
      'undecided',
      'undecided',
      'undecided',
    ])
  })
  it('is settled when fp32 is shown and the counts are understood', () => {
    const [one, two] = [
      { distance: FP32, tokens: 9, counted: 9 },
      { distance: FP32, tokens: 12, counted: 12 },
    ]
    expect(isSettled([], 'none')).toBe(false)
    expect(isSettled([text({ distance: FP16 })], 'none')).toBe(false)
    expect(isSettled([text(one)], 'none')).toBe(true)
    expect(isSettled([text(one)], 'unknown')).toBe(false)
    expect(isSettled([text(one), text(two)], 'unknown')).toBe(true)
  })
})

describe('weights', () => {
  const weighted = (
    ours: readonly (readonly [number, number])[],
    theirs: readonly (readonly [number, number])[],
    distance: number,
  ) => {
    const encoded = {
      tokenized: { ids: new Int32Array(20) },
      settings: { normalize: true },
      denseVecs: available(OURS),
      denseVecsFull: available(OURS),
      lexicalWeights: available(new Map(ours)),
      colbertVecs: unavailable('dense-only'),
    } as unknown as Encoded
    const vectors = { dense: away(distance), sparse: new Map(theirs), colbert: null }
    const comparison = compareVectors(vectors, { encoded, dtype: 'fp32', special: new Set() })
    return { comparison, tokens: 20, counted: null, sameIds: null }
  }
  const sparseOf = (given: readonly JudgedText[]) =>
    judge(given, 'none').map(({ sparse }) =>
      sparse?.state === 'available' ? sparse.value.verdict.kind : null,
    )
  it('none at all, or a few that hardly differ, are no proof of the text: its other heads decide', () => {
    const near = [[[7, 0.2]], [[7, 0.2015]]] as const
    for (const [ours, theirs] of [[[], []], near] as const) {
      expect(sparseOf([weighted(ours, theirs, INT8)])).toEqual(['undecided'])
      expect(sparseOf([weighted(ours, theirs, 0.2)])).toEqual(['undecided'])
      expect(sparseOf([weighted(ours, theirs, FP32)])).toEqual(['same'])
    }
    expect(sparseOf([weighted([[7, 0.2]], [[7, 0.200001]], INT8)])).toEqual(['same'])
    // Weights that prove nothing do not make others outliers either.
    expect(sparseOf([weighted(...near, 0.2), weighted([[7, 0.2]], [[7, 0.23]], 0.2)])).toEqual([
      'undecided',
      'undecided',
    ])
  })
})

describe('token counts', () => {
  const near = (counted: number | null, tokens = 20) => ({ distance: INT8, tokens, counted })
  it('that can be trusted and differ are never the same', () => {
    expect(judged([near(19)], 'special')[0]).toMatchObject({ kind: 'different', reason: 'tokens' })
    expect(judged([{ distance: 0, counted: 19 }], 'special')[0]).toMatchObject({
      kind: 'undecided',
      reason: 'tokens',
    })
    // Equal counts prove nothing: another text may have as many.
    expect(kinds([near(20)], 'special')).toEqual(['undecided'])
    expect(kinds([near(null)], 'special')).toEqual(['undecided'])
  })
  it('that are no counts of tokens say nothing', () => {
    expect(kinds([near(120), { distance: 0, counted: 120 }], 'none')).toEqual(['different', 'same'])
    expect(kinds([near(120)], 'none')).toEqual(['undecided'])
    expect(kinds([{ distance: 0, counted: 31 }], 'unknown')).toEqual(['same'])
  })
  it('with or without special tokens, where versions differ', () => {
    expect(kinds([near(20), near(18)], 'special-or-not')).toEqual(['undecided', 'undecided'])
    expect(kinds([near(17), near(22)], 'special-or-not')).toEqual(['different', 'different'])
  })
  it('of an unknown server are trusted when equal texts show how it counts', () => {
    const shown = [
      { distance: FP16, tokens: 9, counted: 7 },
      { distance: FP16, tokens: 12, counted: 10 },
    ]
    // Undecided by its distance alone; two equal texts show that the server leaves out two tokens.
    const long = { distance: 5e-5, tokens: 424 }
    expect(kinds([...shown, { ...long, counted: 422 }], 'unknown')).toEqual(['same', 'same', 'undecided'])
    expect(kinds([...shown, { ...long, counted: 421 }], 'unknown')).toEqual(['same', 'same', 'different'])
    // One alone may be right by accident.
    expect(kinds([shown[0]!, { ...long, counted: 421 }], 'unknown')).toEqual(['same', 'undecided'])
    // What is shown goes before what the server is known for.
    expect(kinds(shown, 'special')).toEqual(['same', 'same'])
  })
  it('other ids are other tokens, also where there are as many', () => {
    expect(kinds([{ ...near(20), sameIds: false }], 'special')).toEqual(['different'])
    expect(kinds([{ distance: FP32, counted: 18, sameIds: true }], 'special')).toEqual(['same'])
  })
})
