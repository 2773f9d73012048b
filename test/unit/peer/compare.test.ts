/** What is named when transformers.js and ours differ. */
import { describe, expect, it } from 'vitest'
import type { Encoded } from '../../../src/engine/encode/types'
import { available, unavailable } from '../../../src/engine/model/types'
import { comparePeer, type OurText } from '../../../src/engine/peer/compare'
import type { PeerReply } from '../../../src/engine/peer/types'
import { goldenText } from '../features/fixtures'

const unit = (values: readonly number[]) => {
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}
const VECTOR = unit([0.2, -0.5, 0.7, 0.1])
const OTHER = unit([0.3, -0.4, 0.6, 0.4])
const IDS = Int32Array.of(0, 6, 7, 8, 2)

function ours(change: Partial<Encoded> = {}, settings: Partial<Encoded['settings']> = {}): OurText {
  const encoded = goldenText('zh-01')
  return {
    pooling: 'cls',
    dtype: 'fp32',
    encoded: {
      ...encoded,
      tokenized: { ...encoded.tokenized, ids: IDS },
      denseVecsFull: available(VECTOR),
      settings: { ...encoded.settings, ...settings },
      ...change,
    },
  }
}

interface Theirs {
  ids?: Int32Array
  idsOfNormalized?: Int32Array | null
  cls?: Float32Array
  mean?: Float32Array
  rawNorm?: number
  batch?: readonly Float32Array[]
}

const reply = ({
  ids = IDS,
  idsOfNormalized = null,
  cls = VECTOR,
  mean = VECTOR,
  rawNorm = 1,
  batch,
}: Theirs = {}): PeerReply => ({
  library: 'peer 1',
  tokens: {
    state: 'given',
    texts: [
      { ids, idsOfNormalized },
      { ids: Int32Array.of(0, 6, 7, 8, 9, 9, 2), idsOfNormalized },
    ],
  },
  vectors: {
    state: 'given',
    output: 'last_hidden_state',
    texts: [
      { cls, mean, rawNorm },
      { cls, mean, rawNorm },
    ],
    batch: batch === undefined ? null : { cls: batch },
  },
  unasked: { file: 'onnx/model_quantized.onnx', exists: false, isThisOne: false },
})
const codes = (theirs: Theirs, mine = ours()) => comparePeer(reply(theirs), 0, mine).differences

describe('vectors', () => {
  it('nothing differs', () => {
    const found = comparePeer(reply(), 0, ours())
    expect(found.differences).toEqual([])
    expect(found.cls!.cosine).toBeCloseTo(1, 9)
    expect(found.padded).toBeNull()
  })
  it('mean where ours is CLS, CLS where ours is mean', () => {
    expect(codes({ mean: OTHER })).toEqual(['mean-pooling'])
    expect(codes({ cls: OTHER }, { ...ours(), pooling: 'mean' })).toEqual(['cls-pooling'])
  })
  it('pooling in the graph counts as CLS', () => {
    expect(codes({ mean: OTHER }, { ...ours(), pooling: null })).toEqual(['mean-pooling'])
  })
  it('a length that is not 1', () => {
    expect(codes({ rawNorm: 21.7 })).toEqual(['not-normalised'])
  })
  it('another vector of the same ids is not called the same', () => {
    expect(codes({ cls: OTHER, mean: OTHER })).toEqual(['vector'])
  })
  it('faithful activations are another arithmetic, and named as such', () => {
    expect(codes({ cls: OTHER, mean: OTHER }, ours({}, { activations: 'faithful' }))).toEqual(['activations'])
  })
  it('sums of another CPU are another arithmetic, and named as such', () => {
    expect(codes({ cls: OTHER, mean: OTHER }, ours({}, { arithmetic: 'avx2' }))).toEqual(['arithmetic'])
  })
  it('padding, only where the text is padded and its vector moves', () => {
    const found = comparePeer(reply({ batch: [OTHER, VECTOR] }), 0, ours())
    expect(found.padded).toMatchObject({ padding: 2 })
    expect(found.differences).toEqual(['padding'])
    expect(codes({ batch: [VECTOR, VECTOR] })).toEqual([])
    expect(comparePeer(reply({ batch: [VECTOR, OTHER] }), 1, ours()).differences).not.toContain('padding')
  })
  it('no vector where our model has none, or one of another size', () => {
    const none = comparePeer(reply(), 0, ours({ denseVecsFull: unavailable('no-output-no-head-file') }))
    expect([none.cls, none.mean, none.differences]).toEqual([null, null, []])
    expect(comparePeer(reply({ cls: unit([1, 2]), mean: unit([1, 2]) }), 0, ours()).cls).toBeNull()
  })
})

describe('ids', () => {
  const theirs = Int32Array.of(0, 6, 9, 8, 2)
  it('the charsmap, if the text as ours normalises it has our ids', () => {
    expect(codes({ ids: theirs, idsOfNormalized: IDS })).toEqual(['charsmap'])
    expect(comparePeer(reply({ ids: theirs }), 0, ours()).ids).toEqual({
      isEqual: false,
      firstDifference: 2,
      ours: 5,
      theirs: 5,
    })
  })
  it('else the tokenizer mode, or an unknown reason', () => {
    expect(codes({ ids: theirs, idsOfNormalized: theirs })).toEqual(['tokenizer'])
    expect(codes({ ids: theirs, idsOfNormalized: theirs }, ours({}, { tokenizerMode: 'hf5' }))).toEqual([
      'tokenizer-mode',
    ])
  })
  it('a cut of ours', () => {
    const { tokenized } = ours().encoded
    const cut = ours({ tokenized: { ...tokenized, truncated: true } })
    expect(codes({ ids: Int32Array.of(0, 6, 7, 8, 11, 12, 2) }, cut)).toEqual(['max-length'])
  })
})

it('a library that refuses gives nothing, and nothing is said to differ', () => {
  const refused: PeerReply = {
    ...reply(),
    tokens: { state: 'refused', said: 'no' },
    vectors: { state: 'refused', stage: 'load', said: 'no' },
  }
  expect(comparePeer(refused, 0, ours())).toEqual({
    ids: null,
    cls: null,
    mean: null,
    rawNorm: null,
    padded: null,
    differences: [],
  })
})
