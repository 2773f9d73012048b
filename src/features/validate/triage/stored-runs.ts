/** Runs that the browser has stored, for the comparison. */
import type { Weights } from '../../../engine/score/types'
import type { Rule } from '../../../engine/text/preprocess/types'
import { headsOf } from '../answer/request'
import type { RunSummary, Weighting } from '../../../platform/web/validations/store'
import type { ValidationResult } from '../run/types'
import type { RunShelf } from './compare-runs'

/**
 * Runs of the same set as the one that is shown, one entry for each weighting that a run was run with; the latest first. Only
 * the shown run with the present weights is not among them, unless it is chosen.
 */
export const storedRuns: RunShelf = {
  async list({ validate: { run, triage }, settings: { weights } }) {
    const { result } = run
    if (result === null) return []
    const { listRuns, weightingsOf, isSameWeights } = await import('../run/stored')
    return (await listRuns())
      .filter((summary) => summary.set === result.set.hash)
      .flatMap((summary) => weightingsOf(summary).map((weighting) => ({ summary, weighting })))
      .map(({ summary, weighting }) => ({ summary, weighting, id: entryId(summary.id, weighting.weights) }))
      .filter(
        ({ summary, weighting, id }) =>
          summary.id !== result.id ||
          !isSameWeights(weighting.weights, weights) ||
          id === triage.compare.chosen,
      )
      .sort((one, other) => other.weighting.time - one.weighting.time)
      .map(({ summary, weighting, id }) => ({ id, name: nameOf(summary, result, weights, weighting) }))
  },
  async load({ validate: { run }, settings: { weights } }, id) {
    const { loadRun, weightingsOf } = await import('../run/stored')
    const loaded = await loadRun(id.split(SEPARATOR)[0]!)
    if (loaded === null || run.result === null) return null
    const { summary, result } = loaded
    const weighting = weightingsOf(summary).find((each) => entryId(summary.id, each.weights) === id)
    if (!weighting) return null
    return {
      id,
      name: nameOf(summary, run.result, weights, weighting),
      pairs: result.pairs,
      heads: result.heads,
      has: headsOf(result),
      weights: weighting.weights,
    }
  },
}

const SEPARATOR = ' '

const entryId = (run: string, weights: Weights): string => `${run}${SEPARATOR}${weightsText(weights)}`

const weightsText = ({ dense, sparse, colbert }: Weights): string => `${dense}/${sparse}/${colbert}`

const rulesText = (rules: string): string => {
  const kinds = (JSON.parse(rules) as readonly Rule[]).map(({ kind }) => kind)
  return kinds.length === 0 ? '–' : kinds.join('+')
}

/** When it was run, and what was other about it than about the present one. */
export function nameOf(
  summary: RunSummary,
  present: ValidationResult,
  weights: Weights,
  weighting: Weighting,
): string {
  const other: readonly (readonly [name: string, then: unknown, now: unknown])[] = [
    ['model', summary.identity.model, present.identity.model],
    ['dtype', summary.identity.dtype, present.identity.dtype],
    ['activations', summary.identity.activations, present.identity.activations],
    ['arithmetic', summary.identity.arithmetic ?? 'exact', present.identity.arithmetic ?? 'exact'],
    ['provider', summary.identity.provider, present.identity.provider],
    ['max_length', summary.settings.maxLength, present.settings.maxLength],
    ['tokenizer', summary.settings.tokenizerMode, present.settings.tokenizerMode],
    ['normalize', summary.settings.normalize, present.settings.normalize],
    ['truncate_dim', summary.settings.truncateDim, present.settings.truncateDim],
    ['prefix', JSON.stringify(summary.inputs.prefix), JSON.stringify(present.inputs.prefix)],
    ['rules', rulesText(summary.inputs.rules), rulesText(present.inputs.rules)],
    ['metadata out', summary.inputs.leaveOutMetadata, present.inputs.leaveOutMetadata],
    ['weights', weightsText(weighting.weights), weightsText(weights)],
  ]
  const when = new Date(weighting.time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [when.getFullYear(), two(when.getMonth() + 1), two(when.getDate())].join('-')
  return [
    `${day} ${two(when.getHours())}:${two(when.getMinutes())}`,
    ...other.filter(([, then, now]) => then !== now).map(([name, then]) => `${name} ${then ?? '–'}`),
  ].join(' · ')
}
