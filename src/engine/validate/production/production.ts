/** Production's score beside ours: how they go together, and which formula it is. */
import { SCORE_NAMES } from '../../score/types'
import { scoreColumns } from '../columns'
import type { Production, ProductionRequest, Relation } from '../production-types'
import type { ScoreName } from '../../score/types'
import { convertColumn, readColumn } from './readings'
import { relate } from './relation'

/** More digits than this after the point are those of a double. */
const MOST_DECIMALS = 7

/**
 * Our scores against production's over the pairs that have both. Databases' formulas: src/engine/score/databases. The vectors'
 * lengths are 1 unless they are given.
 */
export function productionOf(request: ProductionRequest): Production {
  const { pairs, subset } = request
  const columns = scoreColumns(request)
  const given = Int32Array.from({ length: pairs.count }, (_, i) => i).filter(
    (i) => Number.isFinite(pairs.production[i]!) && (subset === null || subset[i]),
  )
  const decimals = decimalsOf(pairs.production, given)
  const rounding = decimals === null || decimals === 0 ? 0 : 0.5 * 10 ** -decimals
  // Pairs that have no score of ours prove nothing about a formula.
  const scored = given.filter((i) => SCORE_NAMES.some((name) => Number.isFinite(columns[name]?.[i] ?? NaN)))
  const found = readColumn(request, columns, scored, rounding)
  const best = found[0]
  return {
    n: given.length,
    decimals,
    relations: Object.fromEntries(
      SCORE_NAMES.map((name) => {
        const column = columns[name]
        if (column === null) return [name, null]
        return [
          name,
          relate(
            column,
            pairs.production,
            given.filter((i) => Number.isFinite(column[i]!)),
          ),
        ]
      }),
    ) as Record<ScoreName, Relation | null>,
    readings: found.map(({ metric: _, ...reading }) => reading),
    converted: best === undefined ? null : convertColumn(request, given, best.metric),
    convertedJudged:
      best === undefined || !request.judged
        ? null
        : convertColumn(
            { ...request, pairs: request.judged },
            positionsOf(request.judged.production),
            best.metric,
          ),
  }
}

const positionsOf = (production: Float64Array): Int32Array =>
  Int32Array.from(production.keys()).filter((i) => Number.isFinite(production[i]!))

/** Digits after the point of the number that has the most. */
function decimalsOf(production: Float64Array, given: Int32Array): number | null {
  let most = 0
  for (const i of given) {
    const text = String(production[i])
    const decimals = text.includes('e') ? Infinity : (text.split('.')[1] ?? '').length
    most = Math.max(most, decimals)
    if (most > MOST_DECIMALS) return null
  }
  return most
}
