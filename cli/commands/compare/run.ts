/**
 * `compare`: the vectors of a live server beside those of the model. The rules of a browser (CORS, mixed content) do not
 * hold here.
 */
import { measuresOf } from '../../../src/engine/score/databases/convert'
import { scorePair } from '../../../src/engine/endpoint/scores'
import type { Ours } from '../../../src/engine/endpoint/vectors'
import { compareVectors } from '../../../src/engine/endpoint/vectors'
import type { TheirVectors } from '../../../src/engine/endpoint/types'
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import { EngineError, type ErrorCode } from '../../../src/engine/errors'
import { skippedIds } from '../../../src/engine/heads/sparse'
import type { ModelInfo } from '../../../src/engine/model/types'
import { askText } from '../../../src/formats/endpoint/ask'
import { baseForAnyDialect } from '../../../src/formats/endpoint/base-url'
import { detectDialect } from '../../../src/formats/endpoint/detect'
import { runSweep } from '../../../src/formats/endpoint/sweep'
import type { Target, Wire } from '../../../src/formats/endpoint/types'
import { DIALECTS } from '../../../src/formats/request'
import type { DialectName } from '../../../src/formats/request/types'
import type { EngineClient } from '../../../src/host/calls'
import { createSender } from '../../../src/platform/endpoint'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { judgedText } from '../../../src/formats/endpoint/judged'
import { sweepRowLine, sweepLine } from '../../../src/formats/report/compare-line'
import { givenFields } from '../../../src/formats/report/score-units'
import { openEngine, settingsOf } from '../../shared/engine'
import { HeldLines, type AskedLine, type AskedSide } from './held'
import { explainDense } from './why'
import { givenScore, onLine, readLines, stringField, writeLine, type InputLine } from '../../shared/lines'
import { UsageError } from '../../shared/usage-error'

type Options = Arguments<
  | EngineOption
  | EncodeOption
  | 'weights'
  | 'endpoint'
  | 'engine'
  | 'dialect'
  | 'modelName'
  | 'sweep'
  | 'timeout'
  | 'repeat'
  | 'why'
>

interface Session {
  readonly options: Options
  readonly io: Io
  readonly engine: EngineClient
  readonly info: ModelInfo
  readonly settings: EncodeSettings
  readonly target: Target
  readonly wire: Wire
}

/** @throws Error when the server fails: exit code 1 */
export async function run(options: Options, io: Io): Promise<void> {
  const { endpoint } = options
  if (options.engine !== null) {
    if (endpoint !== null || options.sweep)
      throw new UsageError('--engine goes without --endpoint and --sweep: it asks no server.')
    return (await import('./peer')).comparePeers(options, io)
  }
  if (endpoint === null)
    throw new UsageError(
      'compare needs --endpoint URL, the base address of the server, or --engine transformers.js.',
    )
  baseForAnyDialect(endpoint)
  const wire = { send: createSender({ page: null }), signal: new AbortController().signal }
  const target = await targetOf(options, endpoint, wire, io)
  const { engine, info } = await openEngine(options, io)
  const session: Session = { options, io, engine, info, settings: settingsOf(options, info), target, wire }
  if (info.isDemo)
    io.messages.say('the model is the embedded demo, not bge-m3: only the same demo can agree with it.')
  let first = ''
  // A sweep needs no lines. At a terminal the command would wait for lines that nobody means to type.
  if (options.file !== null || !options.sweep || !io.stdin.isTTY) {
    const { counting } = target.dialect
    const lines = new HeldLines({ counting, info, write: (line) => writeLine(io, line) })
    try {
      for await (const line of readLines(io, options.file)) {
        first ||= stringField(line, 'a' in line.value ? 'a' : 'text')
        await lines.add(await askLine(session, line))
      }
    } finally {
      await lines.flush()
    }
    if (lines.summary !== '') io.messages.say(lines.summary)
  }
  if (options.sweep) await sweep(session, first)
}

/** Errors of the server are not bad input, so they are thrown as plain errors: exit code 1. */
async function fromServer<T>(place: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof EngineError) || OF_THE_CALLER.includes(error.code)) throw error
    throw new Error(place === null ? error.message : `${place}: ${error.message}`, { cause: error })
  }
}

/** Errors of the input that the work with a server may meet. */
const OF_THE_CALLER: readonly ErrorCode[] = [
  'endpoint/url-invalid',
  'endpoint/key-invalid',
  'endpoint/sweep-words',
  'text/lone-surrogate',
]

async function targetOf(options: Options, baseUrl: string, wire: Wire, io: Io): Promise<Target> {
  const key = io.env.API_KEY ?? ''
  const timeoutMs = 1000 * options.timeout
  const asked: DialectName | null = options.dialect
  const found =
    asked === null ? await fromServer(null, () => detectDialect(baseUrl, { key, timeoutMs }, wire)) : null
  const dialect = DIALECTS[asked ?? found!.dialect]
  const model = options.modelName ?? found?.model ?? dialect.defaultModel
  io.messages.say(
    found
      ? `dialect ${dialect.name} (${found.because}), model ${model}.`
      : `dialect ${dialect.name}, model ${model}.`,
  )
  return { dialect, server: { baseUrl, model, withKey: key !== '' }, key, timeoutMs }
}

async function askLine(session: Session, line: InputLine): Promise<AskedLine> {
  const { engine, settings, options } = session
  const { id } = line.value
  if (!('a' in line.value || 'b' in line.value))
    return { id, sides: [(await askSide(session, line, 'text')).side], scores: null, given: null }
  const a = await askSide(session, line, 'a')
  const b = await askSide(session, line, 'b')
  const given = givenScore(line)
  const { scores, explanation } = await engine.call('analyze', {
    a: a.text,
    b: b.text,
    settings,
    weights: options.weights,
  })
  return {
    id,
    sides: [a.side, b.side],
    scores: scorePair(a.vectors, b.vectors, options.weights, scores),
    given: given && givenFields(given, measuresOf(explanation)),
  }
}

interface Answered {
  readonly side: AskedSide
  readonly text: string
  readonly vectors: TheirVectors
}

async function askSide(session: Session, line: InputLine, field: string): Promise<Answered> {
  const { engine, info, settings, target, wire, options } = session
  const text = stringField(line, field)
  return onLine(line, field, async () => {
    const { maxLength, truncateDim, normalize } = settings
    const given = { texts: [text], maxLength, truncateDim, normalize }
    const asked = await fromServer(`line ${line.line}, field "${field}"`, () =>
      askText(target, given, wire, { repeat: options.repeat }),
    )
    const encoded = await engine.call('encode', { text, settings })
    const { vectors, latencies, missing, promptTokens } = asked
    const { ids, truncated } = encoded.tokenized
    const { dense } = vectors
    const other = { a: line.value.b, b: line.value.a }[field]
    const side: AskedSide = {
      asked: { latencies, missing, promptTokens },
      dimension: dense?.length ?? null,
      encoded: { settings: encoded.settings, tokens: ids.length, truncated },
      judged: judgedText(asked, ids, compareVectors(vectors, oursOf(encoded, info))),
      explain:
        options.why && dense
          ? () =>
              onLine(line, field, () =>
                explainDense(session, {
                  text,
                  vector: dense,
                  other: typeof other === 'string' ? other : null,
                }),
              )
          : null,
    }
    return { side, text: encoded.tokenized.text, vectors }
  })
}

const oursOf = (encoded: Encoded, info: ModelInfo): Ours => ({
  encoded,
  dtype: info.dtype.value,
  special: skippedIds(info.tokenizer.specialIds),
})

/** Writes a line for each length, then one with the result. */
async function sweep({ engine, info, settings, target, wire, io }: Session, text: string): Promise<void> {
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
      ({ stage, tokens }) => io.messages.say(`sweep: ${tokens} tokens, ${WORDS[stage]}`),
    ),
  )
  for (const row of result.rows) await writeLine(io, sweepRowLine(row))
  await writeLine(io, sweepLine(result))
}

const WORDS = { asking: 'asking', looking: 'looking for the exact cut', encoding: 'our model' } as const
