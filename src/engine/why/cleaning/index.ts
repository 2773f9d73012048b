/** All ways of cleaning, the likeliest first. */
import { HTML_WAYS } from './html'
import { MARKDOWN } from './markdown'
import { PLAIN } from './plain'
import { PLATFORMS } from './platforms'
import type { Cleaning } from './types'
import { WRITTEN } from './written'

export const CLEANINGS: readonly Cleaning[] = [...PLAIN, ...PLATFORMS, ...HTML_WAYS, ...MARKDOWN, ...WRITTEN]
