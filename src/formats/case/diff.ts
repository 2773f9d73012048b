/** The table of what changed between a stored case and a new run of it. */
import { tolerances, type Tolerances } from '../../engine/certify/tolerances'
import { SCORE_NAMES } from '../../engine/score/types'
import type { CaseDiff, DiffRow, DiffVerdict } from './diff-types'
import { denseRow, heatmapRow, idsRow, rowsRow, weightsRow } from './diff-outcomes'
import { plainRow, rulesRow, splitsRow } from './diff-rows'
import type { CaseContent, CaseEnvironment, CaseResult } from './schema'

export type Compared = CaseContent & { readonly environment: CaseEnvironment }

const SIDES = ['a', 'b'] as const

/** @param before as stored @param after the same case, run now */
export function diffCases(before: Compared, after: Compared): CaseDiff {
  const { expected, name } = expectation(before.result, after.result)
  const rows = [
    ...causes(before, after),
    ...outcomes(before.result, after.result, expected),
    ...environment(before, after),
  ]
  return { verdict: verdictOf(rows), rows, tolerance: name }
}

function verdictOf(rows: readonly DiffRow[]): DiffVerdict {
  if (rows.some(({ kind, matters }) => kind === 'outcome' && matters)) return 'differs'
  return rows.some(({ kind, changed }) => kind !== 'environment' && changed)
    ? 'within-tolerance'
    : 'identical'
}

/** The same weights, runtime, provider, scaling of activations and arithmetic: only the order of sums may differ. */
function expectation(before: CaseResult, after: CaseResult): { expected: Tolerances; name: string } {
  const [one, other] = [before.identity, after.identity]
  const same =
    one.model_hash === other.model_hash &&
    one.graph === other.graph &&
    one.runtime === other.runtime &&
    one.provider === other.provider &&
    one.activations === other.activations &&
    (one.arithmetic ?? 'exact') === (other.arithmetic ?? 'exact')
  return {
    expected: tolerances(other.dtype, one.dtype, same),
    name: same ? 'same' : `${other.dtype} against ${one.dtype}`,
  }
}

function causes(before: Compared, after: Compared): DiffRow[] {
  const cause = (what: string, one: string | number | null, other: string | number | null) =>
    plainRow('cause', what, one, other)
  const [made, now] = [before.result.identity, after.result.identity]
  const [chosen, set] = [before.settings, after.settings]
  return [
    ...SIDES.map((side) => cause(`text.${side}`, before.sides[side].text, after.sides[side].text)),
    cause('model_hash', made.model_hash, now.model_hash),
    cause('graph', made.graph, now.graph),
    cause('dtype', made.dtype, now.dtype),
    cause('activations', made.activations, now.activations),
    cause('arithmetic', made.arithmetic ?? null, now.arithmetic ?? null),
    cause('execution', made.execution, now.execution),
    cause('encoder', made.encoder ?? null, now.encoder ?? null),
    cause('runtime', made.runtime, now.runtime),
    cause('provider', made.provider, now.provider),
    cause('tokenizer', made.tokenizer, now.tokenizer),
    cause('tokenizer_mode', made.tokenizer_mode, now.tokenizer_mode),
    cause('max_length', made.max_length, now.max_length),
    cause('truncate_dim', made.truncate_dim, now.truncate_dim),
    cause('normalize', String(made.normalize), String(now.normalize)),
    cause('weights', chosen.weights.join(', '), set.weights.join(', ')),
    cause('prefix', before.prefix, after.prefix),
    cause('metadata', before.metadata, after.metadata),
    rulesRow(before.rules, after.rules),
    ...SIDES.map((side) => splitsRow(side, before.splits[side], after.splits[side])),
  ]
}

function outcomes(before: CaseResult, after: CaseResult, expected: Tolerances): DiffRow[] {
  return [
    ...SIDES.map((side) => inputRow(side, before[side].input, after[side].input)),
    ...SIDES.map((side) => idsRow(side, before[side], after[side])),
    ...SCORE_NAMES.map((name) => scoreRow(name, before, after, expected.scores)),
    ...SIDES.map((side) => weightsRow(side, before[side], after[side], expected.sparse_weights)),
    ...SIDES.map((side) => denseRow(side, before[side], after[side], expected.dense_cosine)),
    ...SIDES.map((side) =>
      rowsRow(side, before[side], after[side], {
        difference: expected.colbert_rows,
        cosine: expected.colbert_cosine,
      }),
    ),
    ...(before.heatmap === null ? [] : [heatmapRow(before.heatmap)]),
  ]
}

/** Another version of m3scope may prepare the same text and rules differently. */
const inputRow = (side: 'a' | 'b', before: string, after: string): DiffRow =>
  plainRow('outcome', `input.${side}`, before, after)

function scoreRow(
  name: (typeof SCORE_NAMES)[number],
  { scores: before }: CaseResult,
  { scores: after }: CaseResult,
  tolerance: number,
): DiffRow {
  const value = (score: CaseResult['scores']['dense']) =>
    typeof score === 'number' ? score : score.unavailable
  const [one, other] = [value(before[name]), value(after[name])]
  const row = plainRow('outcome', `scores.${name}`, one, other)
  if (typeof one !== 'number' || typeof other !== 'number') return { ...row, tolerance }
  const difference = other - one
  return { ...row, difference, tolerance, matters: !(Math.abs(difference) <= tolerance) }
}

function environment(before: Compared, after: Compared): DiffRow[] {
  const row = (
    what: string,
    one: string | number | boolean | null,
    other: string | number | boolean | null,
  ) => plainRow('environment', what, plain(one), plain(other))
  const [made, now] = [before.result.identity, after.result.identity]
  const [then, here] = [before.environment, after.environment]
  return [
    row('model', made.model, now.model),
    row('origin', made.origin, now.origin),
    row('threads', made.threads, now.threads),
    row('environment.app', then.app, here.app),
    row('environment.user_agent', then.user_agent, here.user_agent),
    row('environment.page', then.page, here.page),
    row('environment.isolated', then.isolated, here.isolated),
    row('environment.secure_context', then.secure_context, here.secure_context),
    row('environment.hardware_threads', then.hardware_threads, here.hardware_threads),
  ]
}

const plain = (value: string | number | boolean | null) =>
  typeof value === 'boolean' ? String(value) : value
