// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { available, unavailable, type ModelInfo } from '../../../../src/engine/model/types'
import { bytes, milliseconds } from '../../../../src/engine/units'
import { startWords } from '../../../words'
import type { App } from '../../../../src/core/react'
import { initialState } from '../../app/slices'
import { createCollector } from '../../../../src/core/monitor'
import { AppContext } from '../../../../src/core/react'
import type { AppState } from '../../../../src/core/state'
import type { Picker, Stored } from '../../../../src/features/models/picker'
import type { Capabilities } from '../../../../src/platform/web/capabilities'
import { ModelBadge } from '../../../../src/features/models/ModelBadge'
import { PageErrors } from '../../../../src/app/frame/PageErrors'
import { ScoreStrip } from '../../../../src/features/scores/ScoreStrip'
import { LoadBgeM3 } from '../../../../src/features/models/LoadBgeM3'
import { ModelDialog } from '../../../../src/features/models/ModelDialog'
import { GB, hub, inspect } from './found-model'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, __APP_VERSION__: '0', __ORT_VERSION__: '0' })

const capabilities = { webgpu: false, secureContext: false, crossOriginIsolated: true } as Capabilities
const head = { source: 'last_hidden_state', shape: [1], normalisedInGraph: false, dimension: 1024 }
const info: ModelInfo = {
  id: 'owner/name',
  origin: 'huggingface.co/owner/name@0a1b2c3d',
  hash: 'ab12'.repeat(16),
  isDemo: false,
  files: [],
  totalBytes: bytes(1000),
  graphFile: 'model.onnx',
  layout: 'hidden-states',
  dtype: { value: 'int8', source: 'model.onnx' },
  hiddenSize: { value: 1024, source: 'config.json' },
  layers: null,
  positionLimit: { value: 8192, source: 'config.json' },
  pooling: null,
  poolingInGraph: false,
  heads: {
    dense: available(head),
    sparse: unavailable('no-output-no-head-file'),
    colbert: unavailable('dense-only'),
  },
  tokenizer: { engine: 't', mode: 'hf4', vocabSize: 10, fallbackReason: null } as ModelInfo['tokenizer'],
  tokenizerModes: ['hf4'],
  runtime: { name: 'onnxruntime-web', version: '1', provider: 'wasm', threads: 2, threadsReason: null },
  inputs: [],
  outputs: [],
  execution: { kind: 'whole', reason: 'no-chain', detail: 'blocks differ' },
  activations: [],
  attention: unavailable('attention-whole'),
  heapEstimate: bytes(500e6),
  attentionHeads: { value: 16, source: 'config.json' },
  loadTime: milliseconds(1),
  warnings: [],
  referenceFile: null,
}

type Done = (string | unknown)[]
let unmount = () => undefined as void
let done: Done[] = []
/** The page's state as given; every action is only noted. @param gives what actions return */
async function mount(
  element: React.ReactNode,
  state: Partial<AppState>,
  gives: Readonly<Record<string, unknown>> = {},
) {
  const store = createStore<AppState>(() => ({ ...initialState, ...state }))
  const actions = new Proxy({} as App['actions'], {
    get:
      (_, name: string) =>
      (...given: unknown[]) => {
        done.push([name, ...given])
        return gives[name]
      },
  })
  const app = {
    store,
    actions,
    features: [],
    parts: [],
    monitor: createCollector(),
    flush: () => undefined,
    dispose: () => undefined,
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  unmount = () => root.unmount()
  await act(async () => root.render(<AppContext value={app}>{element}</AppContext>))
  return store
}
const at = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)
const click = (id: string) => act(async () => at(id)!.click())

beforeAll(() => startWords('en'))
beforeEach(() => {
  done = []
})
afterEach(() => {
  act(() => unmount())
  document.body.replaceChildren()
})

const picker = (over: Partial<Picker>): Picker => ({
  target: 'main',
  tab: 'hub',
  address: '',
  found: { phase: 'none' },
  graphFile: null,
  pooling: null,
  outputs: {},
  heads: null,
  ...over,
})
const found = (sizes: Record<string, number>, graphFile: string): Partial<Picker> => ({
  found: { phase: 'found', ref: hub, inspection: inspect(sizes) },
  graphFile,
})
const dialog = (over: Partial<Picker>, state: Partial<AppState> = {}) =>
  mount(<ModelDialog capabilities={capabilities} />, { ...state, picker: picker(over) })

describe('the dialog', () => {
  it('says which host Find will ask, as the address has it, and that nothing was asked', async () => {
    const store = await dialog({ address: 'BAAI/bge-m3@abc' })
    expect(at('hub-asks')!.textContent).toContain('huggingface.co')
    expect(at('hub-asks')!.textContent).toContain('BAAI/bge-m3@abc')
    expect(at('hub-asks')!.textContent).toContain('Nothing has been asked yet')
    await act(async () => store.setState({ picker: picker({ address: 'https://models.intranet/m3/' }) }))
    expect(at('hub-asks')!.textContent).toContain('models.intranet')
    await act(async () => store.setState({ picker: picker({ address: 'no model' }) }))
    expect(at('hub-asks')!.textContent).toContain('Expected')
    expect(done).toEqual([])
  })

  it('offers bge-m3’s heads for a graph without any, and loads only when asked', async () => {
    await dialog(found({ 'onnx/model_int8.onnx': 568e6, 'tokenizer.json': 17e6 }, 'onnx/model_int8.onnx'))
    await click('heads-fetch')
    expect(done).toEqual([
      [
        'setHeads',
        { kind: 'hub', host: initialState.settings.hubHost, repo: 'BAAI/bge-m3', revision: 'main' },
      ],
    ])
    expect(at('model-load')!.textContent).toContain('585 MB')
    await click('model-load')
    expect(done.at(-1)).toEqual(['loadFound', 'wasm'])
    expect(done.some(([name]) => name === 'setProvider')).toBe(false)
  })

  it('does not offer heads or pooling where the files have them', async () => {
    const files = { 'model.onnx': 1, 'tokenizer.json': 1, '1_Pooling/config.json': 1, 'sparse_linear.pt': 1 }
    await dialog(found(files, 'model.onnx'))
    expect(at('found-heads')!.textContent).toContain('sparse_linear.pt')
    expect(at('heads-fetch')).toBe(null)
    expect(at('pooling-choice')).toBe(null)
  })

  it('lets the user name outputs that have no known name', async () => {
    const sizes = { 'model.onnx': 1, 'tokenizer.json': 1 }
    const withOutputs = (outputs: readonly string[]): Partial<Picker> => {
      const inspection = inspect(sizes)
      const [graph] = inspection.graphs
      const structure = { kind: 'whole', reason: 'no-chain', detail: '', outputs } as const
      return {
        found: {
          phase: 'found',
          ref: hub,
          inspection: { ...inspection, graphs: [{ ...graph!, structure }] },
        },
        graphFile: 'model.onnx',
      }
    }
    const store = await dialog({ ...withOutputs(['out1', '339']), outputs: { dense: 'out1' } })
    expect(at('outputs-choice')!.textContent).toContain('hidden states')
    expect(at('output-dense')!.textContent).toContain('out1')
    expect(at('outputs-choice')!.textContent).toContain('your assumption')
    await act(async () => store.setState({ picker: picker(withOutputs(['last_hidden_state'])) }))
    const isOpen = () => at('outputs-choice')!.querySelector('details')!.open
    expect(isOpen()).toBe(false)
    await act(async () => store.setState({ picker: picker(withOutputs(['339'])) }))
    expect(isOpen()).toBe(true)
  })

  it('refuses to load without a tokenizer, and says so', async () => {
    await dialog(found({ 'model.onnx': 1 }, 'model.onnx'))
    expect(at('model-load')!.hasAttribute('disabled')).toBe(true)
    expect(at('found-tokenizer')!.dataset['missing']).toBe('true')
  })

  it('warns of a graph that no tab holds, and takes the smaller one on a click', async () => {
    const sizes = { 'model.onnx': 9 * GB, 'model_int8.onnx': 0.5 * GB, 'tokenizer.json': 1 }
    await dialog(found(sizes, 'model.onnx'))
    expect(at('memory-warning')!.dataset['verdict']).toBe('too-large')
    await click('graph-smaller')
    expect(done).toEqual([['chooseGraph', 'model_int8.onnx']])
  })

  it('gives WebGPU only where there is one', async () => {
    await dialog(found({ 'model.onnx': 1, 'tokenizer.json': 1 }, 'model.onnx'))
    expect((at('provider-webgpu') as HTMLInputElement).disabled).toBe(true)
  })

  it('lists what is stored: whole or in part, and why nothing can be', async () => {
    const file = { name: 'f', bytes: 10, storedBytes: 10, complete: true, sha256: null }
    const model = { key: 'k', title: 't', ref: null, listing: [], storedBytes: 15, lastUsed: 0 }
    const stored: Stored = {
      models: [{ ...model, files: [file, { ...file, storedBytes: 5, complete: false }] }],
      space: { backend: 'indexeddb', used: 15, quota: null },
    }
    const store = await dialog({ tab: 'stored' }, { stored })
    expect(at('stored-row')!.dataset['complete']).toBe('false')
    expect(at('stored-row')!.textContent).toContain('1 of 2')
    await click('stored-load')
    await click('stored-delete')
    expect(done).toEqual([['findStored', 'k']])
    await click('stored-delete-confirm')
    expect(done.at(-1)).toEqual(['deleteStored', 'k'])
    await act(async () =>
      store.setState({ stored: { models: [], space: { backend: 'none', used: null, quota: null } } }),
    )
    expect(at('stored-row')).toBe(null)
    expect(at('stored-space')!.dataset['backend']).toBe('none')
  })

  it('looks at files that were chosen; a folder without a model leaves an error, not a crash', async () => {
    await dialog({ tab: 'local' })
    const input = at('local-files-input') as HTMLInputElement
    const file = new File(['x'], 'model.onnx')
    Object.defineProperty(input, 'files', { value: [file], configurable: true })
    await act(async () => {
      input.dispatchEvent(new Event('change', { bubbles: true }))
      await new Promise((next) => setTimeout(next))
    })
    expect(done[0]?.[0]).toBe('findFiles')
    expect((done[0]?.[1] as { files: unknown[] }).files).toEqual([{ name: 'model.onnx', file }])
    Object.defineProperty(input, 'files', { value: [new File([], '.DS_Store')], configurable: true })
    await act(async () => {
      input.dispatchEvent(new Event('change', { bubbles: true }))
      await new Promise((next) => setTimeout(next))
    })
    expect(at('error')!.dataset['code']).toBe('local/empty')
  })
})

describe('the way to bge-m3', () => {
  const site = [
    { kind: 'site', id: 'demo', baseUrl: 'http://x/models/demo/', files: null, isDemo: true },
  ] as const

  it('says which files there are, how large and how exact, and what an offline machine needs', async () => {
    await dialog({ tab: 'local' }, { models: site })
    const rows = [...document.querySelectorAll<HTMLElement>('[data-testid=advice-file]')]
    expect(rows.map(({ dataset }) => [dataset['id'], Number(dataset['bytes'])])).toEqual([
      ['int8', 587_041_295],
      ['fp16', 1_151_220_320],
      ['fp32', 2_286_798_094],
    ])
    expect(rows[0]!.textContent).toContain('±0.1')
    expect(rows[2]!.textContent).toContain('±0.0001')
    expect(at('advice-local-files')!.textContent).toContain('model_quantized.onnx')
    await act(async () => rows[2]!.querySelector('input')!.click())
    expect(at('advice-local-files')!.textContent).toContain('onnx/model.onnx_data')
    expect(at('advice-local-files')!.textContent).toContain('colbert_linear.pt')
    await click('advice-mirror')
    expect(done.map(([name]) => name)).toEqual(['setHubHost', 'setPickerTab', 'setAddress'])
    expect(done[0]![1]).toMatchObject({ url: 'https://hf-mirror.com' })
    expect(done[2]![1]).toBe('BAAI/bge-m3@5617a9f6')
  })

  it('starts at the badge of the demonstration model', async () => {
    await mount(<ModelBadge capabilities={capabilities} />, {
      model: { phase: 'ready', info: { ...info, isDemo: true }, time: milliseconds(1) },
    })
    expect(at('demo-label')!.tagName).toBe('BUTTON')
    await click('demo-label')
    expect(done).toEqual([['adviseModel']])
  })

  it.each([
    [1024, 384, true],
    [1024, 1024, false],
    [768, 384, false],
    [null, 384, false],
  ])('vectors of %s beside a model of %s: offered %s', async (dimension, own, offered) => {
    await mount(<LoadBgeM3 dimension={dimension} />, {
      model: {
        phase: 'ready',
        info: { ...info, hiddenSize: { value: own, source: 'config.json' } },
        time: milliseconds(1),
      },
    })
    expect(at('load-bge-m3') !== null).toBe(offered)
    if (!offered) return
    expect(at('load-bge-m3')!.textContent).toContain('384')
    await click('load-bge-m3-open')
    expect(done).toEqual([['adviseModel']])
  })
})

describe('what the frame shows of it', () => {
  it('the badge carries warnings, and Escape closes it and gives the focus back', async () => {
    const warned: ModelInfo = {
      ...info,
      warnings: [{ code: 'not-stored', file: 'model.onnx', reason: 'quota', detail: 'QuotaExceededError' }],
    }
    await mount(<ModelBadge capabilities={capabilities} />, {
      model: { phase: 'ready', info: warned, time: milliseconds(1) },
    })
    expect(at('model-status')!.dataset['warned']).toBe('true')
    await click('model-status')
    // What the badge opens into is fetched with the first click.
    await vi.waitUntil(async () => {
      await act(async () => undefined)
      return at('model-warnings') !== null
    }, 60_000)
    expect(at('model-warnings')!.textContent).toContain('QuotaExceededError')
    expect(document.querySelector(`[data-value="${info.hash}"]`)).not.toBe(null)
    await act(async () => {
      at('model-open')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    })
    expect(at('model-status')!.getAttribute('aria-expanded')).toBe('false')
    expect(document.activeElement).toBe(at('model-status'))
  })

  it('an absent head file can be added from its score; other reasons have no such offer', async () => {
    const scores = {
      dense: available(0.5),
      sparse: unavailable('no-output-no-head-file'),
      colbert: unavailable('dense-only'),
    }
    const side = { encoded: { tokenized: { truncated: false } }, cached: false }
    const result = { info, inputs: { maxLength: 512 }, time: 1, reply: { a: side, b: side, scores } }
    await mount(<ScoreStrip />, { result: result as unknown as NonNullable<AppState['result']> })
    expect(document.querySelectorAll('[data-testid=add-heads]').length).toBe(1)
    await click('add-heads')
    expect(done).toEqual([['openPicker', 'main']])
  })

  it('a failed load leads to the dialog; one that was not wholly stored goes on', async () => {
    const error = { code: 'store/incomplete', message: '', values: { model: 'm', file: 'f' } } as const
    await mount(<PageErrors />, { model: { phase: 'failed', error } })
    await click('error-choose-model')
    expect(done).toEqual([['openPicker', 'main']])
    await click('continue-loading')
    expect(done.at(-1)?.[0]).toBe('continueLoading')
  })
})
