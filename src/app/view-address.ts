/** The open tab and its section as a part of the address: `?view=diagnose&section=why`. */
import type { AppState } from '../core/state'
import type { Feature } from '../core/feature'

type Shown = Pick<AppState, 'view' | 'openSections'>

/**
 * What the address asks for; nothing where it names neither a tab nor a section of the page. A section that is named opens its tab, unless
 * the address names another tab.
 * @param features those of the page
 */
export function shownBy(parameters: URLSearchParams, features: readonly Feature[]): Partial<Shown> {
  const asked = parameters.get('view')
  const tab = features.find(({ tab }) => tab && (tab.name === asked || tab.formerly === asked))?.tab
  const section = features.find(({ section }) => section?.name === parameters.get('section'))?.section
  const isFormer = tab !== undefined && tab.name !== asked
  if (section && (tab === undefined || isFormer || tab.name === section.tab))
    return { view: section.tab, openSections: { [section.tab]: section.name } }
  return tab === undefined ? {} : { view: tab.name }
}

/**
 * Writes into the address what is shown.
 * @returns what to do with it: null, it says so already; `replace`, it said nothing, or the same with an earlier name; `push`, it is a
 *   step that Back undoes
 */
export function writeShown(
  parameters: URLSearchParams,
  { view, openSections }: Shown,
  features: readonly Feature[],
): 'replace' | 'push' | null {
  const before = shownBy(parameters, features)
  const first = features.find((feature) => feature.section?.tab === view)?.section?.name ?? null
  const section = first === null ? null : (openSections[view] ?? first)
  if (parameters.get('view') === view && parameters.get('section') === section) return null
  parameters.set('view', view)
  if (section === null) parameters.delete('section')
  else parameters.set('section', section)
  const said = before.view === undefined || before.view === view
  return said && (before.openSections?.[view] ?? section) === section ? 'replace' : 'push'
}
