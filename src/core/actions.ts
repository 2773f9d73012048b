/**
 * Everything that the page can do. Core and every feature add their own part in their slice.ts (`declare module`), so that
 * nobody has to know all of them.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Actions {}
