/** Vectors of the queries: of the model here, or of a server. */
import { EngineError, fromErrorData } from '../../../src/engine/errors'
import type { Available, HeadName } from '../../../src/engine/model/types'
import { detectDialect } from '../../../src/formats/endpoint/detect'
import { encodeMany, type TextAnswer } from '../../../src/formats/endpoint/many'
import type { Wire } from '../../../src/formats/endpoint/types'
import { DIALECTS } from '../../../src/formats/request'
import type { QueryVectors } from '../../../src/formats/search/types'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import { openEngine, settingsOf } from '../../shared/engine'
import type { Io } from '../../shared/io'

export type VectorOptions = Arguments<
  EngineOption | EncodeOption | 'endpoint' | 'dialect' | 'modelName' | 'timeout' | 'parallel'
>

export type SearchOptions = VectorOptions &
  Arguments<
    | 'database'
    | 'url'
    | 'collection'
    | 'by'
    | 'top'
    | 'candidates'
    | 'ranker'
    | 'rankConstant'
    | 'weights'
    | 'denseField'
    | 'sparseField'
    | 'textField'
    | 'idField'
    | 'tenant'
    | 'inDatabase'
    | 'pipeline'
    | 'rest'
    | 'metric'
    | 'psql'
  >

export type VectorsOf = (index: number) => Promise<QueryVectors>

export const queryVectors = (
  texts: readonly string[],
  heads: readonly HeadName[],
  options: VectorOptions,
  wire: Wire,
  io: Io,
): Promise<VectorsOf> =>
  options.endpoint === null
    ? ofModel(texts, options, io)
    : ofServer(texts, heads, options, options.endpoint, wire, io)

async function ofModel(texts: readonly string[], options: VectorOptions, io: Io): Promise<VectorsOf> {
  const { engine, info } = await openEngine(options, io)
  if (info.isDemo)
    io.messages.say('the model is the embedded demo, not bge-m3: it finds what the same demo has filled in.')
  const settings = settingsOf(options, info)
  const value = <T>(part: Available<T>): T | null => (part.state === 'available' ? part.value : null)
  return async (index) => {
    const text = texts[index]!
    const { denseVecs, lexicalWeights } = await engine.call('encode', { text, settings })
    return { text, dense: value(denseVecs), sparse: value(lexicalWeights) }
  }
}

async function ofServer(
  texts: readonly string[],
  heads: readonly HeadName[],
  { dialect: asked, modelName, timeout, maxLength, truncateDim, parallel }: VectorOptions,
  baseUrl: string,
  wire: Wire,
  io: Io,
): Promise<VectorsOf> {
  const key = io.env.API_KEY ?? ''
  const timeoutMs = 1000 * timeout
  const found = asked === null ? await detectDialect(baseUrl, { key, timeoutMs }, wire) : null
  const dialect = DIALECTS[asked ?? found!.dialect]
  const model = modelName ?? found?.model ?? dialect.defaultModel
  io.messages.say(`dialect ${dialect.name}, model ${model}.`)
  const target = { dialect, server: { baseUrl, model, withKey: key !== '' }, key, timeoutMs }
  const answers = new Array<TextAnswer>(texts.length)
  const missing = await encodeMany(texts, target, { maxLength, truncateDim, normalize: true }, wire, {
    heads,
    concurrency: parallel,
    onText: (index, answer) => {
      answers[index] = answer
    },
  })
  for (const head of Object.keys(missing)) io.messages.say(`${dialect.label} gives no ${head} vectors.`)
  return (index) => {
    const answer = answers[index]
    if (answer?.state !== 'vectors')
      return Promise.reject(
        answer
          ? fromErrorData(answer.error)
          : new EngineError('internal', 'No vectors came.', { detail: 'no vectors' }),
      )
    const { dense, sparse } = answer.vectors
    return Promise.resolve({
      text: texts[index]!,
      dense,
      // Databases refuse weights of 0, which some servers send.
      sparse: sparse && new Map([...sparse].filter(([, weight]) => weight > 0)),
    })
  }
}
