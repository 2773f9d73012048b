// @vitest-environment happy-dom
import { EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEditor } from '../../../src/app/editor/codemirror'
import { greyLeftOut, visibleOf } from '../../../src/app/editor/left-out'
import { findDialogue, installRecogniser } from '../../../src/engine/text/sentences/dialogue'
import { recognise } from '../../../src/engine/text/sentences/chats'
import { unsaidRanges } from '../../../src/engine/text/sentences/unsaid'
import type { Range } from '../../../src/engine/text/mapped'
import { bench } from './app'

const TALK = '2026-02-07 16:43:16 user_1\n充不进电\n2026-02-07 16:44:05 客服\n灯亮吗？'
const HEADS = ['2026-02-07 16:43:16 user_1', '2026-02-07 16:44:05 客服']

let view: EditorView | undefined
beforeEach(() => {
  vi.useFakeTimers()
  installRecogniser(recognise)
})
afterEach(() => {
  view?.destroy()
  vi.useRealTimers()
})

const greyIn = ({ contentDOM }: EditorView) =>
  [...contentDOM.querySelectorAll('[data-testid=left-out]')].map(({ textContent }) => textContent)

function greyed(text: string) {
  const app = bench()
  app.actions.type('a', text)
  const labels = { placeholder: '', label: 'A', testId: 'text-a' }
  const editor = createEditor(document.body, text, labels, {
    onChange: (now) => app.actions.type('a', now),
    onTooLong: vi.fn(),
    onRichPaste: () => Promise.resolve(null),
    onConverted: vi.fn(),
  })
  view = editor
  return { app, editor, stop: greyLeftOut(editor, app.store, 'a') }
}

describe('what is left out is grey', () => {
  it('in the ranges of the recogniser, and in no other', () => {
    const { editor, stop } = greyed(TALK)
    expect(greyIn(editor)).toEqual(HEADS)
    expect(unsaidRanges(TALK, findDialogue(TALK)!).map((range) => TALK.slice(...range))).toEqual(HEADS)
    stop()
    expect(greyIn(editor)).toEqual([])
  })

  it('moves with an edit at once, and is found anew after a pause', () => {
    const { editor } = greyed(TALK)
    editor.dispatch({ changes: { from: 0, insert: '你好\n' } })
    expect(greyIn(editor)).toEqual(HEADS)
    editor.dispatch({
      changes: { from: editor.state.doc.length, insert: '\n2026-02-07 16:45:00 user_1\n不亮' },
    })
    expect(greyIn(editor)).toEqual(HEADS)
    vi.runAllTimers()
    expect(greyIn(editor)).toEqual([...HEADS, '2026-02-07 16:45:00 user_1'])
  })

  it('goes when the text is no dialogue any more', () => {
    const { editor } = greyed(TALK)
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: 'one' } })
    vi.runAllTimers()
    expect(greyIn(editor)).toEqual([])
  })
})

describe('of many ranges', () => {
  const many: readonly Range[] = Array.from({ length: 100_000 }, (_, at) => [at * 10, at * 10 + 4])
  const visible = [{ from: 500_002, to: 500_025 }]
  const expected = [
    [500_002, 500_004],
    [500_010, 500_014],
    [500_020, 500_024],
  ]

  it('only those that are visible are looked at', () => {
    let looked = 0
    const counted = new Proxy(many, {
      get(target, name) {
        if (typeof name === 'string' && /^\d+$/.test(name)) looked++
        return Reflect.get(target, name) as unknown
      },
    })
    expect(visibleOf(counted, null, visible)).toEqual(expected)
    expect(looked).toBeLessThan(40)
  })

  it('they are moved by the edits since', () => {
    const { changes } = EditorState.create({ doc: 'x'.repeat(1_000_000) }).update({
      changes: [
        { from: 3, insert: 'abc' },
        { from: 700_000, to: 700_010 },
      ],
    })
    const moved = visible.map(({ from, to }) => ({ from: from + 3, to: to + 3 }))
    expect(visibleOf(many, changes.desc, moved)).toEqual(expected.map(([a, b]) => [a! + 3, b! + 3]))
  })
})
