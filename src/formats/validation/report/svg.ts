/** The small part of a chart library that the report needs: a frame with axes, lines and bars as SVG. */
import { fixed, markup, type Html, type Part } from './html'

export const WIDTH = 460
export const HEIGHT = 240
const LEFT = 46
const RIGHT = 12
const TOP = 12
const BOTTOM = 40

export interface Scale {
  readonly from: number
  readonly to: number
}

export interface Plot {
  x(value: number): number
  y(value: number): number
}

export const plotOf = (x: Scale, y: Scale): Plot => ({
  x: (value) => LEFT + share(value, x) * (WIDTH - LEFT - RIGHT),
  y: (value) => HEIGHT - BOTTOM - share(value, y) * (HEIGHT - TOP - BOTTOM),
})

const share = (value: number, { from, to }: Scale): number =>
  to === from ? 0.5 : Math.max(0, Math.min(1, (value - from) / (to - from)))

/** Five round numbers or so. */
export function ticks({ from, to }: Scale): number[] {
  if (!(to > from)) return [from]
  const rough = (to - from) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= rough)! * power
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // A whole number of steps: sums of 0.1 would drift.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

interface Axes {
  readonly x: Scale
  readonly y: Scale
  readonly xLabel: string
  readonly yLabel: string
  /** What the picture shows, for who does not see it. */
  readonly label: string
}

export function chart({ x, y, xLabel, yLabel, label }: Axes, draw: (plot: Plot) => Part): Html {
  const plot = plotOf(x, y)
  const bottom = HEIGHT - BOTTOM
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    ${ticks(y).map((value) => markup`<path class="grid" d="M${LEFT} ${round(plot.y(value))}H${WIDTH - RIGHT}" /><text class="tick" x="${LEFT - 6}" y="${round(plot.y(value) + 4)}" text-anchor="end">${short(value)}</text>`)}
    ${ticks(x).map((value) => markup`<text class="tick" x="${round(plot.x(value))}" y="${bottom + 15}" text-anchor="middle">${short(value)}</text>`)}
    ${draw(plot)}
    <path class="axis" d="M${LEFT} ${TOP}V${bottom}H${WIDTH - RIGHT}" />
    <text class="name" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">
      ${xLabel}
    </text>
    <text class="name" transform="translate(11 ${(TOP + bottom) / 2}) rotate(-90)" text-anchor="middle">
      ${yLabel}
    </text>
  </svg>`
}

/** At most one point for each tenth of a pixel of either axis: a curve of 100,000 points looks the same. */
export function line(
  plot: Plot,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  className: string,
  steps = false,
): Html {
  const points: string[] = []
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  for (let at = 0; at < xs.length; at++) {
    const [px, py] = [round(plot.x(xs[at]!)), round(plot.y(ys[at]!))]
    if (px === lastX && py === lastY) continue
    if (at === 0) points.push(`M${px} ${py}`)
    else points.push(steps ? `H${px}V${py}` : `L${px} ${py}`)
    ;[lastX, lastY] = [px, py]
  }
  return markup`<path class="${className}" d="${points.join('')}" />`
}

/** Bars between edges, from `low` to `high` each. */
export function bars(
  plot: Plot,
  edges: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  className: string,
): Html {
  const paths: string[] = []
  for (let at = 0; at < high.length; at++) {
    if (high[at]! <= low[at]!) continue
    const left = plot.x(edges[at]!)
    const width = Math.max(0.5, plot.x(edges[at + 1]!) - left - 0.5)
    const top = plot.y(high[at]!)
    paths.push(
      `M${round(left)} ${round(plot.y(low[at]!))}V${round(top)}h${round(width)}V${round(plot.y(low[at]!))}z`,
    )
  }
  return markup`<path class="${className}" d="${paths.join('')}" />`
}

export const round = (value: number): number => Math.round(value * 10) / 10

/** A tick's number: short, and exact. */
const short = (value: number): string => {
  if (Math.abs(value) >= 10_000) return value.toLocaleString('en-US')
  return Number.isInteger(value) ? String(value) : fixed(value, 4).replace(/0+$/, '')
}

export const bottomOf = HEIGHT - BOTTOM
export const topOf = TOP
