import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fetchModelList, MODEL_LIST, parseModelList, pickSite } from '../../../../src/core/model/site-models'
import { size, time } from '../../../../src/ui/quantities'

const page = 'https://host.example/tools/m3scope/?lang=en'
const answer =
  (body: string, status = 200) =>
  () =>
    Promise.resolve(new Response(body, { status }))

describe('the list of models', () => {
  it('is read from next to the page', async () => {
    const list = readFileSync('public/models/models.json', 'utf8')
    const [demo] = await fetchModelList(page, answer(list))
    expect(demo).toMatchObject({
      id: 'demo',
      isDemo: true,
      baseUrl: 'https://host.example/tools/m3scope/models/demo/',
    })
    expect(pickSite(demo!).bytes).toBeGreaterThan(70e6)
  })

  it.each([
    ['a page in its place', answer('<!doctype html>'), 'model/config-invalid'],
    ['another shape', answer('{"models":[]}'), 'model/config-invalid'],
    ['nothing', answer('', 404), 'network/failed'],
    ['no server', () => Promise.reject(new TypeError('refused')), 'network/failed'],
  ])('names itself when there is %s', async (_what, get, code) => {
    await expect(fetchModelList(page, get)).rejects.toMatchObject({ code, values: { file: MODEL_LIST } })
  })

  it('says which field is wrong', () => {
    expect(() =>
      parseModelList({ version: 1, models: [{ id: 'x', baseUrl: 'x/', files: [] }] }, page),
    ).toThrow(/models\.0\.files/)
  })
})

describe('what an administrator may say', () => {
  it('files may be left out; notes, hashes and a reference file are taken', () => {
    const [model] = parseModelList(
      {
        version: 1,
        models: [{ id: 'x', baseUrl: '../big/bge-m3', notes: 'production since May', reference: 'ref.json' }],
      },
      'https://host.example/tools/models/models.json',
    )
    expect(model).toEqual({
      kind: 'site',
      id: 'x',
      notes: 'production since May',
      reference: 'https://host.example/tools/models/ref.json',
      baseUrl: 'https://host.example/tools/big/bge-m3/',
      isElsewhere: true,
      files: null,
      isDemo: false,
    })
    expect(pickSite(model!).bytes).toBeNull()
  })
})

describe('sizes and times', () => {
  it('reads as a download bar does', () => {
    expect([0, 999, 1000, 76_736_000, 2.3e9].map(size)).toEqual([
      '0 B',
      '999 B',
      '1.0 KB',
      '76.7 MB',
      '2.3 GB',
    ])
    expect([0.25, 128.4, 999.4, 4_421, 15_500].map(time)).toEqual([
      '0.25 ms',
      '128 ms',
      '999 ms',
      '4.42 s',
      '15.5 s',
    ])
  })
})
