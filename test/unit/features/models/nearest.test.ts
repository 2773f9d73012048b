/** Where the dialog says that bge-m3 is nearest, and what its table of files claims. */
import { describe, expect, it } from 'vitest'
import type { SiteModel } from '../../../../src/host/calls'
import type { StoredModel } from '../../../../src/platform/web/store/types'
import { tolerances } from '../../../../src/engine/certify/tolerances'
import { BGE_M3, bytesOf, fetchCommand } from '../../../../src/features/models/bge-m3'
import { isPrivate, nearest, storedModels } from '../../../../src/features/models/nearest'

const site = (id: string, isDemo: boolean): SiteModel => ({
  kind: 'site',
  id,
  baseUrl: `https://here.example/models/${id}/`,
  files: null,
  isDemo,
})
const kept = (title: string, complete = true, key = `hub:${title}`): StoredModel => ({
  key,
  title,
  ref: {},
  files: [{ name: 'model.onnx', bytes: 1, storedBytes: 1, complete, sha256: null }],
  listing: [],
  storedBytes: 1,
  lastUsed: 0,
})
const demo = site('demo', true)

describe('where bge-m3 is nearest', () => {
  it.each([
    ['stored whole', { models: [demo], stored: [kept('BAAI/bge-m3')], online: true }, 'stored'],
    ['stored in part', { models: [demo], stored: [kept('BAAI/bge-m3', false)], online: true }, 'hub'],
    ['another model stored', { models: [demo], stored: [kept('acme/e5')], online: true }, 'hub'],
    ['on this site', { models: [demo, site('bge-m3-int8', false)], stored: [], online: false }, 'site'],
    ['only the demonstration model, online', { models: [demo], stored: [], online: true }, 'hub'],
    ['only the demonstration model, offline', { models: [demo], stored: null, online: false }, 'local'],
  ] as const)('%s', (_what, reach, tab) => expect(nearest(reach)).toBe(tab))

  it('does not take a stored demonstration model for bge-m3', () => {
    const stored = [kept('demo of bge-m3', true, `site:${demo.baseUrl}`)]
    expect(storedModels({ models: [demo], stored })).toEqual([])
  })

  it.each([
    ['http://m3scope.intranet/', true],
    ['http://tools/m3scope/', true],
    ['http://10.1.2.3:8080/', true],
    ['http://192.168.0.7/', true],
    ['http://172.20.1.1/', true],
    ['http://172.40.1.1/', false],
    ['http://[fd00::1]/', true],
    ['http://localhost:4173/', false],
    ['http://127.0.0.1:4173/', false],
    ['http://[::1]:4173/', false],
    ['https://acme.github.io/m3scope/', false],
  ])('%s is private: %s', (url, expected) => expect(isPrivate(url)).toBe(expected))
})

describe('the files of bge-m3', () => {
  it('have graph and tokenizer, and a size that is the sum of them', () => {
    for (const file of BGE_M3) {
      const names = file.files.map(({ name }) => name)
      expect(names).toContain('tokenizer.json')
      expect(names.some((name) => name.endsWith('.onnx'))).toBe(true)
      expect(bytesOf(file)).toBe(file.files.reduce((sum, { bytes }) => sum + bytes, 0))
      for (const name of names) expect(fetchCommand(file)).toContain(name)
    }
    expect(BGE_M3.map(bytesOf)).toEqual([587_041_295, 1_151_220_320, 2_286_798_094])
  })

  it('are ordered from the smallest to the most exact', () => {
    const scores = BGE_M3.map(({ dtype }) => tolerances(dtype, 'fp32', false).scores)
    expect(scores).toEqual([...scores].sort((one, other) => other - one))
    expect(scores).toEqual([0.1, 2e-3, 1e-4])
  })
})
