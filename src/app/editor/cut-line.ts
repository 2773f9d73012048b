/** Decorates the place at which max_length cuts the text: a line, and dimmed text after it. */
import { StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'
import { clsx } from 'clsx'
import css from './editor.module.css'

export interface Cut {
  readonly at: number
  readonly label: string
}

export const setCut = StateEffect.define<Cut | null>()

class CutWidget extends WidgetType {
  constructor(readonly label: string) {
    super()
  }
  override eq(other: CutWidget): boolean {
    return other.label === this.label
  }
  override toDOM(): HTMLElement {
    const line = document.createElement('span')
    line.className = clsx(css.cut)
    line.dataset['testid'] = 'cut-line'
    const label = document.createElement('span')
    label.className = clsx(css.cutLabel)
    label.textContent = this.label
    line.append(label)
    return line
  }
  override ignoreEvent(): boolean {
    return true
  }
}

const beyond = Decoration.mark({ class: clsx(css.beyond), attributes: { 'data-testid': 'cut-off' } })

function decorate(cut: Cut | null, length: number): DecorationSet {
  if (cut === null || cut.at > length) return Decoration.none
  const line = Decoration.widget({ widget: new CutWidget(cut.label), side: -1 }).range(cut.at)
  return Decoration.set(cut.at < length ? [line, beyond.range(cut.at, length)] : [line])
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setCut)) return decorate(effect.value, transaction.newDoc.length)
    // Until the new token count arrives, the line moves with the characters beside it.
    return decorations.map(transaction.changes)
  },
  provide: (self) => EditorView.decorations.from(self),
})

export const cutLine: Extension = field
