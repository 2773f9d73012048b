/** What the arithmetic gets of the page's state. */
import type { AnswerOptions, AnswerRequest, ClassRequest } from '../../../engine/validate/answer-types'
import type { ProductionRequest } from '../../../engine/validate/production-types'
import { directionByFormula } from '../../../engine/validate/listed'
import { HEAD_NAMES, type HeadName, type PairColumns } from '../../../engine/validate/types'
import type { AppState } from '../../../core/state'
import type { ValidationResult } from '../run/types'
import { mergedGrades } from '../triage/grades'

type Part = Pick<AppState, 'settings' | 'validate'>

/** Which heads have scores: as the run says, before its end as the model says. */
export const headsOf = ({ reply, info }: ValidationResult): Readonly<Record<HeadName, boolean>> => {
  const heads = reply?.heads ?? info.heads
  return Object.fromEntries(HEAD_NAMES.map((head) => [head, heads[head].state === 'available'])) as Readonly<
    Record<HeadName, boolean>
  >
}

export const hasProduction = ({ pairs }: Pick<ValidationResult, 'pairs'>): boolean =>
  pairs.production.some((score) => !Number.isNaN(score))

/** The pairs with the user's labels; with production's number in our units if the user wants that. */
function pairsOf({ validate: { triage, answer } }: Part, result: ValidationResult): PairColumns {
  const converted = answer.convert ? (answer.production?.converted ?? null) : null
  return {
    ...result.pairs,
    grade: mergedGrades(result, triage.labels),
    ...(converted !== null && converted.length === result.pairs.count && { production: converted }),
  }
}

/**
 * Where a search found the pairs, those of the file: relevant documents that were not found count where a metric asks what is
 * missing, and production's list is that of the file. Null: the pairs are those of the file.
 */
function judgedOf(
  { validate: { triage } }: Pick<AppState, 'validate'>,
  result: ValidationResult,
): PairColumns | null {
  const { set, pairs } = result
  if (set.pairs.count === 0) return null
  // A pair stands in a file once, and a search finds it once.
  if (pairs.count === set.pairs.count && pairs.row.every((row) => row !== 0)) return null
  return { ...set.pairs, grade: mergedGrades({ set, pairs: set.pairs }, triage.labels) }
}

/** As judgedOf; with production's number in our units if the user wants that. */
function judgedInUnits(state: Part, result: ValidationResult): PairColumns | null {
  const judged = judgedOf(state, result)
  const { convert, production } = state.validate.answer
  const converted = convert ? (production?.convertedJudged ?? null) : null
  return judged !== null && converted !== null && converted.length === judged.count
    ? { ...judged, production: converted }
    : judged
}

/** During a run there are no resamples: they are for the end. */
export function answerRequest(
  state: Part,
  result: ValidationResult,
  subset: Uint8Array | null = null,
): AnswerRequest {
  const { answer, run } = state.validate
  const isConverted = answer.convert && answer.production?.converted !== null && answer.production !== null
  const direction = isConverted ? 'larger-is-closer' : answer.direction
  const byFormula = answer.production && directionByFormula(answer.production)
  const options: AnswerOptions =
    run.phase === 'running' ? { ...answer.options, resamples: 0 } : answer.options
  return {
    pairs: pairsOf(state, result),
    queries: result.set.queries.ids.length,
    heads: result.heads,
    has: headsOf(result),
    weights: state.settings.weights,
    options,
    subset,
    judged: judgedInUnits(state, result),
    ...(direction !== null && { productionDirection: direction }),
    ...(byFormula !== null && { formulaDirection: byFormula }),
    ...(result.set.scoreColumn !== undefined && { scoreColumn: result.set.scoreColumn }),
  }
}

export const productionRequest = (state: Part, result: ValidationResult): ProductionRequest => ({
  pairs: result.pairs,
  judged: judgedOf(state, result),
  heads: result.heads,
  has: headsOf(result),
  weights: state.settings.weights,
  subset: null,
  // bge-m3 gives vectors of length 1; what a run without normalisation leaves, the page does not have.
  lengths: null,
  rows: queryRows(result),
})

/** ColBERT rows of each query: its tokens without `<s>`. */
function queryRows({ reply, queryInput }: ValidationResult): Int32Array | null {
  if (reply === null) return null
  return Int32Array.from(queryInput, (input) => Math.max(0, reply.facts.tokens[input]! - 1))
}

/** Null: the facts of the texts come with the end of a run. */
export function classRequest(state: Part, result: ValidationResult): ClassRequest | null {
  const { reply, set } = result
  if (reply === null) return null
  const { pairs, queries, heads, has, weights, options, judged } = answerRequest(state, result)
  return {
    pairs,
    queries,
    heads,
    has,
    weights,
    k: options.k,
    queryTexts: set.queries.texts,
    documentTexts: set.documents.texts,
    facts: reply.facts,
    queryInput: result.queryInput,
    documentInput: result.documentInput,
    judged: judged ?? null,
    state: result.state,
    nearDuplicates: reply.nearDuplicates && { a: reply.nearDuplicates.a, b: reply.nearDuplicates.b },
  }
}
