/** All ways of cleaning, the likeliest first: those of HTML and Markdown change only texts that have such marks. */
import { HTML_WAYS } from './html'
import { MARKDOWN } from './markdown'
import { PLAIN } from './plain'
import { PLATFORMS } from './platforms'
import { TRANSFER } from './transfer'
import type { Cleaning } from './types'
import { WRITTEN } from './written'

export const CLEANINGS: readonly Cleaning[] = [
  ...HTML_WAYS,
  ...MARKDOWN,
  ...PLAIN,
  ...PLATFORMS,
  ...WRITTEN,
  ...TRANSFER,
]
