/** Actions that change the two texts. */
import type { TextEncoding } from '../../engine/text/encodings'
import type { ExampleId } from './examples'
import type { Side } from '../state'

export interface TextActions {
  /** The user has edited the text. A notice about the old text is removed. */
  type(side: Side, text: string): void
  /** The text is longer than TEXT_LIMIT, so it is not inserted. The page offers to insert its beginning. */
  refuseLong(side: Side, whole: string): void
  takeFirst(side: Side): void
  /** Rich text was pasted and converted to `text`. `plain` is the plain text that the clipboard also had. */
  pasteConverted(side: Side, text: string, plain: string): void
  usePlain(side: Side): void
  stripHtml(side: Side): Promise<void>
  replaceSurrogates(side: Side): void
  openFiles(files: readonly File[], side: Side): Promise<void>
  chooseEncoding(side: Side, encoding: TextEncoding): Promise<void>
  swap(): void
  clear(side: Side): void
  example(id: ExampleId): void
  undo(): void
  dismiss(side: Side): void
  dismissUndo(): void
}
