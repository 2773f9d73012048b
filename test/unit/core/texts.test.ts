import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../../src/core/text/examples'
import { FILE_LIMIT, takeFirst, TEXT_LIMIT } from '../../../src/core/limits'
import { loneSurrogate } from '../../../src/engine/text/surrogates'
import { bench } from '../app/app'

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)
const gbk = new Uint8Array(readFileSync('test/samples/chats/speaker-only-gbk.txt'))

describe('files', () => {
  it('decodes GBK, shows the encoding, and decodes again as another one', async () => {
    const app = bench()
    await app.actions.openFiles([file('chat.txt', gbk)], 'b')
    const { b } = app.store.getState()
    expect(b.file).toMatchObject({ name: 'chat.txt', encoding: 'gb18030', how: 'detected', lossy: 0 })
    expect(b.text).toBe(new TextDecoder('gb18030').decode(gbk).replaceAll('\r\n', '\n'))
    await app.actions.chooseEncoding('b', 'windows-1252')
    expect(app.store.getState().b.file).toMatchObject({ encoding: 'windows-1252', how: 'chosen' })
    expect(app.store.getState().b.text).not.toBe(b.text)
  })

  it('fills A and B with two files, in order', async () => {
    const app = bench()
    await app.actions.openFiles([file('1.txt', 'one'), file('2.md', 'two')], 'b')
    expect(app.store.getState()).toMatchObject({ a: { text: 'one' }, b: { text: 'two' } })
  })

  it('refuses three, and touches nothing', async () => {
    const app = bench()
    app.actions.type('a', 'mine')
    await app.actions.openFiles([file('1', 'x'), file('2', 'y'), file('3', 'z')], 'a')
    expect(app.store.getState().a).toMatchObject({
      text: 'mine',
      notice: { kind: 'error', error: { code: 'file/too-many', values: { found: 3 } } },
    })
  })

  it('refuses by size before reading', async () => {
    const app = bench()
    const huge = file('huge.txt', '')
    Object.defineProperty(huge, 'size', { value: FILE_LIMIT + 1 })
    Object.defineProperty(huge, 'arrayBuffer', { value: () => Promise.reject(new Error('was read')) })
    await app.actions.openFiles([huge], 'a')
    expect(app.store.getState().a.notice).toMatchObject({
      error: { code: 'file/too-large', values: { file: 'huge.txt', limit: FILE_LIMIT } },
    })
  })

  it('offers the first million characters of a longer one', async () => {
    const app = bench()
    await app.actions.openFiles([file('long.txt', 'x'.repeat(TEXT_LIMIT + 5))], 'a')
    expect(app.store.getState().a).toMatchObject({
      text: '',
      notice: { kind: 'too-long', name: 'long.txt', size: TEXT_LIMIT + 5 },
    })
    app.actions.takeFirst('a')
    expect(app.store.getState().a.text).toHaveLength(TEXT_LIMIT)
    expect(app.store.getState().a.file?.name).toBe('long.txt')
  })

  it('says what cannot be read, with the name; the text stays', async () => {
    const app = bench()
    app.actions.type('a', 'mine')
    await app.actions.openFiles(
      [file('pic.png', new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]))],
      'a',
    )
    expect(app.store.getState().a).toMatchObject({
      text: 'mine',
      notice: { error: { code: 'file/binary', values: { file: 'pic.png' } } },
    })
    const gone = file('gone.txt', 'x')
    Object.defineProperty(gone, 'arrayBuffer', { value: () => Promise.reject(new Error('not found')) })
    await app.actions.openFiles([gone], 'a')
    expect(app.store.getState().a.notice).toMatchObject({ error: { code: 'file/unreadable' } })
  })
})

describe('edits', () => {
  it('swaps, clears, fills in an example, and takes each back', () => {
    const app = bench()
    app.actions.type('a', 'one')
    app.actions.type('b', 'two')
    for (const act of [app.actions.swap, () => app.actions.clear('b'), () => app.actions.example('dialog')]) {
      act()
      expect(app.store.getState().a.text + app.store.getState().b.text).not.toBe('onetwo')
      app.actions.undo()
      expect(app.store.getState()).toMatchObject({ a: { text: 'one' }, b: { text: 'two' }, undo: null })
    }
  })

  it('forgets the way back with the next edit', () => {
    const app = bench()
    app.actions.type('a', 'one')
    app.actions.swap()
    app.actions.type('a', 'three')
    expect(app.store.getState().undo).toBeNull()
  })

  it('can put the plain text in the place of the converted', () => {
    const app = bench()
    app.actions.type('a', 'rich')
    app.actions.pasteConverted('a', 'rich', 'plain')
    app.actions.usePlain('a')
    expect(app.store.getState().a).toMatchObject({ text: 'plain', notice: null })
  })

  it('has examples that are golden pairs', () => {
    const golden = JSON.parse(readFileSync('test/golden/demo.json', 'utf8')) as {
      pairs: { query: string; passage: string }[]
    }
    for (const { a, b } of EXAMPLES)
      expect(golden.pairs.some((pair) => pair.query === a && pair.passage === b)).toBe(true)
  })
})

describe('units', () => {
  it('never cuts a pair in two', () => {
    expect(takeFirst('a😀b', 2)).toBe('a')
    expect(takeFirst('a😀b', 3)).toBe('a😀')
    expect(takeFirst('ab', 3)).toBe('ab')
  })
  it('finds the lone half', () => {
    expect(loneSurrogate('a😀b')).toBeNull()
    expect(loneSurrogate('a\ude00😀')).toBe(1)
    expect(loneSurrogate('😀\ud83d')).toBe(2)
  })
})
