// @vitest-environment happy-dom
/** What the command palette lists, finds and runs. */
import { beforeAll, describe, expect, it } from 'vitest'
import { FEATURES } from '../../../../src/app/registry'
import { COMMAND_GROUPS, type Command } from '../../../../src/core/commands/types'
import { MODES, THEMES } from '../../../../src/core/settings/table'
import { TERMS } from '../../../../src/features/help/glossary'
import { listed, loadCommands } from '../../../../src/features/palette/load'
import { score, wordsOf } from '../../../../src/features/palette/search'
import type { Capabilities } from '../../../../src/platform/web/capabilities'
import { bench } from '../../app/app'
import { settle } from '../../app/fake-client'

const capabilities = { crossOriginIsolated: true, hardwareThreads: 4 } as Capabilities

const sources = await loadCommands(FEATURES)
let app: ReturnType<typeof bench>
const all = () => listed(sources, { app: { ...app, features: FEATURES }, capabilities })
const named = (id: string): Command => {
  const command = all().find((each) => each.id === id)
  if (!command) throw new Error(`No command ${id}.`)
  return command
}
/** Ids, best first. */
const search = (query: string) =>
  all()
    .map((command) => ({ id: command.id, found: score(command.id, query, wordsOf(command)) }))
    .filter(({ found }) => found > 0)
    .sort((one, other) => other.found - one.found)
    .map(({ id }) => id)

beforeAll(() => {
  app = bench()
})

describe('the commands', () => {
  it('have ids of their own, known groups, and words in both languages', () => {
    const ids = all().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { group, title, unavailable } of all()) {
      expect(COMMAND_GROUPS).toContain(group)
      for (const words of [title, ...(unavailable ? [unavailable] : [])]) {
        expect(words.en).not.toBe('')
        expect(words['zh-CN']).not.toBe('')
        expect(words['zh-CN']).not.toMatch(/您/)
      }
    }
  })

  it('open every tab and every section of the features', () => {
    const ids = all().map(({ id }) => id)
    for (const { tab, section } of FEATURES) {
      if (tab) expect(ids).toContain(`go-${tab.name}`)
      if (section) expect(ids).toContain(`go-${section.tab}-${section.name}`)
    }
    named('go-attention').run()
    expect(app.store.getState().view).toBe('attention')
    named('go-diagnose-endpoint').run()
    expect(app.store.getState()).toMatchObject({ view: 'diagnose', openSections: { diagnose: 'endpoint' } })
    expect(named('go-diagnose-endpoint').chosen).toBe(true)
  })

  it('choose every mode, theme, tokenizer, length and switch', () => {
    for (const mode of MODES) {
      named(`mode-${mode}`).run()
      expect(app.store.getState().settings.mode).toBe(mode)
      expect(named(`mode-${mode}`).chosen).toBe(true)
    }
    for (const theme of THEMES) {
      named(`theme-${theme}`).run()
      expect(app.store.getState().settings.theme).toBe(theme)
    }
    named('tokenizer-hf5').run()
    named('max-length-8192').run()
    named('normalize-off').run()
    named('truncate-dim-256').run()
    named('prefix-query').run()
    named('metadata-out').run()
    named('activations-faithful').run()
    named('threads-2').run()
    named('graph-whole').run()
    expect(app.store.getState().settings).toMatchObject({
      tokenizerMode: 'hf5',
      maxLength: 8192,
      normalize: false,
      truncateDim: 256,
      prefix: 'query: ',
      metadata: 'out',
      activations: 'faithful',
      threads: 2,
      whole: true,
    })
  })

  it('change the texts, and say why they cannot', () => {
    expect(named('undo').unavailable).toBeDefined()
    expect(named('clear-a').unavailable).toBeDefined()
    app.actions.type('a', 'one')
    app.actions.type('b', 'two')
    named('swap').run()
    expect(app.store.getState().a.text).toBe('two')
    expect(named('undo').unavailable).toBeUndefined()
    named('undo').run()
    expect(app.store.getState().a.text).toBe('one')
    named('clear-b').run()
    expect(app.store.getState().b.text).toBe('')
    named('example-keyword').run()
    expect(app.store.getState().a.text).toContain('ERR_CONNECTION_TIMED_OUT')
    named('edit-text-b').run()
    expect(app.store.getState().focus?.side).toBe('b')
  })

  it('open dialogs', () => {
    named('rules').run()
    named('paste-request').run()
    named('list-cases').run()
    named('help').run()
    expect(app.store.getState()).toMatchObject({
      rulesOpen: true,
      paste: { open: true },
      cases: { drawer: true },
      help: { open: true, query: '' },
    })
    named('model-from-local').run()
    expect(app.store.getState().picker?.tab).toBe('local')
    named('term-ceiling').run()
    expect(app.store.getState().help.query).toBe('ceiling')
  })

  it('know what the loaded model cannot do', async () => {
    await app.load({ hiddenSize: { value: 384, source: 'config.json' } })
    await settle()
    const cannot = [256, 512, 768].map((dimension) => named(`truncate-dim-${dimension}`).unavailable?.en)
    expect(cannot).toEqual([undefined, 'this model has 384 dimensions', 'this model has 384 dimensions'])
    expect(named('cancel').unavailable).toBeDefined()
  })
})

describe('the search', () => {
  it.each([
    ['热力图', 'go-heatmap'],
    ['heatmap', 'go-heatmap'],
    ['深色', 'theme-dark'],
    ['dark', 'theme-dark'],
    ['theme dark', 'theme-dark'],
    ['dark theme', 'theme-dark'],
    ['max_length 8192', 'max-length-8192'],
    ['lexical_weights', 'mode-sparse'],
    ['truncate_dim 512', 'truncate-dim-512'],
    ['归一化 关', 'normalize-off'],
    ['normalize_embeddings', 'normalize-on'],
    ['交换', 'swap'],
    ['swap', 'swap'],
    ['curl', 'copy-curl'],
    ['milvus', 'export-milvus'],
    ['术语 上限', 'term-ceiling'],
    ['analyze', 'analyze'],
    ['分析', 'analyze'],
    ['线程 2', 'threads-2'],
    ['bge-m3', 'load-bge-m3'],
    ['hf5', 'tokenizer-hf5'],
  ])('%s finds %s among the first', (query, id) => expect(search(query).slice(0, 5)).toContain(id))

  it('finds nothing for words that no command has', () => {
    expect(search('zzqx')).toEqual([])
    expect(search('完全没有的词')).toEqual([])
  })

  it('lists all without a query', () => expect(search('').length).toBe(all().length))
})

it('the glossary has a command for each term', () => {
  const ids = all().map(({ id }) => id)
  for (const { id } of TERMS) expect(ids).toContain(`term-${id}`)
})
