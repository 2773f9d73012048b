/** Loads the texts, rules and settings of a case into the page. One undo step restores the old ones. */
import type { StoreApi } from 'zustand/vanilla'
import { fromBase64 } from '../../engine/base64'
import { fromErrorData } from '../../engine/errors'
import type { CaseFile } from '../../formats/case/schema'
import { TEXT_LIMIT } from '../../core/limits'
import { HEADLINE } from '../../core/selectors'
import { caseSettings, pageSettings } from '../../core/settings/in-case'
import { tooLong } from '../../core/text/text-problems'
import type { AppState, Side, TextFile, TextState, Undo } from '../../core/state'

type Content = Pick<TextState, 'text' | 'file'>

export interface Brought {
  readonly a: Content
  readonly b: Content
  /** Undefined: rules, settings and splits of the page stay. */
  readonly state?: Pick<CaseFile, 'prefix' | 'rules' | 'metadata' | 'splits' | 'settings'>
}

const content = ({ text, file }: TextState): Content => ({ text, file })

/** @throws EngineError text/too-long, before anything is changed */
export function bring(store: StoreApi<AppState>, { a, b, state: brought }: Brought): void {
  for (const { text } of [a, b]) if (text.length > TEXT_LIMIT) throw fromErrorData(tooLong(null, text.length))
  const before = store.getState()
  const undo: Undo = {
    what: 'case',
    at: 'a',
    a: content(before.a),
    b: content(before.b),
    splits: before.splits,
    settings: pageSettings(caseSettings(before.settings), before.settings),
    rules: before.rules,
    // Undo removes the texts of the opened case, so the case is closed too.
    also: ({ cases }) => ({ cases: { ...cases, opened: null } }),
  }
  store.setState({
    a: { ...before.a, ...a, notice: null },
    b: { ...before.b, ...b, notice: null },
    ...(brought && {
      settings: { ...before.settings, ...pageSettings(brought.settings, brought) },
      rules: { ...before.rules, rules: brought.rules },
      selectedScore: HEADLINE[brought.settings.mode],
    }),
  })
  // The texts must be set first. A change of a text moves the edits of its split, and would move these edits too.
  if (brought) store.setState({ splits: brought.splits })
  store.setState({ undo })
}

/** The text and file of a side, for its editor. If the case contains the bytes of a file, they are restored too. */
export function sideOf({ sides }: CaseFile, side: Side): Content {
  const { text, file, bytes_of, bytes } = sides[side]
  if (file === null) return { text, file: null }
  const given = bytes_of === 'file' ? fromBase64(bytes) : null
  const back: TextFile = { ...file, bytes: given, original: given && text }
  return { text, file: back }
}
