/** The anatomy of two texts of the goldens, and parts of the first left out. */
import type { Anatomy } from '../../../../src/engine/heatmap/types'
import { available, type ModelInfo } from '../../../../src/engine/model/types'
import { explain, scoresOf } from '../../../../src/engine/score'
import type { Scores } from '../../../../src/engine/score/types'
import { milliseconds } from '../../../../src/engine/units'
import type { Unit } from '../../../../src/core/units'
import type { AnatomyState, Occlusion } from '../../../../src/features/anatomy/types'
import { info, resultOf, weights } from '../compare/fixtures'
import { a, b, explanation } from '../fixtures'

const self = (text: typeof a) => scoresOf(explain(text, text, String), weights)

export const anatomy: Anatomy = {
  a,
  b,
  explanation,
  scores: scoresOf(explanation, weights),
  self: { a: self(a), b: self(b) },
  time: milliseconds(1),
}

const unit = (text: string): Unit => ({
  start: 0,
  end: text.length,
  text,
  input: text,
  speaker: null,
  timestamp: null,
})

const model = info('one', {
  tokenizer: {
    engine: 'm3scope XLM-R Unigram',
    mode: 'hf4',
    vocabSize: 250_002,
    specialIds: { cls: 0, eos: 2, pad: 1, unk: 3, mask: 250_001 },
  },
}) as ModelInfo

export const state = (change: Partial<AnatomyState> = {}): AnatomyState => ({
  target: { kind: 'cell', i: 2, j: 6 },
  part: 'colbert',
  run: { phase: 'done' },
  a: unit(a.tokenized.text),
  b: unit(b.tokenized.text),
  inputs: resultOf(a, b, model).inputs,
  contextMode: 'isolated',
  info: model,
  anatomy,
  occlusion: { a: null, b: null },
  ...change,
})

const without = (change: number): Scores => {
  const { dense } = anatomy.scores
  return {
    ...anatomy.scores,
    dense: dense.state === 'available' ? available(dense.value + change) : dense,
  }
}

/** Of "如何申请退款？": the first word raised the score when it went, the second lowered it, the third is to come. */
export const occlusion = (change: Partial<Occlusion> = {}): Occlusion => ({
  kind: 'word',
  run: { phase: 'cancelled' },
  base: anatomy.scores,
  parts: [
    { start: 0, end: 2, text: '如何', scores: without(0.1) },
    { start: 4, end: 6, text: '退款', scores: without(-0.2) },
    { start: 2, end: 4, text: '申请', scores: null },
  ],
  time: null,
  ...change,
})
