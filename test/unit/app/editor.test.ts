// @vitest-environment happy-dom
import { undo } from '@codemirror/commands'
import type { EditorView } from '@codemirror/view'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TEXT_LIMIT } from '../../../src/core/limits'
import { createEditor, setText, type EditorEvents } from '../../../src/app/editor/codemirror'
import { describe as nameOf } from '../../../src/app/editor/special-chars'
import { isHtmlSource } from '../../../src/app/editor/html-source'
import { setCut } from '../../../src/app/editor/cut-line'

let view: EditorView | undefined
afterEach(() => view?.destroy())

function editor(text = '', events: Partial<EditorEvents> = {}) {
  const on: EditorEvents = {
    onChange: vi.fn(),
    onTooLong: vi.fn(),
    onRichPaste: () => Promise.resolve(null),
    onConverted: vi.fn(),
    ...events,
  }
  const labels = { placeholder: 'Type', label: 'Text A', testId: 'text-a' }
  view = createEditor(document.body, text, labels, on)
  return { view, on, field: view.contentDOM as HTMLElement & { value: string } }
}

describe('the editor', () => {
  it('is a labelled text box with a test id', () => {
    const { field } = editor()
    expect(field.getAttribute('role')).toBe('textbox')
    expect(field.dataset['testid']).toBe('text-a')
    expect(field.getAttribute('aria-label')).toBe('Text A')
  })

  it('has a value: the whole text, with control characters and lone CR as they are', () => {
    const text = 'a\u0000b\rc\n\u200bd'
    const { field, on } = editor(text)
    expect(field.value).toBe(text)
    field.value = 'x\ny'
    expect(field.value).toBe('x\ny')
    expect(on.onChange).toHaveBeenLastCalledWith('x\ny')
  })

  it('takes a text from the state as one step that undo takes back', () => {
    const { view, field } = editor('mine')
    setText(view, 'from a file')
    expect(field.value).toBe('from a file')
    undo(view)
    expect(field.value).toBe('mine')
  })

  it('keeps what it has when more than the limit comes in, and hands the whole out', async () => {
    const { field, on } = editor('mine')
    field.value = 'x'.repeat(TEXT_LIMIT + 1)
    await Promise.resolve()
    expect(field.value).toBe('mine')
    expect(on.onTooLong).toHaveBeenCalledWith('x'.repeat(TEXT_LIMIT + 1))
  })

  it('draws where max_length cuts', () => {
    const { view } = editor('kept and cut')
    view.dispatch({ effects: setCut.of({ at: 5, label: 'cuts here' }) })
    expect(view.contentDOM.querySelector('[data-testid=cut-line]')?.textContent).toBe('cuts here')
    expect(view.contentDOM.querySelector('[data-testid=cut-off]')?.textContent).toBe('and cut')
    view.dispatch({ effects: setCut.of(null) })
    expect(view.contentDOM.querySelector('[data-testid=cut-line]')).toBeNull()
  })

  it('shows what cannot be seen, and leaves emoji sequences whole', () => {
    const { view } = editor('a\u00a0b\u200b\u0000 👨‍👩‍👧 \u200dx')
    const shown = [...view.contentDOM.querySelectorAll('.cm-specialChar')].map((mark) => mark.textContent)
    expect(shown).toEqual(['°', '200B', 'NUL', '200D'])
  })

  it('names them', () => {
    expect(nameOf(0x200b)).toBe('U+200B ZERO WIDTH SPACE')
    expect(nameOf(0)).toBe('U+0000 CONTROL CHARACTER')
  })
})

describe('HTML source', () => {
  it('is looked for once in a long text, however often it is asked', () => {
    const texts = ['a', 'b'].map((letter) => letter.repeat(1_000_000))
    const search = vi.spyOn(String.prototype, 'includes')
    for (let asked = 0; asked < 20; asked++) for (const text of texts) expect(isHtmlSource(text)).toBe(false)
    const searched = search.mock.contexts.filter((text) => String(text).length === 1_000_000).length
    search.mockRestore()
    expect(searched).toBe(2)
  })
})
