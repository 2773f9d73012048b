/** What the first text would wait for, done before it comes and in parts, so that a page goes on meanwhile. */
import { prepareCalendar } from './calendar'
import { LAYOUTS } from './layouts'

/** A runtime compiles a pattern when it first runs, once for each width of characters, and again when it runs often. */
const WIDTHS = ['1', '1', '\u0101', '\u0101']

/**
 * Not necessary, and without effect on what is recognised.
 * @param pause called between the parts, each of some ten milliseconds
 */
export async function prepare(pause: () => Promise<void>): Promise<void> {
  await prepareCalendar(pause)
  for (const { head, notice } of LAYOUTS) {
    for (const width of WIDTHS) {
      head?.test(width)
      notice?.test(width)
    }
    await pause()
  }
}
