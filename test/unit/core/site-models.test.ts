/** What a site's list of models may say, and how much of it. */
import { describe, expect, it } from 'vitest'
import { startingModel } from '../../../src/core/model/asked-model'
import { MOST_SHOWN, parseModelList, pickModel, shownModels } from '../../../src/core/model/site-models'
import { toErrorData } from '../../../src/engine/errors'
import type { SiteModel } from '../../../src/host/calls'
import { bench } from '../app/app'

const LIST = 'https://site.example/page/models/models.json'
const parse = (...models: object[]) => parseModelList({ version: 1, models }, LIST)

function refusal(run: () => unknown) {
  try {
    run()
  } catch (error) {
    return toErrorData(error)
  }
  return null
}

describe('the list of models', () => {
  it('a folder that is not below models/ is marked', () => {
    const folders = [
      'a/',
      './b',
      'https://site.example/page/models/c',
      '../d/',
      '/e/',
      'https://cdn.example/f',
      '//g.example/',
    ]
    const models = parse(...folders.map((baseUrl, at) => ({ id: String(at), baseUrl })))
    expect(models.map(({ isElsewhere = false }) => isElsewhere)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ])
  })
  it.each(['../../../etc/x', 'https://evil.example/model.onnx', '/model.onnx', '//evil.example/x'])(
    'a file %s outside of its folder is refused',
    (name) => {
      const error = refusal(() =>
        parse({
          id: 'm',
          baseUrl: 'm/',
          files: [
            { name: 'config.json', bytes: 1 },
            { name, bytes: 1 },
          ],
        }),
      )
      expect(error).toMatchObject({ code: 'model/config-invalid' })
      expect(error?.values['detail']).toContain('models.0.files.1.name')
    },
  )
  it.each(['http://', 'https://[', 'http://a:b:c/'])(
    'the address %s is refused with its field',
    (baseUrl) => {
      expect(refusal(() => parse({ id: 'm', baseUrl }))).toMatchObject({
        code: 'model/config-invalid',
        values: { detail: expect.stringContaining('models.0.baseUrl') as string },
      })
      expect(refusal(() => parse({ id: 'm', baseUrl: 'm', reference: baseUrl }))).toMatchObject({
        values: { detail: expect.stringContaining('models.0.reference') as string },
      })
    },
  )
  it('of 50,000 models a few are shown, the chosen one among them, and an error names a few', () => {
    const models = parse(...Array.from({ length: 50_000 }, (_, at) => ({ id: `m${at}`, baseUrl: `m${at}` })))
    expect(shownModels(models, null)).toHaveLength(MOST_SHOWN)
    expect(shownModels(models, 'm7')).toHaveLength(MOST_SHOWN)
    expect(shownModels(models, 'm49999').at(-1)?.id).toBe('m49999')
    expect(String(refusal(() => pickModel(models, 'gone'))?.values['known']).length).toBeLessThan(200)
  })
})

describe('a model elsewhere', () => {
  const models = (baseUrl: string) => parseModelList({ version: 1, models: [{ id: 'far', baseUrl }] }, LIST)
  const started = (list: readonly SiteModel[]) => {
    const { store } = bench(undefined, () => Promise.resolve(list))
    const ports = { fetchModels: () => Promise.resolve(list) } as unknown as Parameters<
      typeof startingModel
    >[1]
    return startingModel(store, ports)
  }
  it.each(['https://cdn.example/far/', '../far/'])(
    '%s is only read from the store until somebody clicks',
    async (baseUrl) => {
      expect((await started(models(baseUrl))).ref).toMatchObject({ storedOnly: true })
    },
  )
  it('a model of the site is fetched', async () => {
    expect((await started(models('far/'))).ref).not.toHaveProperty('storedOnly')
  })
  it('a click fetches it', async () => {
    const app = bench(undefined, () => Promise.resolve(models('https://cdn.example/far/')))
    app.actions.loadModel()
    await new Promise((done) => setTimeout(done, 0))
    expect(app.client.last('load').in).toMatchObject({ model: { id: 'far', storedOnly: true } })
    app.actions.continueLoading()
    await new Promise((done) => setTimeout(done, 0))
    expect(app.client.last('load').in).toMatchObject({ model: { id: 'far', storedOnly: false } })
  })
})
