/** What other features may use of pasted requests. */
export type { Foreign } from './types'
