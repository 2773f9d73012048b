/** The exports of pasted requests for other features. */
export type { Foreign } from './types'
export { PasteDialog } from './on-demand'
