/** What other features may import. */
export { TermLink } from './TermLink'
