/** The functions that databases put on a similarity or a distance, with their inverses. */

interface Curve {
  readonly apply: (x: number) => number
  /** NaN: no x gives this value. */
  readonly invert: (y: number) => number
}

/** Elasticsearch's and OpenSearch's way to keep an inner product above 0. */
const positive: Curve = {
  apply: (x) => (x < 0 ? 1 / (1 - x) : x + 1),
  invert: (y) => (y <= 0 ? NaN : y < 1 ? 1 - 1 / y : y - 1),
}

const CLOSENESS: Curve = {
  apply: (d) => 1 / (1 + d),
  invert: (y) => (y > 0 ? 1 / y - 1 : NaN),
}

export const CURVES = {
  same: { apply: (x) => x, invert: (y) => y },
  negated: { apply: (x) => -x, invert: (y) => -y },
  'one-minus': { apply: (x) => 1 - x, invert: (y) => 1 - y },
  'plus-one': { apply: (x) => 1 + x, invert: (y) => y - 1 },
  half: { apply: (x) => (1 + x) / 2, invert: (y) => 2 * y - 1 },
  positive,
  closeness: CLOSENESS,
  /** Rounding may leave a squared distance a little below 0. */
  root: { apply: (d) => Math.sqrt(Math.max(0, d)), invert: (y) => (y < 0 ? NaN : y * y) },
  'root-closeness': {
    apply: (d) => 1 / (1 + Math.sqrt(Math.max(0, d))),
    invert: (y) => (y > 0 && y <= 1 ? (1 / y - 1) ** 2 : NaN),
  },
  'cosine-closeness': { apply: (x) => 1 / (2 - x), invert: (y) => (y > 0 ? 2 - 1 / y : NaN) },
  /** Milvus' WeightedRanker with norm_score: of an inner product, and of a distance. */
  'half-arctan': {
    apply: (x) => 0.5 + Math.atan(x) / Math.PI,
    invert: (y) => (y > 0 && y < 1 ? Math.tan(Math.PI * (y - 0.5)) : NaN),
  },
  'falling-arctan': {
    apply: (d) => 1 - (2 * Math.atan(d)) / Math.PI,
    invert: (y) => (y > 0 && y <= 1 ? Math.tan((Math.PI * (1 - y)) / 2) : NaN),
  },
  'minus-over-root-2': { apply: (d) => 1 - d / Math.SQRT2, invert: (y) => (1 - y) * Math.SQRT2 },
} as const satisfies Readonly<Record<string, Curve>>

export type CurveName = keyof typeof CURVES

export const curveOf = (name: CurveName): Curve => CURVES[name]
