/** Of every public format one file or more, made by the tiny model, read back and checked against the documented schema. */
import { readFileSync } from 'node:fs'
import Ajv, { type ValidateFunction } from 'ajv/dist/2020'
import { beforeAll, describe, expect, it } from 'vitest'
import { createServer } from '../../../cli/commands/serve/app'
import { demoModel, quantisedModel } from '../../../src/engine/diagnose/facts/model'
import { notFiniteRun } from '../../../src/engine/diagnose/facts/not-finite'
import type { DiagnoseRequest } from '../../../src/engine/diagnose/run'
import { textToDiagnose } from '../../../src/engine/diagnose/text'
import { FACT_CODES, type DiagnosisInput } from '../../../src/engine/diagnose/types'
import { scorePair } from '../../../src/engine/endpoint/scores'
import { compareVectors } from '../../../src/engine/endpoint/vectors'
import type { Encoded } from '../../../src/engine/encode/types'
import { EngineError } from '../../../src/engine/errors'
import { skippedIds } from '../../../src/engine/heads/sparse'
import { identityOf } from '../../../src/engine/model/identity'
import { unavailable, type ModelInfo } from '../../../src/engine/model/types'
import { explain, scoresOf } from '../../../src/engine/score'
import { SCORE_NAMES } from '../../../src/engine/score/types'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import { rulesToJson } from '../../../src/engine/text/preprocess/json'
import { prepareText } from '../../../src/engine/text/prepare'
import type { CaseFile } from '../../../src/formats/case/schema'
import { caseToJson, casesToJson } from '../../../src/formats/case/write'
import { runSweep } from '../../../src/formats/endpoint/sweep'
import type { Asked } from '../../../src/formats/endpoint/types'
import { parseReply } from '../../../src/formats/reply'
import { PUBLIC_FORMATS, schemaFileOf } from '../../../src/formats/report'
import { anatomyReport } from '../../../src/formats/report/anatomy'
import { attentionReport } from '../../../src/formats/report/attention'
import { endpointComparisonReport, endpointSweepReport } from '../../../src/formats/report/endpoint'
import { diagnosisReport } from '../../../src/formats/report/diagnosis'
import { environmentReport } from '../../../src/formats/report/environment'
import { modelComparisonReport } from '../../../src/formats/report/model-comparison'
import { scoreBreakdownReport } from '../../../src/formats/report/score-breakdown'
import { tokensReport } from '../../../src/formats/report/tokens'
import { whyReport } from '../../../src/formats/report/why'
import { reportText } from '../../../src/formats/report/write'
import type { EngineClient } from '../../../src/host/calls'
import { tokenRows } from '../../../src/features/tokens/rows'
import { MODEL_FOLDERS, openModel, valueOf } from '../../engine'
import { exportRows } from '../../exports'
import { caseOf } from '../case/fixture'
import { validations } from '../validate/reports'

const SETTINGS = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const CUT = { ...SETTINGS, maxLength: 6, truncateDim: 8 } as const
const WEIGHTS = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
const SERVER = { dialect: 'm3scope', baseUrl: 'http://localhost:8093', model: 'bge-m3' } as const
const [A, B] = ['Hello world, my phone does not charge. Hello?', 'The phone cannot be charged, hello']
const RULES = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: true }))

let engine: EngineClient
let info: ModelInfo
beforeAll(async () => {
  ;({ engine, info } = await openModel(MODEL_FOLDERS.tiny))
})

const validators = new Map<string, ValidateFunction>()
const ajv = new Ajv({
  strict: true,
  strictTuples: false,
  allowUnionTypes: true,
  formats: { 'date-time': true },
})
for (const format of PUBLIC_FORMATS) {
  const path = new URL(`../../../docs/schemas/${schemaFileOf(format)}`, import.meta.url)
  validators.set(format.name, ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object))
}

const encode = (text: string, settings: typeof SETTINGS | typeof CUT = SETTINGS) =>
  engine.call('encode', { text, settings })
const analyze = (settings: typeof SETTINGS | typeof CUT = SETTINGS) =>
  engine.call('analyze', { a: A, b: B, settings, weights: WEIGHTS })

/** What a model with a dense head alone gives. */
const denseOnly = (encoded: Encoded): Encoded => ({
  ...encoded,
  tokenWeights: unavailable('dense-only'),
  lexicalWeights: unavailable('dense-only'),
  colbertVecs: unavailable('dense-only'),
})

async function lackingReply() {
  const [a, b] = await Promise.all([encode(A), encode(B)])
  const explanation = explain(denseOnly(a), denseOnly(b), String)
  return {
    a: { encoded: denseOnly(a) },
    b: { encoded: denseOnly(b) },
    explanation,
    scores: scoresOf(explanation, WEIGHTS),
  }
}

/** A text as a server gave it; `missing`: its sparse weights were refused. */
async function asked(text: string): Promise<{ asked: Asked; encoded: Encoded }> {
  const encoded = await encode(text)
  const dense = Float64Array.from(valueOf(encoded.denseVecs))
  return {
    encoded,
    asked: {
      vectors: { dense, sparse: valueOf(encoded.lexicalWeights), colbert: null },
      missing: {
        sparse: {
          kind: 'failed',
          error: { code: 'endpoint/busy', message: 'busy', values: { host: 'h', wait: 1, said: '' } },
        },
        colbert: { kind: 'cannot', reason: 'tei-colbert' },
      },
      reply: parseReply(JSON.stringify([...dense])),
      latencies: [12.5, 3],
      promptTokens: 7,
    },
  }
}

async function breakdowns(): Promise<string[]> {
  const preprocessing = (changed: boolean) => ({
    rules: changed ? RULES : [],
    leaveOutMetadata: false,
    changed: { a: changed, b: false },
    modelInput: { a: A, b: B },
  })
  const whole = await analyze()
  const cut = await analyze(CUT)
  const lacking = await lackingReply()
  return [whole, cut, lacking].flatMap((reply) =>
    SCORE_NAMES.map((name) =>
      reportText(
        scoreBreakdownReport(
          name,
          { reply, scores: reply.scores, weights: WEIGHTS, info },
          false,
          preprocessing(reply === cut),
        ),
      ),
    ),
  )
}

async function anatomies(): Promise<string[]> {
  const units = (text: string) => ({ whole: text, units: [{ text, start: 0, end: text.length }] })
  const given = { a: units(A), b: units(B), i: 0, j: 0, settings: SETTINGS, weights: WEIGHTS }
  const part = { start: 0, end: 5, text: 'Hello', scores: null }
  const all: string[] = []
  for (const way of ['isolated', 'context'] as const) {
    const anatomy = await engine.call('anatomy', { ...given, contextMode: way })
    const occluded = {
      kind: 'word',
      base: anatomy.scores,
      parts: [part, { ...part, scores: anatomy.scores }],
    } as const
    const state = {
      target: way === 'isolated' ? ({ kind: 'cell', i: 0, j: 0 } as const) : ({ kind: 'whole' } as const),
      contextMode: way,
      info,
      inputs: { rules: JSON.stringify(RULES), leaveOutMetadata: true },
      occlusion: { a: occluded, b: null },
    }
    const shuffled = way === 'isolated' ? { percentile: 97.5, n: 40, seed: 1, median: 0.2 } : null
    all.push(
      reportText(anatomyReport({ state, anatomy, score: 'dense', weights: WEIGHTS, stale: true, shuffled })),
    )
  }
  return all
}

async function tokens(): Promise<string[]> {
  const text = ' Hello®  world, see https://example.com/a/very/long/path?with=a&query=too '
  const prepared = prepareText(text, { rules: RULES, leaveOutMetadata: false })
  const steps = await engine.call('steps', {
    text: 'query: ' + prepared.mapped.text,
    maxLength: 8,
    mode: 'hf4',
  })
  const rows = tokenRows(steps.tokenized, steps.all, new Set([0, 1, 2]), 3, (start, end) => [start, end])
  expect(rows.some(({ beyond }) => beyond)).toBe(true)
  const given = { side: 'a', text, prefix: 'query: ', prepared, steps, rows, info, mode: 'hf4' } as const
  return [given, { ...given, steps: { ...steps, mode: null, normalized: null } }].map((each) =>
    reportText(tokensReport(each)),
  )
}

async function attention(): Promise<string[]> {
  const value = await engine.call('attentionSummary', { text: A, settings: SETTINGS })
  const n = value.tokenized.ids.length
  const given = { side: 'a', inputs: SETTINGS, info, value } as const
  const rollout = value.rollout && { data: value.rollout, from: 0, to: n }
  expect(rollout).not.toBeNull()
  const long = { ...value, entropy: value.entropy.map(() => NaN) }
  return [
    reportText(attentionReport(given, rollout, { layer: 0, head: 1, reduce: 'rollout' })),
    reportText(attentionReport({ ...given, value: long }, null, { layer: 0, head: 0, reduce: 'head' })),
  ]
}

function environments(): string[] {
  const page = {
    secureContext: true,
    crossOriginIsolated: false,
    sharedArrayBuffer: false,
    wasmSimd: true,
    hardwareThreads: 2,
    cacheApi: true,
    webgpu: false,
    clipboardApi: true,
    deviceMemory: null,
    userAgent: 'test',
  }
  const warnings = [
    { code: 'not-stored', file: 'x', reason: 'quota', detail: '' },
    { code: 'vocabulary-smaller', tokenizer: 1, table: 2 },
    { code: 'foreign-heads', file: 'x', origin: 'y' },
  ] as const
  return [info, { ...info, warnings }, null].map((model) => reportText(environmentReport(page, model)))
}

async function comparisons(): Promise<string[]> {
  const run = async (settings: typeof SETTINGS | typeof CUT) => ({ info, reply: await analyze(settings) })
  const [first, cut] = [await run(SETTINGS), await run(CUT)]
  const lacking = { info, reply: await lackingReply() }
  const scores = [first.reply.scores, cut.reply.scores]
  const ranking = { documents: ['x', 'y'], first: scores, second: [...scores].reverse() }
  const lackingRanking = { documents: ['x'], first: [scores[0]!], second: [lacking.reply.scores] }
  return [
    { first, second: first, held: 'both', ranking } as const,
    { first, second: cut, held: 'both', ranking: null } as const,
    { first, second: lacking, held: 'one-after-the-other', ranking: lackingRanking } as const,
  ].map((result) => reportText(modelComparisonReport(result, WEIGHTS, false)))
}

async function endpointComparisons(): Promise<string[]> {
  const side = async (text: string, lacks: boolean) => {
    const given = await asked(text)
    const encoded = lacks ? denseOnly(given.encoded) : given.encoded
    const ours = { encoded, dtype: 'fp32', special: skippedIds(info.tokenizer.specialIds) }
    const comparison = compareVectors(given.asked.vectors, ours)
    return {
      asked: given.asked,
      comparison,
      input: text,
      tokens: encoded.tokenized.ids.length,
      truncated: false,
    }
  }
  const { scores } = await analyze()
  const identity = identityOf(info, SETTINGS)
  const given = { server: SERVER, identity, info, weights: WEIGHTS }
  const [a, b] = [await side(A, false), await side(B, true)]
  const pair = scorePair(a.asked.vectors, b.asked.vectors, WEIGHTS, scores)
  return [
    reportText(endpointComparisonReport({ ...given, a, b }, pair)),
    reportText(endpointComparisonReport({ ...given, a, b: null }, null)),
  ]
}

/** A server that reads 100 words, silently, or refuses what is longer than 600. */
async function sweeps(): Promise<string[]> {
  const sweep = (server: 'cuts' | 'refuses') =>
    runSweep(
      {
        text: '',
        limit: 600,
        count: async (words) =>
          (await engine.call('count', { text: words, maxLength: 100_000, mode: 'hf4' })).count,
        ask: async (text) => {
          const words = text.split(' ')
          if (server === 'refuses' && words.length > 600)
            throw new EngineError('endpoint/too-large', 'too long', { host: 'localhost', said: 'no' })
          return (await asked(words.slice(0, server === 'cuts' ? 100 : 600).join(' '))).asked
        },
        ours: () => Promise.resolve(null),
      },
      { signal: new AbortController().signal },
      () => undefined,
    )
  const [cut, refused] = [await sweep('cuts'), await sweep('refuses')]
  expect(refused.rows.some(({ error }) => error !== null)).toBe(true)
  return [reportText(endpointSweepReport(SERVER, cut)), reportText(endpointSweepReport(null, refused))]
}

async function whys(): Promise<string[]> {
  const { denseVecs, lexicalWeights, colbertVecs } = await encode(A)
  const { rows, dimension, data } = valueOf(colbertVecs)
  const targets = [
    { head: 'dense', vector: Float64Array.from(valueOf(denseVecs), (x) => -x) },
    { head: 'sparse', weights: valueOf(lexicalWeights) },
    { head: 'colbert', rows, dimension, data: Float64Array.from(data) },
  ] as const
  const all: string[] = []
  for (const target of targets) {
    const value = await engine.call('why', {
      target,
      text: A,
      other: B,
      title: 'A title',
      prefix: 'query: ',
      otherPrefix: '',
      rules: RULES,
      leaveOutMetadata: false,
      settings: SETTINGS,
    })
    const inputs = {
      textA: A,
      textB: B,
      prefix: 'query: ',
      rules: JSON.stringify(RULES),
      leaveOutMetadata: false,
    }
    const choice = { head: target.head, label: '1', size: '16' }
    const given = { side: 'a', inputs, title: 'A title', choice, info, value } as const
    all.push(reportText(whyReport(given, SETTINGS, false)))
  }
  return all
}

async function encodes(): Promise<string[]> {
  const app = createServer({ engine, info, settings: SETTINGS, weights: WEIGHTS })
  const ask = async (body: object) => {
    const headers = { 'content-type': 'application/json' }
    const reply = await app.request('/v1/encode', { method: 'POST', headers, body: JSON.stringify(body) })
    expect(reply.status).toBe(200)
    return reply.text()
  }
  return [
    await ask({ texts: [A, B], return_colbert_vecs: true, truncate_dim: 8 }),
    await ask({ texts: [A], return_dense: false }),
    await ask({ texts: [A], normalize: false }),
  ]
}

/** Every fact, of texts that have them, and of the model by name. */
async function diagnoses(): Promise<string[]> {
  const talk = '[16:43] Ann: 手机\u200b充不进电\ua66e\n[16:44] Bob: 换根线\n[16:45] Ann: 好的 '
  const given = (text: string) => {
    const as = (rules: typeof RULES, leaveOutMetadata: boolean) =>
      prepareText(text, { rules, leaveOutMetadata })
    const lower = RULES.filter(({ kind }) => kind === 'lower-case')
    return textToDiagnose('', {
      now: as(lower, false),
      withoutRules: () => as([], false),
      withoutHeaders: () => as(lower, true),
    })
  }
  const settings = { ...SETTINGS, maxLength: 12 } as const
  const [a, b] = [given(talk), given('ＡＢ qzxqzj8842kkq')]
  const ask = (more: Partial<DiagnoseRequest>) =>
    engine.call('diagnose', { a, b, settings, weights: WEIGHTS, scores: null, ...more })
  const facts = [
    ...(await ask({})),
    ...(await ask({ a: given('退货'), b: given('refund') })),
    ...demoModel({ info: { ...info, isDemo: true } } as DiagnosisInput),
    ...quantisedModel({
      info: { ...info, dtype: { value: 'int8', source: '' } },
      settings,
    } as DiagnosisInput),
    notFiniteRun({ head: 'dense', found: 'NaN' }),
  ]
  expect(new Set(facts.map(({ code }) => code))).toEqual(new Set(FACT_CODES))
  return [facts, []].map((each) => reportText(diagnosisReport(each, info, settings, false)))
}

const MADE: Readonly<Record<string, () => Promise<string[]> | string[]>> = {
  'm3scope/case': async () => [
    caseToJson(await caseOf([A, B])),
    caseToJson(await caseOf(['', B], { rules: RULES as CaseFile['rules'] })),
  ],
  'm3scope/cases': async () => [
    [...casesToJson([await caseOf([A, B])], '2026-01-02T03:04:05.000Z')].join(''),
  ],
  'm3scope/vectors': async () => [
    (
      await exportRows({ engine, info }, [{ id: 1, text: A }], 'json', {
        heads: ['dense', 'sparse', 'colbert'],
        encode: { truncateDim: 8 },
      })
    ).file.toString(),
  ],
  'm3scope/rules': () => [rulesToJson({ rules: RULES, examples: [{ input: 'a', expected: 'b' }] })],
  'm3scope/reference': () =>
    ['bge-m3', 'demo'].map((name) =>
      readFileSync(new URL(`../../../public/references/${name}.json`, import.meta.url), 'utf8'),
    ),
  'm3scope/score-breakdown': breakdowns,
  'm3scope/anatomy': anatomies,
  'm3scope/tokens': tokens,
  'm3scope/attention': attention,
  'm3scope/environment': environments,
  'm3scope/model-comparison': comparisons,
  'm3scope/endpoint-comparison': endpointComparisons,
  'm3scope/endpoint-sweep': sweeps,
  'm3scope/diagnosis': diagnoses,
  'm3scope/why': whys,
  'm3scope/encode': encodes,
  'm3scope/validation': () => validations(identityOf(info, SETTINGS)),
}

describe.each(PUBLIC_FORMATS)('$name', ({ name, version }) => {
  it('is what its schema says, and no more', async () => {
    const validate = validators.get(name)!
    const files = await MADE[name]!()
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const value = JSON.parse(file) as Record<string, unknown>
      expect(value).toMatchObject({ format: name, version })
      expect(validate(value), JSON.stringify(validate.errors?.slice(0, 4), null, 1)).toBe(true)
      expect(validate({ ...value, version: version + 1 })).toBe(false)
    }
  })
})
