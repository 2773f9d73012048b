// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  CHECK_NAMES,
  type Certificate,
  type Check,
  type CheckName,
} from '../../../../src/engine/certify/types'
import { i18next, startWords } from '../../../words'
import { causeOf } from '../../../../src/features/certificate/cause'
import { CertificatePanel } from '../../../../src/features/certificate/CertificatePanel'
import type { CertificatePanelProps } from '../../../../src/features/certificate/props'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(() => startWords('en'))
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))

const check = (name: CheckName, change: Partial<Check> = {}): Check => ({
  name,
  compared: 3,
  value: 1,
  expected: 1,
  bound: 'at-least',
  verdict: 'pass',
  worst: null,
  ...change,
})

const certificate: Certificate = {
  reference: 'BAAI/bge-m3',
  origin: 'README',
  precision: 'fp16',
  identity: {
    model: 'company/m3',
    origin: 'folder m3',
    model_hash: 'a'.repeat(64),
    graph: 'onnx/model_int8.onnx',
    graph_sha256: 'b'.repeat(64),
    dtype: 'int8',
    activations: null,
    execution: 'layers',
    runtime: 'onnxruntime-web 1.31.0',
    provider: 'wasm',
    threads: 4,
    tokenizer: 'm3scope',
    tokenizer_mode: 'hf4',
    max_length: 8192,
    truncate_dim: null,
    normalize: true,
  },
  checks: CHECK_NAMES.map((name) => {
    if (name === 'sparse_top5') return check(name, { value: 2 / 3, expected: 1 / 3, worst: 'zh-hant' })
    if (name === 'scores')
      return check(name, {
        value: 0.25,
        expected: 0.1,
        bound: 'at-most',
        verdict: 'fail',
        worst: 'readme-1-1',
      })
    if (name === 'colbert_rows')
      return check(name, {
        compared: 0,
        value: null,
        expected: 0.3,
        bound: 'at-most',
        verdict: 'not-compared',
      })
    if (name === 'colbert_cosine') return check(name, { value: null, verdict: 'fail', worst: 'rows' })
    return check(name)
  }),
  verdict: 'fail',
  tolerance: 'int8 against fp16',
  at: '2026-01-01T00:00:00.000Z',
  other: null,
}

async function shown(change: Partial<CertificatePanelProps>) {
  const handlers = { onChoose: vi.fn(), onOpenFile: vi.fn(), onRun: vi.fn(), onCancel: vi.fn() }
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => {
    root.unmount()
    place.remove()
  }
  const props: CertificatePanelProps = {
    references: [{ id: 'bge-m3.json', name: 'BAAI/bge-m3', why: 'structure' }],
    chosen: 'bge-m3.json',
    activations: [],
    run: { phase: 'idle' },
    ...handlers,
    ...change,
  }
  await act(async () => root.render(createElement(CertificatePanel, props)))
  const find = (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  return { ...handlers, place, find, click: (id: string) => act(async () => find(id)!.click()) }
}

describe('the panel', () => {
  it('before the run: what it is, why this reference, which checks there will be', async () => {
    const { place, find, click, onRun } = await shown({})
    expect(place.textContent).toContain('texts whose values are known')
    expect(find('certificate-reference')!.textContent).toMatch(/BAAI\/bge-m3.*could be this model/)
    for (const name of CHECK_NAMES) expect(find(`certificate-check-${name}`)!.dataset.verdict).toBeUndefined()
    await click('certificate-run')
    expect(onRun).toHaveBeenCalledOnce()
  })

  it('nothing chosen: nothing to run', async () => {
    const { find } = await shown({ chosen: null, references: [] })
    expect((find('certificate-run') as HTMLButtonElement).disabled).toBe(true)
  })

  it('during the run: how far it is, and a way out', async () => {
    const { place, find, click, onCancel } = await shown({ run: { phase: 'running', done: 3, total: 12 } })
    expect(place.textContent).toContain('texts: 3 / 12')
    expect(find('certificate-run')).toBeNull()
    await click('certificate-cancel')
    expect(onCancel).toHaveBeenCalledOnce()
  })

  it('after the run: every check in numbers and words', async () => {
    const { place, find } = await shown({ run: { phase: 'done', certificate } })
    expect(place.textContent).toContain('in the words of the reference file: “README”')
    expect(find('certificate')!.dataset.verdict).toBe('fail')
    expect(place.textContent).toContain('further off than is expected of int8 against fp16')
    const row = (name: CheckName) =>
      [...find(`certificate-check-${name}`)!.closest('tr')!.children].slice(1).map((cell) => cell.textContent)
    expect(find('certificate-check-scores')!.dataset).toMatchObject({ value: '0.25', verdict: 'fail' })
    expect(row('scores')).toEqual(['fail', '0.250000', '≤ 0.1', '3', 'readme-1-1'])
    expect(row('sparse_top5')).toEqual(['pass', '2', '≥ 1', '3', 'zh-hant'])
    expect(row('colbert_rows')).toEqual(['not compared', '–', '≤ 0.3', '0', '–'])
    expect(row('colbert_cosine')).toEqual(['fail', 'sizes differ', '≥ 1', '3', 'rows'])
    expect(place.textContent).toContain('aaaaaaaaaaaa…')
    expect(place.textContent).not.toContain('a'.repeat(13))
  })

  it('a model with two forms of activations: both side by side, before the run as after it', async () => {
    const activations = ['published', 'faithful'] as const
    const before = await shown({ activations })
    const cell = (name: CheckName, form: string) => before.find(`certificate-check-${name}-${form}`)
    for (const name of CHECK_NAMES) for (const form of activations) expect(cell(name, form)).not.toBeNull()
    await act(() => unmount())

    const published = {
      ...certificate,
      identity: { ...certificate.identity, activations: 'published' as const },
    }
    const faithful: Certificate = {
      ...certificate,
      identity: { ...certificate.identity, activations: 'faithful' },
      checks: CHECK_NAMES.map((name) => check(name, { value: 0.999 })),
      verdict: 'pass',
    }
    // The form that was chosen comes first in the data, and never changes the order of columns.
    for (const both of [
      { ...published, other: faithful },
      { ...faithful, other: published },
    ]) {
      const { place, find } = await shown({ activations, run: { phase: 'done', certificate: both } })
      expect(find('certificate')!.dataset.verdict).toBe(both.verdict)
      expect(find('certificate-verdict-published')!.dataset.verdict).toBe('fail')
      expect(find('certificate-verdict-faithful')!.dataset.verdict).toBe('pass')
      expect(find('certificate-verdict-faithful')!.textContent).toMatch(/one scale per token:\s+Passes/)
      expect(find('certificate-check-scores-published')!.dataset).toMatchObject({
        value: '0.25',
        verdict: 'fail',
      })
      expect(find('certificate-check-scores-faithful')!.dataset).toMatchObject({
        value: '0.999',
        verdict: 'pass',
      })
      expect(find('certificate-check-scores')!.dataset.verdict).toBe(both.checks.at(-1)!.verdict)
      const row = [...find('certificate-check-scores')!.closest('tr')!.children].map(
        (each) => each.textContent,
      )
      expect(row.slice(1)).toEqual(['fail', '0.250000', '≤ 0.1', 'pass', '0.999000', '≥ 1', '3'])
      expect(place.textContent).toContain('as published')
      await act(() => unmount())
    }
  })

  it('a file can be opened, the same one twice', async () => {
    const { find, onOpenFile } = await shown({})
    const input = find('certificate-file') as HTMLInputElement
    const file = new File(['{}'], 'ours.json')
    const choose = () => {
      Object.defineProperty(input, 'files', { value: [file], configurable: true })
      return act(async () => input.dispatchEvent(new Event('change', { bubbles: true })))
    }
    await choose()
    await choose()
    expect(onOpenFile.mock.calls).toEqual([[file], [file]])
  })

  it('a failure is shown as every error is, in Chinese too', async () => {
    await act(() => i18next.changeLanguage('zh-CN'))
    const error = {
      code: 'reference/invalid',
      message: 'x',
      values: { file: 'ours.json', detail: 'texts.0' },
    } as const
    const { find, place } = await shown({ run: { phase: 'failed', error } })
    expect(find('error')!.dataset.code).toBe('reference/invalid')
    expect(place.textContent).toContain('ours.json')
    expect(place.textContent).toContain('一致性证书')
    await act(() => i18next.changeLanguage('en'))
  })
})

describe('where to look first', () => {
  const cause = (...failed: CheckName[]) =>
    causeOf(CHECK_NAMES.map((name) => check(name, failed.includes(name) ? { verdict: 'fail' } : {})))
  it('is what fails earliest', () => {
    expect(cause('input_ids', 'dense_cosine', 'scores')).toBe('ids')
    expect(cause('dense_cosine', 'sparse_weights')).toBe('dense')
    expect(cause('sparse_weights', 'scores')).toBe('heads')
    expect(cause('scores')).toBeNull()
    expect(cause()).toBeNull()
  })
})
