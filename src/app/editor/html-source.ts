import { memoizeTexts } from '../../core/memoize'
import { looksLikeHtml } from '../../engine/text/html/looks-like'

/**
 * Whether a text is HTML source. Selectors ask at every change of the state, several times for each key; a long text is
 * searched once.
 */
export const isHtmlSource = memoizeTexts(4, (text: string) => text.includes('<') && looksLikeHtml(text))
