import { expect, it } from 'vitest'
import { sentenceRows } from '../../../../src/features/heatmap/sentence-rows'

it('the table of sentences never applies the rules to them: only a run reads the model input', () => {
  const unit = {
    start: 0,
    end: 4,
    text: 'One.',
    speaker: null,
    timestamp: null,
    get input(): string {
      throw new Error('rules were applied')
    },
  }
  expect(sentenceRows([unit])).toEqual([
    { start: 0, end: 4, text: 'One.', speaker: null, timestamp: null, index: 0 },
  ])
})
