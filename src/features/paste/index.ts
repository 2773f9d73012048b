/** The exports of pasted requests for other features. */
export type { Foreign } from './types'
