/** Sentences of the engine on the page: none is English in Chinese, and the English text for exports is as it was. */
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { DETAILS } from '../../../src/engine/detail-table'
import { browserSaid, type Detail, type DetailCode } from '../../../src/engine/detail-words'
import { detail } from '../../../src/engine/details'
import { issueDetail } from '../../../src/engine/schema-details'
import { baseForAnyDialect } from '../../../src/formats/endpoint/base-url'
import { EngineError, fromErrorData, toErrorData } from '../../../src/engine/errors'
import type { Execution, ModelInfo } from '../../../src/engine/model/types'
import { parseReference } from '../../../src/engine/certify/reference'
import { createTokenizers } from '../../../src/engine/tokenizer'
import { parseRules } from '../../../src/engine/text/preprocess/json'
import { withoutWords } from '../../../src/formats/report/parts'
import { LANGUAGES } from '../../../src/i18n'
import { details as en } from '../../../src/i18n/en/details'
import { details as zhCN } from '../../../src/i18n/zh-CN/details'
import { detailText } from '../../../src/ui/detail-text'
import { errorText } from '../../../src/ui/error-text'
import { KeyValue } from '../../../src/ui/KeyValue'
import { useExecutionFacts } from '../../../src/ui/execution-facts'
import { TokenizerSection } from '../../../src/features/environment/TokenizerSection'
import { i18next, startWords } from '../../words'
import { info } from '../app/fake-client'

beforeAll(async () => {
  await startWords('zh-CN')
  await i18next.loadLanguages('en')
})

const SPECIAL = { cls: 0, eos: 2, pad: 1, unk: 3, mask: null }

const codes = Object.keys(DETAILS) as DetailCode[]
const holesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)

/** Every hole of the sentence filled with a value that no dictionary has. */
function filled(code: DetailCode): Detail {
  const values = Object.fromEntries(holesOf(DETAILS[code]).map((name) => [name, `«${name}»`]))
  return { text: '', words: { code, values } }
}

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(codes)('%s is a sentence with all its values', (code) => {
    const words = detailText(i18next.getFixedT(language, 'details'), filled(code).words)
    expect(words).not.toBe(code)
    expect(words).not.toMatch(/\{\{|\}\}/)
    for (const name of holesOf(DETAILS[code])) expect(words).toContain(`«${name}»`)
  })
})

const thrown = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

/** Codes whose Chinese is only names and numbers, the same in every language. */
const NAMES_ONLY: readonly DetailCode[] = ['shape-weights']

it.each(codes.filter((code) => !NAMES_ONLY.includes(code)))('%s is Chinese on the Chinese page', (code) => {
  expect(zhCN[code]).toMatch(/[\u4e00-\u9fff。]/)
})

it.each(codes.filter((code) => holesOf(DETAILS[code]).includes('said')))(
  '%s says whose words it quotes',
  (code) => {
    expect(en[code]).toMatch(/says: “\{\{said\}\}”/)
    expect(zhCN[code]).toMatch(/原文：“\{\{said\}\}”/)
  },
)

describe('English texts for terminal and exports', () => {
  it('are the same where the table is not loaded', () => {
    const first = import.meta.glob<string>(
      '../../../src/{host/worker-client,engine/text/decode,platform/web/{hub/address,webgpu}}.ts',
      {
        query: '?raw',
        import: 'default',
        eager: true,
      },
    )
    const told = [
      ...Object.values(first)
        .join('')
        .matchAll(/worded\(\s*'([^']+)',\s*'([\w-]+)',?\s*\)/g),
    ]
    expect(told.length).toBeGreaterThan(2)
    for (const [, text, code] of told) expect(DETAILS[code as DetailCode]).toBe(text)
  })
  it('are made from the code and its values, one inside of the other too', () => {
    const reason = detail('model-type', { type: 'WordPiece' })
    expect(reason.text).toBe('model type is WordPiece')
    const both = detail('fallback-refused', { reason, engine: 'library 1', said: 'no $1' })
    expect(both.text).toBe('model type is WordPiece; library 1: no $1')
    const chinese = detailText(i18next.getFixedT('zh-CN', 'details'), both.words)
    expect(chinese).toBe('模型类型是 WordPiece；library 1 也无法加载，它的原文：“no $1”')
  })
  it.each(['', 'ftp://x', 'http://a:b@x', 'http://x?k=1'])('of a wrong address: %s', (address) => {
    const { values, words } = toErrorData(thrown(() => baseForAnyDialect(address)))
    expect(values.detail).toBe(DETAILS[words!['detail']!.code])
  })
  it('of rules and reference values', () => {
    const { values, words } = toErrorData(thrown(() => parseRules('{"version": 99}', 'r.json')))
    const { code, values: told } = words!['detail']!
    expect(values.detail).toBe(detail(code as 'rules-newer', told as never).text)
  })
  it('cross the wire with their words, and stay in `values`', () => {
    const error = new EngineError('model/not-onnx', 'm', { file: 'x', reason: detail('file-is-zip') })
    expect(error.values).toEqual({ file: 'x', reason: 'it is a zip archive' })
    expect(fromErrorData(structuredClone(toErrorData(error)))).toEqual(error)
    expect(error.with({ side: 'a' }).words).toEqual(error.words)
  })
  it('go into files without the words', () => {
    const tokenizer = {
      fallbackReason: 'model type is BPE',
      words: detail('model-type', { type: 'BPE' }).words,
    }
    expect(withoutWords({ tokenizer })).toEqual({ tokenizer: { fallbackReason: 'model type is BPE' } })
    const execution = { kind: 'whole', detail: '2 functions', words: {} }
    expect(withoutWords(execution)).toEqual({ kind: 'whole', detail: '2 functions' })
  })
})

describe('a Chinese page', () => {
  const said = (error: unknown) => {
    const t = i18next.getFixedT('zh-CN', ['errors', 'common', 'details'] as const)
    const { title, next } = errorText(t, toErrorData(error))
    return `${title} ${next}`
  }

  it('says why the tokenizer is not exact', () => {
    const { text, words } = detail('normalizer', { type: 'NFKC' })
    const engine = { kind: 'huggingface-js', engine: 'library', mode: null, vocabSize: 9 } as const
    const tokenizer = { ...engine, fallbackReason: text, words, specialIds: SPECIAL }
    const shown = renderToStaticMarkup(<TokenizerSection info={info({ tokenizer })} />)
    expect(shown).toContain('对此模型不保证精确：不支持 normalizer NFKC')
    expect(shown).not.toContain('is not supported')
  })

  it('says why a graph runs whole, and quotes the runtime', () => {
    const whole = (reason: 'no-chain' | 'rejected', { text, words }: Detail) =>
      executionOf({ kind: 'whole', reason, detail: text, words })
    expect(whole('no-chain', detail('last-block', { blocks: 3 }))).toContain(
      '（共 3 块，最后一块结束时，还有数据没有经过它）',
    )
    expect(whole('rejected', detail('runtime-said', { said: 'bad node' }))).toContain(
      '（onnxruntime-web 原文：“bad node”）',
    )
  })

  it('says why the table of word embeddings is in the heap', () => {
    const { text, words } = detail('table-shared', { tensor: 'embed' })
    const shown = executionOf({ kind: 'layers', layers: 2, tableReason: text, words, blockedFrom: null })
    expect(shown).toContain('embed 还用在别处')
    expect(shown).not.toContain('elsewhere')
  })

  it('says what is wrong with a tokenizer, rules, reference values', async () => {
    const bad = { tokenizerJson: '[]', tokenizerConfig: null, specialTokensMap: null }
    const error: unknown = await createTokenizers(bad).catch((caught: unknown) => caught)
    expect(said(error)).toContain('不是 JSON 对象')
    expect(said(thrown(() => parseRules('{"version": 99}', 'r.json')))).toContain('版本是 99')
    expect(said(thrown(() => parseRules('{', 'r.json')))).toContain('不是 JSON，解析器原文：“')
    expect(said(thrown(() => parseReference('{}', 'f.json')))).toContain('格式检查原文：“')
  })

  it('knows its own sentences among those of a schema', () => {
    expect(issueDetail('texts.0', DETAILS['rows-unequal']).words.code).toBe('field-ours')
    expect(issueDetail('texts.0', 'Invalid input').words.code).toBe('field-said')
  })

  it('quotes the browser as the browser', () => {
    const detail = browserSaid(new Error('Failed to fetch'))
    expect(detail.text).toBe('Failed to fetch')
    const error = new EngineError('network/failed', '', { file: 'f', url: 'http://x/', reason: detail })
    expect(said(error)).toContain('浏览器原文：“Failed to fetch”')
  })

  it('tells the first of several unread cases in its own words', () => {
    const first = toErrorData(new EngineError('case/newer', 'English.', { file: 'a', found: 9, known: 1 }))
    const t = i18next.getFixedT('zh-CN', ['errors', 'common', 'details'] as const)
    const values = { file: 'a', count: 1, total: 2, detail: first.message }
    const { next } = errorText(t, { code: 'case/some-unread', message: '', values, first })
    expect(next).not.toContain('English')
    expect(next).toContain('a')
  })
})

it.each([
  [{ kind: 'layers', layers: 2, tableReason: null, blockedFrom: null }],
  [{ kind: 'whole', reason: 'chosen', detail: '' }],
] as const)('the most tokens of fused attention are a fact before a run: %j', (execution) => {
  const fusedAttention = { operator: 'MultiHeadAttention', headSize: 64, tokens: 4095 }
  const facts = renderToStaticMarkup(<ExecutionFacts info={info({ execution, fusedAttention })} />)
  expect(facts).toContain('最多 4095 个 token：注意力头大小为 64 时，MultiHeadAttention 处理更长的文本')
})

const executionOf = (execution: Execution): string =>
  renderToStaticMarkup(<ExecutionFacts info={info({ execution })} />)

function ExecutionFacts({ info }: { readonly info: ModelInfo }) {
  return <KeyValue facts={useExecutionFacts(info, 'execution')} />
}
