/** Whether a case is as m3scope wrote it. */
import { sha256 } from 'hash-wasm'
import { z } from '../../engine/zod'
import { fromBase64 } from '../../engine/base64'
import type { Detail } from '../../engine/detail-words'
import { detail } from '../../engine/details'
import { issueDetail } from '../../engine/schema-details'
import { EngineError } from '../../engine/errors'
import { available, unavailable, type Available, type Unavailable } from '../../engine/model/types'
import { fuse } from '../../engine/score/fuse'
import { SCORE_NAMES } from '../../engine/score/types'
import { decodeText } from '../../engine/text/decode'
import { hashOf } from './content'
import { weightsOf } from './replay'
import { caseSchema, type CaseFile, type CaseResult, type CaseSide } from './schema'

export type Examined =
  | { readonly state: 'good'; readonly case: CaseFile }
  /** The file is whole, but its parts do not agree: somebody edited it by hand. */
  | { readonly state: 'altered'; readonly case: CaseFile; readonly error: EngineError }
  | {
      readonly state: 'bad'
      readonly error: EngineError
      readonly texts: { readonly a: string; readonly b: string } | null
    }

export const invalid = (file: string, field: string | Detail, detail: Detail): EngineError =>
  new EngineError(
    'case/invalid',
    `${file}: ${typeof field === 'string' ? field : field.text}: ${detail.text}.`,
    { file, field, detail },
  )

/** @param place is written before each field that a message names @throws EngineError case/invalid */
export async function checkCase(value: unknown, file: string, place = ''): Promise<Examined> {
  const parsed = caseSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = place + z.core.toDotPath(issue!.path)
    throw invalid(file, path === '' ? detail('the-file') : path, issueDetail('', issue!.message))
  }
  const found = await alteredPart(parsed.data)
  if (found === null) return { state: 'good', case: parsed.data }
  const field = place + found.field
  const error = new EngineError(
    'case/altered',
    `${file} was edited by hand: ${field} ${SAID[found.altered]}.`,
    {
      file,
      field,
      altered: found.altered,
    },
  )
  return { state: 'altered', case: parsed.data, error }
}

/**
 * What is wrong with a field, in English, to follow the field's name. The dictionaries (common, group altered) have it
 * too.
 */
const SAID = {
  bytes: 'do not have the hash that stands beside them',
  text: 'is not what its bytes say',
  score: 'is not what its explanation adds up to',
  fused: 'is not the mean that the weights give',
  whole: 'is not the hash of its texts, rules, settings and results',
} as const

interface Altered {
  readonly field: string
  readonly altered: keyof typeof SAID
}

/** The first part that disagrees with another part. The hash of the whole is checked last, because it names no field. */
async function alteredPart(file: CaseFile): Promise<Altered | null> {
  const sides = (await alteredSide(file.sides.a, 'sides.a')) ?? (await alteredSide(file.sides.b, 'sides.b'))
  if (sides !== null) return sides
  const score = alteredScore(file)
  if (score !== null) return score
  if ((await hashOf(file)) === file.sha256) return null
  return { field: 'sha256', altered: 'whole' }
}

async function alteredSide(side: CaseSide, field: string): Promise<Altered | null> {
  const bytes = fromBase64(side.bytes)
  if (bytes === null || (await sha256(bytes)) !== side.sha256)
    return { field: `${field}.bytes`, altered: 'bytes' }
  if (readings(side, bytes).includes(side.text)) return null
  return { field: `${field}.text`, altered: 'text' }
}

/** The page reads CR LF as one line end. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n')

function readings({ bytes_of, file }: CaseSide, bytes: Uint8Array): readonly string[] {
  if (bytes_of === 'text' || file === null)
    return [new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)]
  const chosen = lines(decodeText(bytes, file.encoding).text)
  if (file.how === 'chosen') return [chosen]
  try {
    // An encoding that was detected may have accepted a character that is cut in two; a chosen encoding reads it
    // differently.
    return [chosen, lines(decodeText(bytes).text)]
  } catch {
    return [chosen]
  }
}

type Stored = CaseResult['scores']['dense']
const back = (score: Stored): Available<number> =>
  typeof score === 'number' ? available(score) : unavailable(score.unavailable as Unavailable)

/**
 * Compares each score with its explanation, and each fused score with the weights, so that a number that was changed in
 * one place is found.
 */
function alteredScore({ result, settings }: CaseFile): Altered | null {
  const { scores, explanation } = result
  const dense = 'dot' in explanation.dense ? explanation.dense.dot : null
  const sparse = 'score' in explanation.sparse ? explanation.sparse.score : null
  const colbert = 'a_to_b' in explanation.colbert ? explanation.colbert.a_to_b.score : null
  const heads = { dense, sparse, colbert }
  for (const name of ['dense', 'sparse', 'colbert'] as const) {
    const score = scores[name]
    if ((typeof score === 'number' ? score : null) !== heads[name])
      return { field: `result.scores.${name}`, altered: 'score' }
  }
  const parts = { dense: back(scores.dense), sparse: back(scores.sparse), colbert: back(scores.colbert) }
  const fused = fuse(parts, weightsOf(settings))
  const wrong = SCORE_NAMES.find((name) => {
    const made = fused[name]
    return (
      (made.state === 'available' ? made.value : null) !==
      (typeof scores[name] === 'number' ? scores[name] : null)
    )
  })
  return wrong === undefined ? null : { field: `result.scores.${wrong}`, altered: 'fused' }
}
