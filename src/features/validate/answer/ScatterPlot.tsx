import { Dots, Plot, Polyline } from './Plot'
import type { Scatter } from './scatter'

interface Props {
  readonly label: string
  readonly scatter: Scatter
  /** production = intercept + slope × ours */
  readonly line: { readonly slope: number; readonly intercept: number } | null
}

/** The chart of Production. This module imports the chart library. */
export function ScatterPlot({ label, scatter, line }: Props) {
  const { x, y, outliers, xDomain, yDomain } = scatter
  return (
    <Plot label={label} x={{ domain: xDomain }} y={{ domain: yDomain }}>
      <Dots x={x} y={y} stroke="var(--tone-0)" width={3} />
      <Dots x={outliers.x} y={outliers.y} stroke="var(--tone-1)" width={5} />
      {line && (
        <Polyline
          x={yDomain.map((ours) => line.intercept + line.slope * ours)}
          y={yDomain}
          stroke="var(--ant-color-text-secondary)"
          width={1}
          dash="4 3"
        />
      )}
    </Plot>
  )
}
