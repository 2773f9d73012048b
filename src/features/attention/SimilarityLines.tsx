import { useTranslation } from 'react-i18next'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { cosineAxis } from './cosine-axis'
import type { Attention } from './types'

interface SimilarityLinesProps {
  readonly rows: readonly { readonly layer: number; readonly cls: number; readonly mean: number }[]
  readonly pooling: NonNullable<Attention['similarity']>['value']['pooling'] | null
}

/**
 * Chart of the cosine of both texts after each layer, for `<s>` and for the mean over all tokens. It fills its
 * container.
 */
export function SimilarityLines({ rows, pooling }: SimilarityLinesProps) {
  const { t } = useTranslation('attention')
  const axis = cosineAxis(rows.flatMap(({ cls, mean }) => [cls, mean]))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={rows} margin={{ top: 8, right: 16, bottom: 4, left: 0 }}>
        <CartesianGrid stroke="var(--ant-color-border-secondary)" />
        <XAxis dataKey="layer" tick={{ fontSize: 11, fill: 'var(--ant-color-text-secondary)' }} />
        <YAxis
          domain={axis.domain}
          ticks={axis.ticks}
          tick={{ fontSize: 11, fill: 'var(--ant-color-text-secondary)' }}
          tickFormatter={(value: number) => value.toFixed(2)}
          width={44}
        />
        <Tooltip
          contentStyle={{
            background: 'var(--ant-color-bg-elevated)',
            borderColor: 'var(--ant-color-border)',
          }}
        />
        <Line
          dataKey="cls"
          name="<s>"
          stroke="var(--ant-color-primary)"
          strokeWidth={pooling === 'cls' ? 2.5 : 1}
          dot={{ r: 2 }}
          isAnimationActive={false}
        />
        <Line
          dataKey="mean"
          name={t('similarity.mean')}
          stroke="var(--hue-b)"
          strokeWidth={pooling === 'mean' ? 2.5 : 1}
          dot={{ r: 2 }}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}
