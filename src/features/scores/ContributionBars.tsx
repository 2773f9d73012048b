import { theme } from 'antd'
import {
  Bar,
  BarChart,
  Cell,
  LabelList,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatNumber } from '../../ui/format'
import type { DimensionRow } from './dense'
import css from './scores.module.css'

/** The chart of ContributionChart. This module imports the chart library. The chart fills its container. */
export function ContributionBars({ rows }: { readonly rows: readonly DimensionRow[] }) {
  const { token } = theme.useToken()
  const text = { fill: token.colorTextSecondary, fontSize: 11 }
  // Leaves space for the labels at both ends, so that none overlaps the name of a dimension.
  const reach = Math.max(...rows.map((row) => Math.abs(row.product))) * 1.35
  const lowest = rows.some((row) => row.product < 0) ? -reach : 0
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        layout="vertical"
        margin={{ top: 0, right: 8, bottom: 0, left: 0 }}
        barCategoryGap={3}
      >
        <XAxis hide type="number" domain={[lowest, reach]} />
        <YAxis
          type="category"
          dataKey="dim"
          width={44}
          tick={text}
          interval={0}
          tickLine={false}
          stroke={token.colorBorder}
        />
        <ReferenceLine x={0} stroke={token.colorTextTertiary} />
        <Tooltip content={<Hover />} cursor={{ fill: token.colorFillTertiary }} isAnimationActive={false} />
        <Bar dataKey="product" isAnimationActive={false}>
          {rows.map((row) => (
            <Cell key={row.dim} fill={row.product < 0 ? token.colorTextTertiary : token.colorPrimary} />
          ))}
          <LabelList dataKey="product" position="right" formatter={signed} {...text} className="num" />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}

const signed = (value: unknown) => (Number(value) > 0 ? '+' : '') + formatNumber(Number(value), 4)

interface HoverProps {
  readonly active?: boolean
  readonly payload?: readonly { readonly payload: DimensionRow }[]
}

function Hover({ active, payload }: HoverProps) {
  const row = payload?.[0]?.payload
  if (!active || !row) return null
  return (
    <pre className={css.hover}>{`dim  ${row.dim}\na_i  ${row.a}\nb_i  ${row.b}\na·b  ${row.product}`}</pre>
  )
}
