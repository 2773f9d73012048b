// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startWords } from '../../../words'
import { scorePair } from '../../../../src/engine/compare/ranking'
import type { Compare } from '../../../../src/features/compare/state-types'
import { CompareView, type CompareViewProps } from '../../../../src/features/compare/CompareView'
import { changed, weights } from './fixtures'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))
beforeAll(() => startWords('en'))

const ref = { kind: 'url', baseUrl: 'https://models.test/two/', isDemo: false } as const
const second = { ref, id: 'two', name: 'two', bytes: 5_000_000, isDemo: false, notes: null }

async function shown(compare: Partial<Compare>, more: Partial<CompareViewProps> = {}) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => root.unmount()
  const called: string[] = []
  const on = (name: string) => () => void called.push(name)
  const props: CompareViewProps = {
    compare: { second: null, ranking: false, run: { phase: 'idle' }, result: null, ...compare },
    choice: null,
    info: null,
    weights,
    selected: 'colbert',
    changes: [],
    onChoose: on('choose'),
    onClear: on('clear'),
    onRanking: on('ranking'),
    onRun: on('run'),
    onCancel: on('cancel'),
    ...more,
  }
  await act(async () => root.render(createElement(CompareView, props)))
  const find = (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  return { find, called, text: () => place.textContent }
}

describe('the view', () => {
  it('teaches while there is no model 2, and offers to choose one', async () => {
    const { find, called } = await shown({})
    find('compare-choose')!.click()
    expect(called).toEqual(['choose'])
    expect(find('compare-run')).toBeNull()
  })

  it('names what is chosen before anything is read', async () => {
    const { find, called } = await shown({ second })
    expect(find('compare-model-2')!.textContent).toContain('5.0 MB, not read yet')
    find('compare-run')!.click()
    expect(called).toEqual(['run'])
  })

  it('tells whose turn it is, and whose error', async () => {
    const loaded = {
      stage: 'files',
      file: 'onnx/m.onnx',
      loaded: 2e6,
      total: 5e6,
      origin: 'network',
    } as const
    const rate = { bytesPerSecond: 1e6, remaining: 3000 as never }
    const busy = await shown({
      second,
      run: { phase: 'loading', model: 2, progress: loaded, rate, layers: null },
    })
    expect(busy.find('compare-status')!.textContent).toContain(
      'Model 2: m.onnx, 2.0 MB of 5.0 MB · 1.0 MB/s · 3.00 s left',
    )
    busy.find('compare-cancel')!.click()
    expect(busy.called).toEqual(['cancel'])
    await act(async () => unmount())
    const error = {
      code: 'model/run-failed',
      message: 'x',
      values: { detail: 'x', comparedModel: 2 },
    } as const
    const failed = await shown({ second, run: { phase: 'failed', error } })
    expect(failed.find('error')!.parentElement!.dataset).toMatchObject({ model: '2' })
  })

  it('shows each score under both models with the difference in full, marked when stale', async () => {
    const { find, text } = await shown({ second, result: changed }, { changes: ['textA'] })
    for (const name of ['dense', 'sparse', 'colbert', 'colbert+sparse+dense'] as const) {
      const { first, second: other, difference } = scorePair(changed, name, weights)
      const shownNumbers = { ...find(`compare-score-${name}`)!.dataset }
      expect(shownNumbers).toMatchObject({
        first: String(first.state === 'available' && first.value),
        second: String(other.state === 'available' && other.value),
        difference: String(difference),
      })
    }
    expect(find('compare')!.dataset.stale).toBe('true')
    expect(text()).toContain('Stale: text A changed since.')
    expect(find('compare-tokens-a')!.dataset.equal).toBe('true')
    expect(find('compare-detail-colbert')).not.toBeNull()
    expect(text()).toContain('Best matches that moved to another token: ')
  })

  it('says that settings differ, and asks to run again for a ranking', async () => {
    const other = { ...changed.second, inputs: { ...changed.second.inputs, maxLength: 8192 } }
    const result = { ...changed, second: other, held: 'one-after-the-other' as const }
    const { find, text } = await shown({ second, ranking: true, result })
    expect(find('compare-differs')!.textContent).toContain('model 1 runs with 512, model 2 with 8192')
    expect(text()).toContain('Compare again to rank the lines of B.')
    expect(text()).toContain('they ran one after the other')
  })

  it.each([
    [[], false],
    [['textA'], true],
  ] as const)('copies a report that says whether it is stale: %j', async (changes, stale) => {
    const { find } = await shown({ second, result: { ...changed, held: 'both' } }, { changes })
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const copy = find('compare')!.querySelector<HTMLElement>('button[aria-label="Copy as JSON"]')
    await act(async () => copy!.click())
    expect(JSON.parse(write.mock.calls.at(-1)![0])).toMatchObject({ stale })
  })
})
