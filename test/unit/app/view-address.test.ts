/** Tabs and sections in the address: new names, the name that two tabs had before, and what Back undoes. */
import { describe, expect, it } from 'vitest'
import { FEATURES } from '../../../src/app/registry'
import { shownBy, writeShown } from '../../../src/app/view-address'

const shown = (search: string) => shownBy(new URLSearchParams(search), FEATURES)

describe('tabs', () => {
  it('stand in the order of the page', () => {
    expect(FEATURES.flatMap(({ tab }) => tab?.name ?? [])).toEqual([
      'scores',
      'heatmap',
      'tokens',
      'attention',
      'diagnose',
      'export',
      'compare',
      'validate',
      'environment',
    ])
  })

  it('have their sections, in order', () => {
    const of = (tab: string) => FEATURES.flatMap(({ section }) => (section?.tab === tab ? section.name : []))
    expect(of('diagnose')).toEqual(['why', 'endpoint', 'paste'])
    expect(of('export')).toEqual(['download', 'request'])
    const tabs = FEATURES.flatMap(({ tab }) => tab?.name ?? [])
    expect(FEATURES.filter(({ section }) => section && !tabs.includes(section.tab))).toEqual([])
  })
})

describe('what the address asks for', () => {
  it.each([
    ['?view=diagnose', { view: 'diagnose' }],
    ['?view=diagnose&section=endpoint', { view: 'diagnose', openSections: { diagnose: 'endpoint' } }],
    ['?section=request', { view: 'export', openSections: { export: 'request' } }],
    ['?view=vectors', { view: 'export' }],
    ['?view=vectors&section=why', { view: 'diagnose', openSections: { diagnose: 'why' } }],
    ['?view=vectors&section=download', { view: 'export', openSections: { export: 'download' } }],
    ['?view=scores&section=why', { view: 'scores' }],
    ['?view=nothing&section=nothing', {}],
    ['', {}],
  ])('%s', (search, expected) => expect(shown(search)).toEqual(expected))
})

describe('what is written into the address', () => {
  it.each([
    ['?lang=en', 'scores', {}, 'replace', 'lang=en&view=scores'],
    ['?view=vectors', 'export', {}, 'replace', 'view=export&section=download'],
    ['?view=vectors&section=why', 'diagnose', { diagnose: 'why' }, 'replace', 'view=diagnose&section=why'],
    ['?view=scores', 'diagnose', { diagnose: 'why' }, 'push', 'view=diagnose&section=why'],
    ['?view=diagnose&section=why', 'diagnose', { diagnose: 'paste' }, 'push', 'view=diagnose&section=paste'],
    ['?view=diagnose&section=why', 'scores', { diagnose: 'why' }, 'push', 'view=scores'],
    ['?view=scores', 'scores', { diagnose: 'why' }, null, 'view=scores'],
  ])('%s, then %s %j', (search, view, openSections, change, after) => {
    const parameters = new URLSearchParams(search)
    expect(writeShown(parameters, { view, openSections }, FEATURES)).toBe(change)
    expect(parameters.toString()).toBe(after)
  })
})
