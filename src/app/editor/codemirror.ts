/**
 * Wraps a CodeMirror view for the page: plain text only, the whole document as its value, events for rich text that
 * is pasted and for a text that is too long.
 */
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view'
import { TEXT_LIMIT } from '../../core/limits'
import { cutLine, setCut, type Cut } from './cut-line'
import { specialChars } from './special-chars'

export interface EditorEvents {
  onChange(text: string): void
  /** An edit would exceed TEXT_LIMIT, so the editor did not apply it. `whole` is the text with this edit applied. */
  onTooLong(whole: string): void
  /** Converts rich text from the clipboard. Returns the text to insert, or null to insert the plain text. */
  onRichPaste(html: string): Promise<string | null>
  /**
   * Called after converted rich text was inserted. `plain` is the whole text as it would be with the clipboard's
   * plain text inserted instead.
   */
  onConverted(text: string, plain: string): void
}

export interface EditorLabels {
  readonly placeholder: string
  readonly label: string
  readonly testId: string
}

/** Marks a transaction that applies a text from the page's state. Without the mark it is an edit of the user. */
const fromState = Annotation.define<true>()
const labels = new Compartment()

export const labelled = ({ placeholder: text, label, testId }: EditorLabels): Extension => [
  placeholder(text),
  EditorView.contentAttributes.of({
    'data-testid': testId,
    tabindex: '0',
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
        // Only LF ends a line. A CR stays in the text as a visible character.
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
          // Runs after the script that set the focus has selected the text, and before CodeMirror's timer restores
          // its own selection.
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

/** Replaces the whole text, as one step that Ctrl+Z undoes. */
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
 * Inserts a text that arrives in one piece (dictation, an emoji picker, a script that fills the field) directly into
 * the document. If it went through the DOM, the browser would first split it into elements, which is slow, and drop
 * characters that HTML cannot contain.
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
  if (clipboard === null || clipboard.files.length > 0) return false // the panel handles files
  const plain = clipboard.getData('text/plain').replaceAll('\r\n', '\n')
  const html = clipboard.getData('text/html')
  if (plain === '' && html === '') return false
  event.preventDefault()
  if (html === '') insertPasted(view, null, plain, on)
  // Where the code for HTML cannot be fetched, the plain text is what was pasted.
  else
    void on
      .onRichPaste(html)
      .catch(() => null)
      .then((rich) => insertPasted(view, rich, plain, on))
  return true
}

function insertPasted(view: EditorView, rich: string | null, plain: string, on: EditorEvents): void {
  const { doc } = view.state
  const { from, to } = view.state.selection.main
  const around = (middle: string) => doc.sliceString(0, from) + middle + doc.sliceString(to)
  const inserted = rich ?? plain
  const length = doc.length - (to - from) + inserted.length
  if (inserted === '') return
  if (length > TEXT_LIMIT) return on.onTooLong(around(inserted))
  view.dispatch(view.state.replaceSelection(view.state.toText(inserted)), {
    userEvent: 'input.paste',
    annotations: isolateHistory.of('full'),
    scrollIntoView: true,
  })
  if (rich !== null && rich !== plain) on.onConverted(view.state.doc.toString(), around(plain))
}

/**
 * Defines `value` on the editable element, as a text field has it. CodeMirror keeps only the visible lines in the
 * DOM, so scripts could not read the whole text otherwise.
 */
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
 * Applies a selection of the whole field to CodeMirror. A script that fills a field selects all of it in the DOM and
 * inserts a text at once. CodeMirror handles that selection only later, and overwrites it if it updates the DOM
 * first. So this runs before each key, input and update.
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
