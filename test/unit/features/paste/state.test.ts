import { describe, expect, it } from 'vitest'
import { proposalsFor } from '../../../../src/features/paste/proposals'
import { PASTE_LIMIT } from '../../../../src/formats/paste/work'
import { bench } from '../../app/app'

const curl = (url: string, body: object, more = '') =>
  `curl '${url}' ${more} -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)

describe('a pasted request', () => {
  it('loads texts and settings as one step, and undo restores all of it', async () => {
    const app = bench()
    const { actions, store } = app
    actions.type('a', 'mine')
    actions.type('b', 'yours')
    actions.set({ maxLength: 8192, prefix: 'my prefix: ' })
    actions.setRules({
      ...store.getState().rules,
      rules: store.getState().rules.rules.map((rule) => ({ ...rule, enabled: true })),
    })
    const before = store.getState()
    actions.openPaste(true)
    await actions.setPaste(
      curl(
        'http://gpu:8000/v1/embeddings',
        { model: 'm', input: ['query: x', 'y', 'z'], truncate_prompt_tokens: 2048, dimensions: 256 },
        "-H 'Authorization: Bearer s3cret'",
      ),
    )
    expect(proposalsFor(store.getState()).map(({ change, from, to, on }) => [change, from, to, on])).toEqual([
      ['maxLength', 8192, 2048, true],
      ['truncateDim', null, 256, true],
      ['prefix', 'my prefix: ', 'query: ', true],
      ['rules', before.rules.rules.length, 0, true],
    ])
    actions.loadPaste()
    const after = store.getState()
    expect(after).toMatchObject({
      a: { text: 'x' },
      b: { text: 'y' },
      settings: { maxLength: 2048, truncateDim: 256, prefix: 'query: ' },
      requests: {
        dialect: 'vllm',
        servers: { vllm: { baseUrl: 'http://gpu:8000', model: 'm', withKey: true } },
      },
      paste: { open: false, text: '' },
      undo: { what: 'paste', at: 'a' },
    })
    expect(after.rules.rules.some(({ enabled }) => enabled)).toBe(false)
    expect(JSON.stringify(after)).not.toContain('s3cret')
    actions.undo()
    const { a, b, settings, rules, requests, undo } = store.getState()
    expect({ a: a.text, b: b.text, settings, rules, requests, undo }).toEqual({
      a: 'mine',
      b: 'yours',
      settings: before.settings,
      rules: before.rules,
      requests: before.requests,
      undo: null,
    })
  })

  it('changes only what is checked; an unchecked prefix leaves the text whole', async () => {
    const { actions, store } = bench()
    await actions.setPaste(curl('http://h/embed', { inputs: ['query: x'], normalize: false, dimensions: 64 }))
    actions.setPasteChange('prefix', false)
    actions.setPasteChange('truncateDim', false)
    actions.loadPaste()
    expect(store.getState()).toMatchObject({
      a: { text: 'query: x' },
      settings: { prefix: '', truncateDim: null, normalize: false },
    })
  })

  it("takes the page's own prefix off, so that the input is what the server got", async () => {
    const { actions, store } = bench()
    actions.set({ prefix: 'Q: ' })
    await actions.setPaste(curl('http://h/embed', { inputs: ['Q: x', 'Q: y'] }))
    expect(proposalsFor(store.getState())).toEqual([])
    actions.loadPaste()
    expect(store.getState()).toMatchObject({
      a: { text: 'x' },
      b: { text: 'Q: y' },
      settings: { prefix: 'Q: ' },
    })
  })

  it('a single text is A, and B stays; texts are chosen', async () => {
    const { actions, store } = bench()
    actions.type('b', 'stays')
    await actions.setPaste(curl('http://h/embed', { inputs: 'one' }))
    actions.loadPaste()
    expect(store.getState()).toMatchObject({ a: { text: 'one' }, b: { text: 'stays' } })
    await actions.setPaste(curl('http://h/embed', { inputs: ['1', '2', '3'] }))
    actions.choosePasted({ a: 2, b: 0 })
    actions.loadPaste()
    expect(store.getState()).toMatchObject({ a: { text: '3' }, b: { text: '1' } })
  })

  it('of several requests one is chosen, and its own texts with it', async () => {
    const { actions, store } = bench()
    await actions.setPaste(
      `${curl('http://h/embed', { inputs: ['1', '2'] })}\n${curl('http://h/v1/embeddings', { input: ['3'] })}`,
    )
    actions.choosePasted({ a: 1 })
    actions.choosePasted({ chosen: 1 })
    expect(store.getState().paste).toMatchObject({ chosen: 1, a: 0, b: null })
    actions.loadPaste()
    expect(store.getState().a.text).toBe('3')
  })

  it('Ollama: num_ctx is offered, not taken', async () => {
    const { actions, store } = bench()
    await actions.setPaste(
      curl('http://h:11434/api/embed', { model: 'bge-m3', input: 'x', options: { num_ctx: 8192 } }),
    )
    expect(proposalsFor(store.getState())).toEqual([
      { change: 'maxLength', from: 512, to: 8192, certain: false, on: false },
    ])
    actions.setPasteChange('maxLength', true)
    actions.loadPaste()
    expect(store.getState().settings.maxLength).toBe(8192)
  })

  it('an error leaves texts and settings, and says its code', async () => {
    const { actions, store } = bench()
    actions.type('a', 'mine')
    const { settings } = store.getState()
    for (const [text, code] of [
      ['curl http://h/embed -d "{\\"inputs\\":\\"$TEXT\\"}"', 'paste/variable'],
      ['curl http://h/embed -d @body.json', 'paste/file'],
      ['hello', 'paste/unknown'],
      ['[0.1, NaN]', 'vector/not-finite'],
      ['{"error":"model not found"}', 'reply/refused'],
    ] as const) {
      await actions.setPaste(text)
      actions.loadPaste()
      expect(store.getState()).toMatchObject({
        paste: { text, read: { phase: 'failed', error: { code } } },
        a: { text: 'mine' },
        undo: null,
      })
    }
    expect(store.getState().settings).toBe(settings)
  })

  it('a text longer than an editor is refused, and nothing is replaced', async () => {
    const { actions, store } = bench()
    actions.type('a', 'mine')
    await actions.setPaste(JSON.stringify({ inputs: ['x'.repeat(1_000_001), 'y'] }))
    actions.loadPaste()
    expect(store.getState()).toMatchObject({
      a: { text: 'mine' },
      paste: { read: { phase: 'failed', error: { code: 'text/too-long' } } },
    })
  })

  it('a curl in an editor can be read as one', async () => {
    const { actions, store } = bench()
    actions.type('b', curl('http://h/embed', { inputs: ['1', '2'] }))
    await actions.readRequest('b')
    expect(store.getState().paste).toMatchObject({ open: true, read: { phase: 'read' } })
    actions.loadPaste()
    expect(store.getState()).toMatchObject({ a: { text: '1' }, b: { text: '2' } })
  })

  it('line ends of Windows become LF', async () => {
    const { actions, store } = bench()
    await actions.setPaste(JSON.stringify({ inputs: 'a\r\nb' }))
    expect(store.getState().paste.read).toMatchObject({ cases: [{ notes: [{ code: 'line-ends' }] }] })
    actions.loadPaste()
    expect(store.getState().a.text).toBe('a\nb')
  })
})

describe('vectors in a paste', () => {
  const entry = {
    request: { method: 'POST', url: 'http://h/embed', headers: [], postData: { text: '{"inputs":["a"]}' } },
    response: { status: 200, content: { text: '[[0.6,0.8]]' } },
  }
  it('of a HAR go to the section that explains them', async () => {
    const { actions, store } = bench()
    await actions.setPaste(JSON.stringify(entry))
    actions.comparePasted()
    expect(store.getState()).toMatchObject({
      foreign: { from: 'http://h/embed', reply: { form: 'tei' } },
      view: 'diagnose',
      openSections: { diagnose: 'why' },
      paste: { open: false },
    })
    actions.dropForeign()
    expect(store.getState().foreign).toBeNull()
  })
  it('alone', async () => {
    const { actions, store } = bench()
    await actions.setPaste('[0.6, 0.8]')
    expect(store.getState().paste.read).toMatchObject({ phase: 'vectors', reply: { form: 'json-array' } })
    actions.loadPaste()
    expect(store.getState().undo).toBeNull()
    actions.comparePasted()
    expect(store.getState().foreign?.reply.items).toHaveLength(1)
  })
  it('of a row, with its text', async () => {
    const { actions, store } = bench()
    await actions.setPaste('{"id":7,"text":"hi","dense":[0.6,0.8]}')
    expect(store.getState().paste.read).toMatchObject({
      phase: 'read',
      cases: [{ texts: ['hi'], reply: { form: 'row' } }],
    })
  })
})

describe('a long paste', () => {
  it('is read whole and not shown; a short one after it is shown again', async () => {
    const { actions, store } = bench()
    const text = 'a b '.repeat(200_000)
    const body = JSON.stringify({ input: text })
    const done = actions.setPaste(body)
    expect(store.getState().paste).toMatchObject({
      text: '',
      hidden: body.length,
      read: { phase: 'reading' },
    })
    await done
    expect(store.getState().paste).toMatchObject({
      text: '',
      hidden: body.length,
      file: null,
      read: { phase: 'read', cases: [{ texts: [text] }] },
    })
    actions.loadPaste()
    expect(store.getState().a.text).toBe(text)
    await actions.setPaste('{"input":"c"}')
    expect(store.getState().paste).toMatchObject({ text: '{"input":"c"}', hidden: null })
  })
  it('gives way to what is pasted after it', async () => {
    const { actions, store } = bench()
    const first = actions.setPaste(JSON.stringify({ input: 'a b '.repeat(200_000) }))
    await Promise.all([first, actions.setPaste('{"input":"c"}')])
    expect(store.getState().paste).toMatchObject({ hidden: null, read: { cases: [{ texts: ['c'] }] } })
  })
  it('above the limit is refused with its length', async () => {
    const { actions, store } = bench()
    await actions.setPaste('1'.repeat(PASTE_LIMIT + 1))
    expect(store.getState().paste.read).toMatchObject({
      phase: 'failed',
      error: { code: 'paste/too-long', values: { size: PASTE_LIMIT + 1, limit: PASTE_LIMIT } },
    })
  })
})

describe('files', () => {
  it('a HAR is read; one too long for the area is not shown', async () => {
    const { actions, store } = bench()
    const har = {
      log: {
        entries: [
          { request: { method: 'POST', url: 'http://h/embed', postData: { text: '{"inputs":["a","b"]}' } } },
        ],
        pad: 'x'.repeat(300_000),
      },
    }
    await actions.openPasteFile(file('s.har', JSON.stringify(har)))
    expect(store.getState().paste).toMatchObject({
      text: '',
      file: 's.har',
      read: { phase: 'read', cases: [{ texts: ['a', 'b'] }] },
    })
    await actions.setPaste('')
    expect(store.getState().paste).toMatchObject({ file: null, read: { phase: 'empty' } })
  })
  it('a binary one says so', async () => {
    const { actions, store } = bench()
    await actions.openPasteFile(
      file('x.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0])),
    )
    expect(store.getState().paste.read).toMatchObject({
      phase: 'failed',
      error: { code: 'file/binary', values: { file: 'x.png' } },
    })
  })
})
