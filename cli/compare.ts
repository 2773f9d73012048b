/** `compare`: a live server's vectors beside the model's, without a browser's CORS and mixed content. */
import { scorePair } from '../src/engine/endpoint/scores'
import type { Ours } from '../src/engine/endpoint/vectors'
import { compareVectors } from '../src/engine/endpoint/vectors'
import type { Encoded, EncodeSettings } from '../src/engine/encode/types'
import { EngineError, type ErrorCode } from '../src/engine/errors'
import { skippedIds } from '../src/engine/heads/sparse'
import type { ModelInfo } from '../src/engine/model/types'
import { askText } from '../src/formats/endpoint/ask'
import { baseForAnyDialect } from '../src/formats/endpoint/base-url'
import { detectDialect } from '../src/formats/endpoint/detect'
import { runSweep } from '../src/formats/endpoint/sweep'
import type { Target, Wire } from '../src/formats/endpoint/types'
import { DIALECTS } from '../src/formats/request'
import { DIALECT_NAMES, type DialectName } from '../src/formats/request/types'
import type { EngineClient } from '../src/host/calls'
import { createSender } from '../src/platform/endpoint'
import type { Arguments } from './arguments'
import {
  pairLine,
  sweepRowLine,
  sweepLine,
  textLine,
  type SideFound,
} from '../src/formats/report/compare-line'
import { openEngine, settingsOf } from './engine'
import { onLine, readLines, say, stringField, writeLine, type InputLine } from './lines'
import { UsageError } from './usage-error'

interface Session {
  readonly options: Arguments
  readonly engine: EngineClient
  readonly info: ModelInfo
  readonly settings: EncodeSettings
  readonly target: Target
  readonly wire: Wire
}

/** @throws UsageError; EngineError endpoint/… when the server fails: exit code 1 */
export async function compare(options: Arguments): Promise<void> {
  const { endpoint, dialect } = options
  if (endpoint === null) throw new UsageError('compare needs --endpoint URL: the server’s base address.')
  baseForAnyDialect(endpoint)
  if (dialect !== null && !isDialect(dialect))
    throw new UsageError(`--dialect is one of ${DIALECT_NAMES.join(', ')}, not "${dialect}".`)
  const wire = { send: createSender({ page: null }), signal: new AbortController().signal }
  const target = await targetOf(options, endpoint, dialect, wire)
  const { engine, info } = await openEngine(options)
  const session: Session = { options, engine, info, settings: settingsOf(options, info), target, wire }
  if (info.isDemo) say('the model is the embedded demo, not bge-m3: only the same demo can agree with it.')
  let first = ''
  // Without lines a terminal would wait for them: a sweep needs none.
  if (options.file !== null || !options.sweep || !process.stdin.isTTY)
    for await (const line of readLines(options.file)) {
      first ||= stringField(line, 'a' in line.value ? 'a' : 'text')
      await compareLine(session, line)
    }
  if (options.sweep) await sweep(session, first)
}

/** What a server does wrong is no bad input: exit code 1. @throws Error */
async function fromServer<T>(place: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof EngineError) || OF_THE_CALLER.includes(error.code)) throw error
    throw new Error(place === null ? error.message : `${place}: ${error.message}`, { cause: error })
  }
}

const OF_THE_CALLER: readonly ErrorCode[] = [
  'endpoint/url-invalid',
  'endpoint/key-invalid',
  'endpoint/sweep-words',
  'text/lone-surrogate',
]

const isDialect = (name: string): name is DialectName => DIALECT_NAMES.includes(name as DialectName)

async function targetOf(
  options: Arguments,
  baseUrl: string,
  asked: DialectName | null,
  wire: Wire,
): Promise<Target> {
  const key = process.env.API_KEY ?? ''
  const timeoutMs = 1000 * options.timeout
  const found =
    asked === null ? await fromServer(null, () => detectDialect(baseUrl, { key, timeoutMs }, wire)) : null
  const dialect = DIALECTS[asked ?? found!.dialect]
  const model = options.modelName ?? found?.model ?? dialect.defaultModel
  say(
    found
      ? `dialect ${dialect.name} (${found.because}), model ${model}.`
      : `dialect ${dialect.name}, model ${model}.`,
  )
  return { dialect, server: { baseUrl, model, withKey: key !== '' }, key, timeoutMs }
}

async function compareLine(session: Session, line: InputLine): Promise<void> {
  const { engine, info, settings, options } = session
  if (!('a' in line.value || 'b' in line.value)) {
    const found = await sideOf(session, line, 'text')
    await writeLine({ id: line.value.id, ...textLine(found, info), scores: null })
    return
  }
  const a = await sideOf(session, line, 'a')
  const b = await sideOf(session, line, 'b')
  const { scores } = await engine.call('analyze', {
    a: a.encoded.tokenized.text,
    b: b.encoded.tokenized.text,
    settings,
    weights: options.weights,
  })
  const pair = scorePair(a.asked.vectors, b.asked.vectors, options.weights, scores)
  await writeLine({ id: line.value.id, ...pairLine(a, b, pair, info) })
}

async function sideOf(session: Session, line: InputLine, field: string): Promise<SideFound> {
  const { engine, info, settings, target, wire, options } = session
  const text = stringField(line, field)
  return onLine(line, field, async () => {
    const { maxLength, truncateDim, normalize } = settings
    const given = { texts: [text], maxLength, truncateDim, normalize }
    const asked = await fromServer(`line ${line.line}, field "${field}"`, () =>
      askText(target, given, wire, { repeat: options.repeat }),
    )
    const encoded = await engine.call('encode', { text, settings })
    return { asked, encoded, comparison: compareVectors(asked.vectors, oursOf(encoded, info)) }
  })
}

const oursOf = (encoded: Encoded, info: ModelInfo): Ours => ({
  encoded,
  dtype: info.dtype.value,
  special: skippedIds(info.tokenizer.specialIds),
})

/** A line for each length, then what they mean. */
async function sweep({ engine, info, settings, target, wire }: Session, text: string): Promise<void> {
  const { value: limit } = info.positionLimit
  const mode = settings.tokenizerMode
  const result = await fromServer('sweep', () =>
    runSweep(
      {
        text,
        limit,
        count: async (words) => (await engine.call('count', { text: words, maxLength: limit, mode })).count,
        ask: (words) =>
          askText(
            target,
            {
              texts: [words],
              maxLength: null,
              truncateDim: settings.truncateDim,
              normalize: settings.normalize,
            },
            wire,
            { heads: [] },
          ),
        ours: async (words, maxLength) => {
          const { denseVecs } = await engine.call('encode', {
            text: words,
            settings: { ...settings, maxLength },
          })
          return denseVecs.state === 'available' ? denseVecs.value : null
        },
      },
      wire,
      ({ stage, tokens }) => say(`sweep: ${tokens} tokens, ${WORDS[stage]}`),
    ),
  )
  for (const row of result.rows) await writeLine(sweepRowLine(row))
  await writeLine(sweepLine(result))
}

const WORDS = { asking: 'asking', looking: 'looking for the exact cut', encoding: 'our model' } as const
