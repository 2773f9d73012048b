/** One CodeMirror view as the page needs it: plain text, whole-document value, paste and size limit reported out. */
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view'
import { TEXT_LIMIT } from '../../core/limits'
import { cutLine, setCut, type Cut } from './cut-line'
import { specialChars } from './special-chars'

export interface EditorEvents {
  onChange(text: string): void
  /** More than TEXT_LIMIT: the editor has kept what it had. `whole` is the text that would have come of it. */
  onTooLong(whole: string): void
  /** Rich text on the clipboard: returns the text to insert in its place, or null for none. */
  onRichPaste(html: string): string | null
  /** After such a paste. `plain`: the whole text, had the clipboard's own plain text been taken. */
  onConverted(text: string, plain: string): void
}

export interface EditorLabels {
  readonly placeholder: string
  readonly label: string
  readonly testId: string
}

/** A change that came from the page's state, not from the user's hands. */
const fromState = Annotation.define<true>()
const labels = new Compartment()

export const labelled = ({ placeholder: text, label, testId }: EditorLabels): Extension => [
  placeholder(text),
  EditorView.contentAttributes.of({
    'data-testid': testId,
    'aria-label': label,
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
    translate: 'no',
  }),
]

export function relabel(view: EditorView, now: EditorLabels): void {
  takeSelectAll(view)
  view.dispatch({ effects: labels.reconfigure(labelled(now)) })
}

export function showCut(view: EditorView, cut: Cut | null): void {
  takeSelectAll(view)
  view.dispatch({ effects: setCut.of(cut) })
}

export function createEditor(
  parent: HTMLElement,
  text: string,
  first: EditorLabels,
  on: EditorEvents,
): EditorView {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Only LF ends a line, so that a CR in the text stays in it, and is seen.
        EditorState.lineSeparator.of('\n'),
        history(),
        drawSelection(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        specialChars,
        cutLine,
        labels.of(labelled(first)),
        EditorState.changeFilter.of((transaction) => {
          const { length } = transaction.newDoc
          if (length <= TEXT_LIMIT || length <= transaction.startState.doc.length) return true
          if (transaction.annotation(fromState)) return true
          const whole = transaction.newDoc.toString()
          queueMicrotask(() => on.onTooLong(whole))
          return false
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) on.onChange(update.state.doc.toString())
        }),
        EditorView.domEventHandlers({
          // After the script that focused has selected, before CodeMirror's own timer puts its selection back.
          focus: (_event, at) => queueMicrotask(() => takeSelectAll(at)),
          keydown: (_event, at) => takeSelectAll(at),
          beforeinput: (event, at) => {
            takeSelectAll(at)
            return insertWhole(event, at)
          },
          paste: (event, at) => paste(event, at, on),
        }),
      ],
    }),
  })
  exposeValue(view)
  return view
}

/** Brings the editor to a text, as one step that Ctrl+Z takes back. */
export function setText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(text) },
    selection: { anchor: 0 },
    annotations: [fromState.of(true), isolateHistory.of('full')],
    userEvent: 'input.replace',
    scrollIntoView: true,
  })
}

/**
 * A text that arrives in one piece (dictation, an emoji picker, a script's fill) is inserted as it is: through the
 * DOM, the browser would split it into elements first, slowly, and drop characters that HTML cannot hold.
 */
function insertWhole(event: InputEvent, view: EditorView): boolean {
  const { data } = event
  if (event.inputType !== 'insertText' || event.isComposing || data === null || data.length < 2) return false
  event.preventDefault()
  view.dispatch(view.state.replaceSelection(view.state.toText(data)), {
    userEvent: 'input.type',
    scrollIntoView: true,
  })
  return true
}

function paste(event: ClipboardEvent, view: EditorView, on: EditorEvents): boolean {
  const clipboard = event.clipboardData
  if (clipboard === null || clipboard.files.length > 0) return false // files: the panel's business
  const plain = clipboard.getData('text/plain').replaceAll('\r\n', '\n')
  const html = clipboard.getData('text/html')
  const rich = html === '' ? null : on.onRichPaste(html)
  if (plain === '' && (rich === null || rich === '')) return false
  event.preventDefault()
  const { doc } = view.state
  const { from, to } = view.state.selection.main
  const around = (middle: string) => doc.sliceString(0, from) + middle + doc.sliceString(to)
  const inserted = rich ?? plain
  const length = doc.length - (to - from) + inserted.length
  if (length > TEXT_LIMIT) {
    on.onTooLong(around(inserted))
    return true
  }
  view.dispatch(view.state.replaceSelection(view.state.toText(inserted)), {
    userEvent: 'input.paste',
    annotations: isolateHistory.of('full'),
    scrollIntoView: true,
  })
  if (rich !== null && rich !== plain) on.onConverted(view.state.doc.toString(), around(plain))
  return true
}

/** CodeMirror keeps only the visible lines in the DOM: scripts read and write the whole text as a field's `value`. */
function exposeValue(view: EditorView): void {
  Object.defineProperty(view.contentDOM, 'value', {
    configurable: true,
    get: () => view.state.doc.toString(),
    set: (text: unknown) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(String(text)) },
      }),
  })
}

/**
 * A script that fills a field selects all of it in the DOM and types at once. CodeMirror hears of that selection only
 * some time later, and overwrites it if it draws before that: it is taken over before a key, an input, a drawing.
 */
function takeSelectAll(view: EditorView): void {
  const field = view.contentDOM
  if (!field.isConnected) return
  const selection = field.ownerDocument.getSelection()
  const isAll =
    selection?.anchorNode === field &&
    selection.focusNode === field &&
    selection.anchorOffset === 0 &&
    selection.focusOffset === field.childNodes.length
  const { main } = view.state.selection
  const { length } = view.state.doc
  if (isAll && main.to - main.from < length) view.dispatch({ selection: { anchor: 0, head: length } })
}
