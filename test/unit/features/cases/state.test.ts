/** Cases in the page's state, over a real engine and a browser's database. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { EngineError } from '../../../../src/engine/errors'
import type { CaseFile } from '../../../../src/formats/case/schema'
import { linkOf } from '../../../../src/formats/case/link'
import { caseToJson } from '../../../../src/formats/case/write'
import * as database from '../../../../src/platform/web/cases/store'
import { verdictOf } from '../../../../src/features/cases/state'
import type { CaseSummary } from '../../../../src/features/cases/types'
import type { PageClient, Ports } from '../../../../src/core/context'
import { caseOf, machine, remade } from '../../case/fixture'
import { bench, MemoryStorage } from '../../app/app'
import { model } from '../../app/fake-client'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** A page whose engine is that of the tests' model. */
async function page(
  over: Partial<Ports> = {},
  which: 'tiny' | 'demo' = 'tiny',
  storage = new MemoryStorage(),
) {
  const { engine, info } = await machine(which)
  const call = ((name: string, ...rest: unknown[]) =>
    name === 'load'
      ? Promise.resolve(info)
      : (engine.call as (...all: unknown[]) => unknown)(name, ...rest)) as PageClient['call']
  const client: PageClient = { call, restart: () => undefined, dispose: () => undefined }
  const app = bench(
    storage,
    () => Promise.resolve([model]),
    { createClient: () => client, cases: database, ...over },
    {},
  )
  await app.actions.loadCases()
  return app
}

type App = Awaited<ReturnType<typeof page>>
const cases = (app: App) => app.store.getState().cases
const texts = (app: App) => [app.store.getState().a.text, app.store.getState().b.text]
const file = (content: string | Uint8Array<ArrayBuffer>, name = 'x.json') => new File([content], name)

async function saved(app: App, a = 'alpha beta', b = 'beta gamma'): Promise<CaseFile> {
  app.actions.type('a', a)
  app.actions.type('b', b)
  return JSON.parse((await app.actions.saveCase())!.json) as CaseFile
}

describe('save and open', () => {
  it('runs what was not run, keeps it over a reload, and replays it bit by bit', async () => {
    const app = await page()
    app.actions.set({ prefix: 'query: ', maxLength: 64, metadata: 'out' })
    app.actions.setMode('all')
    const made = await saved(app)
    expect(app.store.getState().run.phase).toBe('done')
    expect(made.settings).toMatchObject({ max_length: 64, mode: 'all' })
    expect(cases(app).list).toMatchObject([{ id: made.id, a: 'alpha beta' }])

    const later = await page()
    expect(cases(later).list).toMatchObject([{ id: made.id }])
    later.actions.type('a', 'mine')
    const rules = later.store.getState().rules
    await later.actions.openCase(made.id)
    expect(cases(later).opened).toMatchObject({
      from: 'list',
      replaying: false,
      diff: { verdict: 'identical' },
    })
    expect(texts(later)).toEqual(['alpha beta', 'beta gamma'])
    expect(later.store.getState()).toMatchObject({
      settings: { prefix: 'query: ', maxLength: 64, metadata: 'out', mode: 'all' },
      selectedScore: 'colbert+sparse+dense',
    })
    later.actions.undo()
    expect(texts(later)).toEqual(['mine', ''])
    expect(later.store.getState()).toMatchObject({
      rules,
      settings: { prefix: '', maxLength: 512, mode: 'hybrid' },
    })
    expect(cases(later).opened).toBeNull()
  })

  it('saves the same pair once, and another as another', async () => {
    const app = await page()
    const first = await saved(app)
    expect((await saved(app)).id).toBe(first.id)
    await saved(app, 'alpha beta', 'something else')
    expect(cases(app).list).toHaveLength(2)
  })

  it('brings back a file with its bytes and encoding, sentences as they were split, rules as they were', async () => {
    const app = await page()
    const gbk = new Uint8Array(readFileSync('test/samples/chats/speaker-only-gbk.txt'))
    await app.actions.openFiles([file(gbk, 'chat.txt')], 'a')
    app.actions.type('b', 'one. two. three.')
    app.actions.cutSentence('b', 2)
    const { rules } = app.store.getState()
    const on = { ...rules, rules: rules.rules.map((rule, at) => ({ ...rule, enabled: at < 2 })) }
    app.actions.setRules(on)
    const { json } = (await app.actions.saveCase())!

    const later = await page()
    later.actions.type('b', 'one. other. three.')
    later.actions.cutSentence('b', 1)
    await later.actions.openFiles([file(json)], 'b')
    expect(cases(later).opened?.diff?.verdict).toBe('identical')
    const state = later.store.getState()
    expect(state.a.file).toMatchObject({ name: 'chat.txt', encoding: 'gb18030', how: 'detected' })
    expect(state.splits.b).toEqual({ joined: [], cut: [2] })
    expect(state.rules.rules).toEqual(on.rules)
    await later.actions.chooseEncoding('a', 'windows-1252')
    expect(later.store.getState().a.file?.encoding).toBe('windows-1252')
    // Edited, the bytes are no longer the file's.
    later.actions.type('a', 'edited')
    const edited = JSON.parse((await later.actions.saveCase())!.json) as CaseFile
    expect(edited.sides.a).toMatchObject({ bytes_of: 'text', file: { name: 'chat.txt' } })
  })

  it('saves nothing that has no scores, and says why at the editor', async () => {
    const app = await page()
    app.actions.type('a', 'cut \ud83d off')
    app.actions.type('b', 'fine')
    expect(await app.actions.saveCase()).toBeNull()
    expect(app.store.getState().a.notice).toMatchObject({ error: { code: 'text/lone-surrogate' } })
    expect(cases(app)).toMatchObject({ list: [], saving: false })
  })
})

describe('what cannot be opened', () => {
  it('leaves texts, settings and results; offers what there is', async () => {
    const app = await page()
    const made = await saved(app)
    const before = app.store.getState()
    const same = () => {
      const { a, b, settings, rules, result } = app.store.getState()
      expect({ a, b, settings, rules, result }).toEqual({
        a: before.a,
        b: before.b,
        settings: before.settings,
        rules: before.rules,
        result: before.result,
      })
    }
    const json = caseToJson(made)
    for (const [content, code, offer] of [
      [JSON.stringify({ ...made, version: 3 }), 'case/newer', 'texts'],
      [json.slice(0, -40), 'case/truncated', null],
      [json.replace('"text": "alpha beta"', '"text": "alpha other"'), 'case/altered', 'case'],
      [JSON.stringify({ ...made, settings: {} }), 'case/invalid', 'texts'],
    ] as const) {
      await app.actions.openFiles([file(content)], 'a')
      expect(cases(app).refused).toMatchObject({ error: { code, values: { file: 'x.json' } } })
      expect(cases(app).refused?.offer?.kind ?? null).toBe(offer)
      same()
    }
    await app.actions.openFiles([file(json.replace('"text": "alpha beta"', '"text": "alpha other"'))], 'a')
    await app.actions.openAllTheSame()
    expect(texts(app)[0]).toBe('alpha other')
    expect(cases(app)).toMatchObject({
      refused: null,
      opened: { altered: { code: 'case/altered' }, diff: { verdict: 'differs' } },
    })
  })

  it('is told from JSON that is a text, and from files that are none', async () => {
    const app = await page()
    await app.actions.openFiles([file('{"format":"other"}', 'data.json')], 'a')
    expect(texts(app)[0]).toBe('{"format":"other"}')
    await app.actions.openCaseFiles([file('hello', 'notes.txt')])
    expect(cases(app).refused).toMatchObject({
      error: { code: 'case/not-a-case', values: { file: 'notes.txt', found: 'does not have it' } },
    })
    // A case among texts is opened, and the text still fills the editor.
    const made = await caseOf(['one', 'two'])
    await app.actions.openFiles([file(caseToJson(made)), file('plain', 'p.txt')], 'b')
    expect(texts(app)).toEqual(['one', 'plain'])
  })

  it('goes for links too', async () => {
    const app = await page()
    app.actions.type('a', 'mine')
    const made = await caseOf(['one', 'two'])
    const fragment = await linkOf({
      ...made,
      a: 'one',
      b: 'two',
      rules: [{ id: 'r', kind: 'lower-case', enabled: true }],
      settings: { ...made.settings, max_length: 99 },
      name: 'from afar',
      notes: 'see',
    })
    await app.actions.openCaseLink(fragment.slice(0, -3))
    expect(cases(app).refused).toMatchObject({ error: { code: 'case/link-damaged' }, from: 'link' })
    expect(texts(app)).toEqual(['mine', ''])
    await app.actions.openCaseLink(fragment)
    expect(texts(app)).toEqual(['one', 'two'])
    expect(app.store.getState()).toMatchObject({
      settings: { maxLength: 99 },
      rules: { rules: [{ kind: 'lower-case' }] },
      cases: { refused: null, opened: { from: 'link', name: 'from afar', notes: 'see', diff: null } },
    })
    // What came with the link is saved with it.
    await app.actions.analyze()
    expect(JSON.parse((await app.actions.saveCase())!.json)).toMatchObject({
      name: 'from afar',
      notes: 'see',
    })
    app.actions.undo()
    expect(texts(app)).toEqual(['mine', ''])
  })
})

describe('a link', () => {
  it('has the pair and its settings; a long one offers the file', async () => {
    const app = await page()
    app.actions.type('a', 'one')
    app.actions.type('b', 'two')
    const link = await app.actions.shareLink('http://localhost/?lang=en')
    expect(link.state === 'ready' && link.url).toMatch(/^http:\/\/localhost\/\?lang=en#case=1\./)
    app.actions.type(
      'b',
      Array.from({ length: 20_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join(
        '',
      ),
    )
    expect(await app.actions.shareLink('http://localhost/')).toMatchObject({ state: 'too-long' })
    app.actions.type('b', '\ud83d')
    expect(await app.actions.shareLink('http://localhost/')).toMatchObject({
      state: 'failed',
      error: { code: 'text/lone-surrogate' },
    })
  })
})

describe('the list', () => {
  it('is renamed, noted, duplicated, deleted and brought back; all of it is kept', async () => {
    const app = await page()
    const { id } = await saved(app)
    const expected = { outcome: 'match', score: 'dense', threshold: 0.5 } as const
    await Promise.all([
      app.actions.editCase(id, { name: 'first' }),
      app.actions.editCase(id, { notes: 'why' }),
      app.actions.editCase(id, { expected }),
    ])
    await app.actions.duplicateCase(id)
    await app.actions.deleteCase(id)
    expect(cases(app)).toMatchObject({ deleted: { name: 'first' }, list: [{ name: 'first (2)' }] })
    await app.actions.undeleteCase()
    const later = await page()
    expect(new Set(cases(later).list?.map(({ name }) => name))).toEqual(new Set(['first', 'first (2)']))
    expect(cases(later).list?.find((head) => head.id === id)).toMatchObject({
      name: 'first',
      notes: 'why',
      expected,
    })
    expect((await later.actions.caseAsFile(id))?.fileName).toBe('first.m3case.json')
    expect(await later.actions.caseAsFile('gone')).toBeNull()
    expect(cases(later).error?.code).toBe('case/gone')
  })

  it('goes into one file and comes back: the same is not doubled, another of its id is a copy', async () => {
    const app = await page()
    const first = await saved(app)
    await saved(app, 'other', 'texts')
    const all = (await app.actions.exportCases()).join('')
    await app.actions.editCase(first.id, { name: 'renamed here' })
    await app.actions.openFiles([file(all, 'all.json')], 'a')
    expect(cases(app)).toMatchObject({
      drawer: true,
      imported: { added: 0, same: 1, copies: 1 },
      error: null,
    })
    expect(cases(app).list).toHaveLength(3)

    globalThis.indexedDB = new IDBFactory()
    const elsewhere = await page()
    const broken = all.replace(`"id":"${first.id}"`, '"id":7')
    await elsewhere.actions.openCaseFiles([file(broken, 'all.m3cases.json')])
    expect(cases(elsewhere)).toMatchObject({
      imported: { added: 1 },
      error: { code: 'case/some-unread', values: { count: 1, total: 2 } },
    })
    // A single case can go into the list too, without being opened.
    await elsewhere.actions.openCaseFiles([file(caseToJson(first), 'one.m3case.json')], 'import')
    expect(cases(elsewhere)).toMatchObject({ imported: { added: 1 }, opened: null })
    expect(cases(elsewhere).list).toHaveLength(2)
  })

  it('lives in memory where the browser keeps nothing, and says so; a full one loses no file', async () => {
    const no = () => Promise.reject(new DOMException('denied', 'SecurityError'))
    const app = await page({ cases: { summaries: no, get: no, put: no, remove: no } })
    const { id } = await saved(app)
    expect(cases(app)).toMatchObject({ unkept: { code: 'case/not-kept' }, list: [{ id }], error: null })
    await app.actions.openCase(id)
    expect(cases(app).opened?.diff?.verdict).toBe('identical')
    await app.actions.deleteCase(id)
    expect(cases(app).list).toEqual([])

    const full = await page({
      cases: { ...database, put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) },
    })
    expect((await saved(full)).sides.a.text).toBe('alpha beta')
    expect(cases(full)).toMatchObject({ error: { code: 'case/no-space' }, list: [], unkept: null })
  })
})

describe('the suite', () => {
  const verdicts = (app: App) =>
    cases(app).list!.map(({ id, name }) => [name, verdictOf(cases(app).suite.outcomes[id])])

  it('runs every case with its own settings and judges by its threshold alone', async () => {
    const app = await page()
    const dense = (await saved(app)).result.scores.dense as number
    const { id } = cases(app).list![0]!
    app.actions.set({ maxLength: 4, prefix: 'passage: ' })
    await app.actions.runCases()
    expect(cases(app).suite.run.phase).toBe('done')
    expect(verdicts(app).map(([, verdict]) => verdict)).toEqual(['same'])
    for (const [outcome, threshold, verdict] of [
      ['match', dense - 0.01, 'pass'],
      ['match', dense + 0.01, 'fail'],
      ['no-match', dense + 0.01, 'pass'],
      ['match', null, 'same'],
    ] as const) {
      await app.actions.editCase(id, { expected: { outcome, score: 'dense', threshold } })
      await app.actions.runCases()
      expect(verdicts(app)[0]![1]).toBe(verdict)
    }
    expect(cases(app).suite.made).toContain('model_hash=')
    // The page's own texts and result are not touched.
    expect(app.store.getState().settings.maxLength).toBe(4)
    expect(texts(app)).toEqual(['alpha beta', 'beta gamma'])
  })

  it('is offered when another model is loaded, and finds what changed', async () => {
    const app = await page()
    await saved(app)
    expect(cases(app).offered).toBe(false)
    const later = await page({}, 'demo')
    await later.actions.ensureModel()
    expect(cases(later).offered).toBe(true)
    await later.actions.runCases()
    expect(cases(later).offered).toBe(false)
    const [outcome] = Object.values(cases(later).suite.outcomes)
    expect(outcome).toMatchObject({ state: 'done' })
    expect(verdictOf(outcome)).toBe('changed')
  })

  it('says of one case what is wrong with it, and runs the others; cancel keeps what there is', async () => {
    const app = await page()
    await saved(app)
    const broken = await remade(await caseOf(['x', 'y']), (draft) => {
      draft.id = 'broken'
      draft.settings.truncate_dim = 3
    })
    const head: CaseSummary = { ...cases(app).list![0]!, id: 'broken', created: '2000-01-01T00:00:00.000Z' }
    await database.put(head, broken)
    const { engine, info } = await machine()
    let refuse = true
    let cancel = false
    const call = (async (name: string, input: { a?: string }, options: { signal?: AbortSignal }) => {
      if (name === 'load') return info
      if (input.a === 'x' && refuse)
        throw new EngineError('run/too-large', 'too large', {
          tokens: 1,
          needed: 1,
          limit: 1,
          remedy: 'shorter',
        })
      if (cancel) {
        later.actions.cancelCases()
        options.signal?.throwIfAborted()
      }
      return (engine.call as (...all: unknown[]) => unknown)(name, input, options)
    }) as PageClient['call']
    const later = await page({
      createClient: () => ({ call, restart: () => undefined, dispose: () => undefined }),
    })
    await later.actions.runCases()
    expect(verdicts(later).map(([, verdict]) => verdict)).toEqual(['same', 'error'])
    refuse = false
    cancel = true
    await later.actions.runCases()
    expect(cases(later).suite).toMatchObject({ run: { phase: 'cancelled' }, outcomes: {} })
  })
})
