/** The charts of the answer: axes by recharts, and marks that are one path each, so that a chart costs a few milliseconds. */
import { createContext, useContext, useId, type ReactNode } from 'react'
import { CartesianGrid, LineChart, ResponsiveContainer, usePlotArea, XAxis, YAxis } from 'recharts'
import { PLOT } from './plot-room'

export interface AxisProps {
  readonly domain: readonly [number, number]
  readonly format?: (value: number) => string
}

interface Scales {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

const RangeContext = createContext<{
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
} | null>(null)

function useScales(): Scales | null {
  const area = usePlotArea()
  const ranges = useContext(RangeContext)
  if (!area || !ranges) return null
  const { x, y } = ranges
  return {
    x: (value) => round(area.x + ((value - x[0]) / (x[1] - x[0] || 1)) * area.width),
    y: (value) => round(area.y + area.height - ((value - y[0]) / (y[1] - y[0] || 1)) * area.height),
  }
}

const round = (value: number) => Math.round(value * 10) / 10

interface BarsProps {
  readonly edges: ArrayLike<number>
  readonly counts: ArrayLike<number>
  readonly fill: string
  readonly opacity?: number
}

/** One rectangle for each bin. */
export function Bars({ edges, counts, fill, opacity = 1 }: BarsProps) {
  const at = useScales()
  if (!at) return null
  let d = ''
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] === 0) continue
    const left = at.x(edges[bin]!)
    const right = Math.max(left + 1, at.x(edges[bin + 1]!) - 1)
    d += `M${left} ${at.y(0)}V${at.y(counts[bin]!)}H${right}V${at.y(0)}Z`
  }
  return <path d={d} fill={fill} fillOpacity={opacity} stroke="none" />
}

interface MarksProps {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly stroke: string
  readonly width?: number
  readonly dash?: string
}

export function Polyline({ x, y, stroke, width = 1.5, dash }: MarksProps) {
  const at = useScales()
  if (!at) return null
  let d = ''
  for (let index = 0; index < x.length; index++)
    d += `${index === 0 ? 'M' : 'L'}${at.x(x[index]!)} ${at.y(y[index]!)}`
  return (
    <path
      d={d}
      fill="none"
      stroke={stroke}
      strokeWidth={width}
      {...(dash === undefined ? {} : { strokeDasharray: dash })}
    />
  )
}

/** A dot is a line of no length with round ends: thousands of them are one element. */
export function Dots({ x, y, stroke, width = 3 }: MarksProps) {
  const at = useScales()
  if (!at) return null
  let d = ''
  for (let index = 0; index < x.length; index++) d += `M${at.x(x[index]!)} ${at.y(y[index]!)}h0`
  return <path d={d} fill="none" stroke={stroke} strokeWidth={width} strokeLinecap="round" />
}

interface UprightProps {
  readonly x: number
  /** A stretch around it, such as an interval. */
  readonly from?: number
  readonly to?: number
  readonly stroke: string
  readonly dash?: string
}

/** An upright line through the whole plot. */
export function Upright({ x, from, to, stroke, dash }: UprightProps) {
  const at = useScales()
  const area = usePlotArea()
  if (!at || !area) return null
  const inside = (value: number) => Math.min(area.x + area.width, Math.max(area.x, at.x(value)))
  return (
    <g>
      {from !== undefined && to !== undefined && (
        <rect
          x={inside(from)}
          y={area.y}
          width={Math.max(0, inside(to) - inside(from))}
          height={area.height}
          fill={stroke}
          fillOpacity={0.15}
        />
      )}
      <path
        d={`M${inside(x)} ${area.y}v${area.height}`}
        fill="none"
        stroke={stroke}
        strokeWidth={1.5}
        {...(dash === undefined ? {} : { strokeDasharray: dash })}
      />
    </g>
  )
}

interface PlotProps {
  readonly label: string
  readonly x: AxisProps
  readonly y: AxisProps
  readonly children: ReactNode
}

const TICK = { fontSize: 10, fill: 'var(--ant-color-text-secondary)' }
/** Before the container is measured. */
const FIRST = { width: 400, height: 150 }
/** Axes take their range from the props. */
const NO_DATA: never[] = []

/** Fills its container. The marks are its children, in the order of painting. */
export function Plot({ label, x, y, children }: PlotProps) {
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={FIRST}>
      <LineChart
        data={NO_DATA}
        margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        title={label}
      >
        <CartesianGrid stroke="var(--ant-color-border-secondary)" vertical={false} />
        <XAxis
          type="number"
          dataKey="x"
          domain={[...x.domain]}
          allowDataOverflow
          height={PLOT.bottom}
          tick={TICK}
          tickLine={false}
          stroke="var(--ant-color-border)"
          tickFormatter={x.format ?? short}
        />
        <YAxis
          type="number"
          dataKey="y"
          domain={[...y.domain]}
          allowDataOverflow
          width={PLOT.left}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={y.format ?? short}
        />
        <RangeContext value={{ x: x.domain, y: y.domain }}>
          <Clipped>{children}</Clipped>
        </RangeContext>
      </LineChart>
    </ResponsiveContainer>
  )
}

/** Nothing is drawn outside of the axes. */
function Clipped({ children }: { readonly children: ReactNode }) {
  const area = usePlotArea()
  const id = useId()
  if (!area) return null
  return (
    <>
      <defs>
        <clipPath id={id}>
          <rect x={area.x} y={area.y - 2} width={area.width} height={area.height + 2} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${id})`}>{children}</g>
    </>
  )
}

const short = (value: number) => String(Number(value.toFixed(2)))
