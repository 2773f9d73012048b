/**
 * All actions of the page. Core and each feature add their own part in their slice.ts by declaration merging
 * (`declare module`), so that no file has to import all features.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Actions {}
