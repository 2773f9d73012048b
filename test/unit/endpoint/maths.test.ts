/** Their vectors against ours: what is measured, and what is made of it. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Encoded } from '../../../src/engine/encode/types'
import { isSame, nextLength, slackOf, sweepText, sweepWords } from '../../../src/engine/endpoint/sweep'
import { scorePair, scoreVerdicts } from '../../../src/engine/endpoint/scores'
import type { TheirVectors } from '../../../src/engine/endpoint/types'
import { compareVectors, type Ours } from '../../../src/engine/endpoint/vectors'
import { available, type Available } from '../../../src/engine/model/types'
import type { AnalyzeReply } from '../../../src/host/calls'
import { sharedModel, valueOf } from '../../engine'

const WEIGHTS = { dense: 1, sparse: 0.3, colbert: 1 }
let pair: AnalyzeReply

beforeAll(async () => {
  const { engine } = await sharedModel('tiny')
  const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
  pair = await engine.call('analyze', {
    a: 'What is BGE M3?',
    b: 'BGE M3 is an embedding model with lexical matching.',
    settings,
    weights: WEIGHTS,
  })
})

const theirsOf = ({ denseVecs, lexicalWeights, colbertVecs }: Encoded): TheirVectors => {
  const { rows, dimension, data } = valueOf(colbertVecs)
  return {
    dense: Float64Array.from(valueOf(denseVecs)),
    sparse: new Map(valueOf(lexicalWeights)),
    colbert: { rows, dimension, data: Float64Array.from(data) },
  }
}
const ours = (dtype = 'fp32'): Ours => ({ encoded: pair.a.encoded, dtype, special: new Set([0, 1, 2, 3]) })
const there = <T>(part: Available<T> | null): T => {
  if (part === null) throw new Error('nothing given')
  return valueOf(part)
}

describe('dense', () => {
  const compare = (change: (vector: Float64Array) => Float64Array, dtype?: string) => {
    const theirs = theirsOf(pair.a.encoded)
    return there(compareVectors({ ...theirs, dense: change(theirs.dense!) }, ours(dtype)).dense)
  }
  it('ours is exactly ours', () => {
    const found = compare((vector) => vector)
    expect(found).toMatchObject({
      dimension: 64,
      isNormalised: true,
      verdict: { kind: 'same', within: 'exact' },
    })
    expect(found.cosine).toBeCloseTo(1, 12)
    expect(found.largestDifference).toBe(0)
  })
  it('a longer vector has the same cosine, another norm, and is called not normalised', () => {
    const found = compare((vector) => vector.map((value) => value * 27.5))
    expect(found.norm).toBeCloseTo(27.5, 5)
    expect(found.isNormalised).toBe(false)
    expect(found.verdict).toMatchObject({ kind: 'same', within: 'exact' })
    expect(found.largestDifference).toBeGreaterThan(1)
  })
  it('fp16 rounding is within fp16, not exact', () => {
    const noisy = compare((vector) => vector.map((value, i) => value + (i % 2 === 0 ? 1 : -1) * 1.2e-3))
    expect(noisy.cosine!).toBeGreaterThan(0.9999)
    expect(noisy.verdict).toMatchObject({ kind: 'same', within: 'fp16' })
  })
  it('fewer dimensions are compared with ours cut, wherever they are normalised', () => {
    for (const scale of [1, 3]) {
      const found = compare((vector) => vector.slice(0, 32).map((value) => value * scale))
      expect(found.cosine).toBeCloseTo(1, 9)
      expect(found.verdict).toMatchObject({ kind: 'cut' })
    }
  })
  it('what was rounded after the end is not called equal', () => {
    const decimals = (n: number) =>
      compare((vector) => vector.map((value) => Number(value.toFixed(n)))).verdict
    expect(decimals(8)).toMatchObject({ kind: 'same', within: 'exact' })
    expect(decimals(5)).toMatchObject({ kind: 'same', within: 'fp32' })
    expect(decimals(3)).toMatchObject({ kind: 'same', within: 'fp16' })
    const most = Math.max(...theirsOf(pair.a.encoded).dense!.map(Math.abs))
    const int8 = compare((vector) => vector.map((value) => Math.round((value / most) * 127)))
    expect(int8.verdict).toMatchObject({ kind: 'same', within: 'fp16' })
  })
  it('a few dimensions prove nothing: one alone has always a cosine of 1 or −1', () => {
    for (const n of [1, 2, 7])
      expect(compare((vector) => vector.slice(0, n)).verdict).toMatchObject({ kind: 'undecided' })
    expect(compare((vector) => vector.slice(0, 8)).verdict.kind).toBe('cut')
  })
  it('zeros up to another number of dimensions are no other model', () => {
    const padded = (vector: Float64Array, n = 1536) =>
      Float64Array.from({ length: n }, (_, at) => vector[at] ?? 0)
    expect(compare((vector) => padded(vector))).toMatchObject({
      dimension: 1536,
      zeros: 1472,
      verdict: { kind: 'same', within: 'exact' },
    })
    expect(compare((vector) => padded(vector.map((value) => -value))).verdict.kind).toBe('different')
    const almost = compare((vector) => padded(vector).with(1000, 1e-3))
    expect(almost).toMatchObject({ zeros: 0, verdict: { kind: 'dimension', theirs: 1536 } })
  })
  it('fewer dimensions of something else, and more dimensions, are another model', () => {
    expect(compare((vector) => vector.slice(32)).verdict).toMatchObject({ kind: 'dimension', theirs: 32 })
    const more = compare(() => new Float64Array(1024).fill(1 / 32))
    expect(more.verdict).toEqual({ kind: 'dimension', ours: 64, theirs: 1024 })
    expect(more.cosine).toBeNull()
  })
  it('the opposite vector is different in every arithmetic', () => {
    const found = compare((vector) => vector.map((value) => -value), 'q4')
    expect(found.cosine).toBeCloseTo(-1, 9)
    expect(found.verdict.kind).toBe('different')
  })
})

describe('sparse', () => {
  const compare = (sparse: Map<number, number>) =>
    there(compareVectors({ ...theirsOf(pair.a.encoded), sparse }, ours()).sparse)
  it('counts shared ids and those of one side, and names special ids', () => {
    const mine = valueOf(pair.a.encoded.lexicalWeights)
    const [first, ...rest] = [...mine]
    const found = compare(new Map([...rest, [0, 0.4], [2000, 0.5]]))
    expect(found).toMatchObject({ shared: mine.size - 1, onlyOurs: 1, onlyTheirs: 2, special: [0] })
    expect(found.largestDifference).toBeCloseTo(Math.max(0.5, first![1]), 12)
    expect(found.verdict.kind).toBe('different')
  })
  it('ours is ours; nothing is not', () => {
    expect(compare(new Map(valueOf(pair.a.encoded.lexicalWeights)))).toMatchObject({
      onlyOurs: 0,
      onlyTheirs: 0,
      verdict: { kind: 'same', within: 'exact' },
    })
    expect(compare(new Map()).cosine).toBeNull()
  })
})

describe('ColBERT', () => {
  it('ours is ours; rows with <s> are a difference of rows', () => {
    const theirs = theirsOf(pair.a.encoded)
    const { rows, dimension, data } = theirs.colbert!
    const same = there(compareVectors(theirs, ours()).colbert)
    expect(same.verdict).toMatchObject({ kind: 'same', within: 'exact' })
    expect(same.meanCosine).toBeCloseTo(1, 9)
    const longer = new Float64Array(data.length + dimension)
    longer.set(data, dimension)
    const found = compareVectors({ ...theirs, colbert: { rows: rows + 1, dimension, data: longer } }, ours())
    expect(there(found.colbert).verdict).toEqual({ kind: 'rows', ours: rows, theirs: rows + 1 })
  })
})

describe('scores of a pair', () => {
  it('our vectors give our five scores', () => {
    const { theirs } = scorePair(theirsOf(pair.a.encoded), theirsOf(pair.b.encoded), WEIGHTS, pair.scores)
    for (const [name, value] of Object.entries(theirs))
      expect(value).toBeCloseTo(valueOf(pair.scores[name as keyof typeof theirs]), 6)
  })
  it('vectors that are not normalised give a dot product, and the cosine beside it', () => {
    const long = (vectors: TheirVectors) => ({ ...vectors, dense: vectors.dense!.map((value) => value * 10) })
    const found = scorePair(
      long(theirsOf(pair.a.encoded)),
      long(theirsOf(pair.b.encoded)),
      WEIGHTS,
      pair.scores,
    )
    expect(found.theirs.dense).toBeCloseTo(100 * valueOf(pair.scores.dense), 4)
    expect(found.denseCosine).toBeCloseTo(valueOf(pair.scores.dense), 6)
  })
  it('a score is the same only where its vectors are, however close it comes', () => {
    const sideOf = (encoded: Encoded, change: (value: number, at: number) => number = (value) => value) => {
      const theirs = theirsOf(encoded)
      const changed = { ...theirs, dense: theirs.dense!.map(change) }
      return { changed, found: compareVectors(changed, { ...ours(), encoded }) }
    }
    const verdicts = (change?: (value: number, at: number) => number) => {
      const a = sideOf(pair.a.encoded)
      const b = sideOf(pair.b.encoded, change)
      const scores = scorePair(a.changed, b.changed, WEIGHTS, pair.scores)
      return scoreVerdicts(scores, [a.found, b.found])
    }
    expect(new Set(Object.values(verdicts()))).toEqual(new Set(['same']))
    // As far away as int8 would be.
    expect(verdicts((value, at) => value + (at % 2 === 0 ? 0.03 : -0.03))).toMatchObject({
      dense: 'undecided',
      sparse: 'same',
      'sparse+dense': 'undecided',
    })
    expect(verdicts((value) => -value)).toMatchObject({ dense: 'different', sparse: 'same' })
    // The same vectors, not normalised: the dot product is another score.
    expect(verdicts((value) => value * 3)).toMatchObject({ dense: 'different' })
  })
  it('a head that did not come leaves its scores empty, fused ones too', () => {
    const dense = (vectors: TheirVectors) => ({ dense: vectors.dense, sparse: null, colbert: null })
    const found = scorePair(
      dense(theirsOf(pair.a.encoded)),
      dense(theirsOf(pair.b.encoded)),
      WEIGHTS,
      pair.scores,
    )
    expect(found.theirs).toMatchObject({ sparse: null, colbert: null, 'sparse+dense': null })
    expect(found.ours.dense).toEqual(available(valueOf(pair.scores.dense)))
  })
})

describe('sweep', () => {
  it('finds any cut in few steps, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8191 }), (cut) => {
        const lengths = [511, 512, 513, 2048, 8192]
        let hi = lengths.find((length) => length >= cut)!
        let lo = lengths.findLast((length) => length < hi) ?? 2
        let steps = 0
        for (let next = nextLength(lo, hi); next !== null; next = nextLength(lo, hi)) {
          expect(next).toBeGreaterThan(lo)
          expect(next).toBeLessThan(hi)
          if (next >= cut) hi = next
          else lo = next
          steps++
        }
        expect(hi).toBe(cut)
        expect(steps).toBeLessThan(20)
      }),
    )
    const asked: number[] = []
    let [lo, hi] = [513, 2048]
    for (let next = nextLength(lo, hi); next !== null && asked.length < 9; next = nextLength(lo, hi)) {
      asked.push(next)
      if (next >= 1024) hi = next
      else lo = next
    }
    expect(hi).toBe(1024)
    expect(asked.length).toBeLessThanOrEqual(3)
  })
  it('every text is the beginning of the next', () => {
    const words = 'a b c d e f g h i'.split(' ')
    expect(sweepText(words, 14).startsWith(sweepText(words, 9))).toBe(true)
    expect(sweepText(words, 14).split(' ')).toHaveLength(12)
    expect(sweepText(words, 2)).toBe('')
  })
  it('takes the user’s words where enough of them are single tokens, else neutral ones', () => {
    const text = 'one two three four five six seven eight nine one'
    expect(sweepWords(text, () => true)).toMatchObject({ from: 'text', words: text.split(' ').slice(0, 9) })
    expect(sweepWords(text, (word) => !text.includes(word)).from).toBe('neutral')
  })
  it('two replies to one text set what counts as the same', () => {
    const vector = Float64Array.from([1, 2, 3])
    const slack = slackOf(vector, vector)
    expect(isSame(vector, Float64Array.from([1, 2, 3.001]), slack)).toBe(false)
    expect(isSame(vector, vector, slack)).toBe(true)
    expect(isSame(vector, Float64Array.from([1, 2]), 1)).toBe(false)
  })
})
