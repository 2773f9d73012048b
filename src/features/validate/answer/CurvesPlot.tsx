import type { AnsweredName } from '../../../engine/validate/answer-types'
import type { Points } from './decimate'
import { Dots, Plot, Polyline } from './Plot'

interface Props {
  readonly label: string
  readonly lines: readonly { readonly name: AnsweredName; readonly tone: number; readonly points: Points }[]
  readonly chosen: AnsweredName
  /** Where the threshold is. */
  readonly point: { readonly x: number; readonly y: number } | null
  readonly diagonal: boolean
}

const UNIT = [0, 1] as const

/** The chart of Curves. This module imports the chart library. */
export function CurvesPlot({ label, lines, chosen, point, diagonal }: Props) {
  return (
    <Plot label={label} x={{ domain: UNIT }} y={{ domain: UNIT }}>
      {diagonal && <Polyline x={UNIT} y={UNIT} stroke="var(--ant-color-border)" width={1} dash="3 3" />}
      {lines.map(({ name, tone, points }) => (
        <Polyline
          key={name}
          x={points.x}
          y={points.y}
          stroke={`var(--tone-${tone})`}
          width={name === chosen ? 2.5 : 1.25}
        />
      ))}
      {point && <Dots x={[point.x]} y={[point.y]} stroke="var(--ant-color-primary)" width={8} />}
    </Plot>
  )
}
