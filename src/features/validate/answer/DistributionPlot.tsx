import type { ScoreAnswer } from '../../../engine/validate/answer-types'
import { ecdfOf } from './distribution'
import type { ShownSpread } from './distribution'
import { Bars, Plot, Polyline, Upright } from './Plot'

interface Props {
  readonly label: string
  readonly spread: ShownSpread
  readonly chart: 'histogram' | 'ecdf'
  readonly byLabel: boolean
  readonly domain: readonly [number, number]
  readonly threshold: ScoreAnswer['threshold']
}

const colour = (tone: number | 'rest') => `var(--tone-${tone})`
const REST = 'var(--tone-rest)'

/** The chart of Distribution. This module imports the chart library. */
export function DistributionPlot({ label, spread, chart, byLabel, domain, threshold }: Props) {
  const { edges, groups, all, most } = spread
  return (
    <Plot
      label={label}
      x={{ domain }}
      y={{ domain: [0, chart === 'ecdf' ? 1 : most], format: chart === 'ecdf' ? (y) => String(y) : whole }}
    >
      {chart === 'ecdf' ? (
        <Ecdfs spread={spread} />
      ) : (
        <>
          <Bars edges={edges} counts={all} fill={REST} opacity={groups.length > 0 && !byLabel ? 0.4 : 0.8} />
          {byLabel
            ? groups
                .filter(({ tone }) => tone !== 'rest')
                .map(({ name, counts, tone }) => (
                  <Bars key={name} edges={edges} counts={counts} fill={colour(tone)} opacity={0.7} />
                ))
            : groups.map(({ name, counts, tone }) => (
                <Polyline key={name} x={middles(edges)} y={counts} stroke={colour(tone)} />
              ))}
        </>
      )}
      {threshold && (
        <Upright
          x={threshold.value}
          stroke="var(--ant-color-primary)"
          {...(threshold.interval && { from: threshold.interval[0], to: threshold.interval[1] })}
        />
      )}
    </Plot>
  )
}

function Ecdfs({ spread }: { readonly spread: ShownSpread }) {
  const { edges, groups, all } = spread
  const total = all.reduce((sum, count) => sum + count, 0)
  return (
    <>
      <Polyline
        x={edges}
        y={ecdfOf({ name: '', counts: all, total })}
        stroke={REST}
        width={groups.length > 0 ? 1 : 2}
      />
      {groups.map((group) => (
        <Polyline key={group.name} x={edges} y={ecdfOf(group)} stroke={colour(group.tone)} />
      ))}
    </>
  )
}

const whole = (value: number) => (Number.isInteger(value) ? String(value) : '')
const middles = (edges: Float64Array) =>
  Array.from({ length: edges.length - 1 }, (_, bin) => (edges[bin]! + edges[bin + 1]!) / 2)
