/** The tab "vectors": what can be taken away, and what came back different. */
export const SECTIONS = ['download', 'request', 'endpoint', 'why'] as const
export type Section = (typeof SECTIONS)[number]

export interface VectorsActions {
  /** Opens the tab at a section. */
  showVectors(section: Section): void
}
