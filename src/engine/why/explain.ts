/** Re-encodes a text under hypotheses until one gives the target: as the page encodes it, single hypotheses, sensible pairs. */
import type { LoadedModel } from '../model/load'
import { milliseconds } from '../units'
import { bagOf } from './bag'
import { bestOf, byCosine, equalTo } from './judge'
import { mojibakeOf } from './mojibake'
import { notesOf } from './notes'
import { plain, Search, type WhyHooks } from './search'
import { examine } from './target'
import { toleranceFor } from './tolerance'
import type { WhyInput, WhyResult } from './types'

export type { WhyHooks }

/**
 * @throws EngineError as examine; whatever the run of the page's own text throws; run/cancelled by `checkpoint`
 */
export async function explainDifference(
  model: LoadedModel,
  input: WhyInput,
  hooks: WhyHooks = {},
): Promise<WhyResult> {
  const started = performance.now()
  const tolerance = toleranceFor(model.info.dtype.value)
  const examined = examine(model, input, tolerance)
  const search = new Search(model, input, examined, hooks)
  await search.run()
  const rows = search.rows
  const explanation = bestOf(rows)
  const ranked = rows.toSorted(byCosine)
  const best = explanation ?? ranked.find(({ skipped }) => skipped === null) ?? null
  const { observed } = examined
  const found = { explained: explanation !== null, best: best && plain(best), ranked: rows, observed }
  const { target } = input
  const isShifted = best?.hypotheses.some(({ name }) => name === 'ids-plus-one') === true
  return {
    head: target.head,
    explained: explanation !== null,
    best: best && plain(best),
    equallyGood: explanation === null ? [] : equalTo(rows, explanation).map(plain),
    ranked: [...(best ? [best] : []), ...ranked.filter((row) => row !== best)].map(plain),
    observed,
    tolerance,
    nearQuantised:
      explanation === null &&
      best !== null &&
      tolerance.quantised !== null &&
      best.cosine >= tolerance.quantised,
    encoded: search.encoded,
    compared: search.compared,
    mojibake: mojibakeOf(input.text),
    unexplained: explanation !== null ? 0 : best === null ? 1 : 1 - best.cosine,
    notes: notesOf(model.info, target, found, search.spread.lowest, search.ownTokens, tolerance.cosine),
    bag: target.head === 'sparse' ? bagOf(model, input, target.weights, isShifted ? 1 : 0) : null,
    time: milliseconds(performance.now() - started),
  }
}
