/** Rules that make too much of a text: the page opens, says so and computes nothing with them. */
import { describe, expect, it } from 'vitest'
import { prepared, preparedSide, rulesKey } from '../../../src/core/prepared'
import { sideProblem } from '../../../src/core/selectors'
import { sentenceUnits } from '../../../src/core/units'
import type { Rule } from '../../../src/engine/text/preprocess/types'
import { NO_EDITS } from '../../../src/engine/text/sentences/types'
import { defaultSettings } from '../../../src/core/settings/schema'

const rules = Array.from({ length: 24 }, (_, at): Rule => ({
  id: `r${at}`,
  kind: 'abbreviations',
  enabled: true,
  match: 'plain',
  caseSensitive: true,
  entries: [{ from: 'a', to: 'aa' }],
}))
const side = (text: string) => ({ text, file: null, notice: null, count: null })
const noWork = { run: { phase: 'idle' }, done: null } as const
const state = {
  a: side('a'),
  b: side('nothing of it'.replace('a', 'o')),
  settings: defaultSettings,
  rules: { rules, examples: [] },
  splits: { a: NO_EDITS, b: NO_EDITS },
  longTexts: { inWorker: false, a: noWork, b: noWork },
}

describe('rules that are stopped', () => {
  it('leave a text that views can show, with the reason', () => {
    const inputs = { textA: 'a', textB: '', prefix: '', rules: rulesKey(rules), leaveOutMetadata: false }
    expect(preparedSide(inputs, 'a')).toMatchObject({
      mapped: { text: 'a' },
      effects: [],
      problem: { code: 'rules/too-much', values: { number: 20 } },
    })
    expect(() => prepared('a', inputs)).toThrow('Rule 20')
  })
  it('are the reason why a side cannot be run; the other side can', () => {
    expect(sideProblem(state, 'a')).toMatchObject({ code: 'rules/too-much' })
    expect(sideProblem(state, 'b')).toBeNull()
  })
  it('let sentences be shown, and not be encoded', () => {
    const [unit] = sentenceUnits(state, 'a')
    expect(unit).toMatchObject({ start: 0, end: 1, text: 'a' })
    expect(() => unit!.input).toThrow('Rule 20')
  })
})
