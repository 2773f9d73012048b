import { Suspense, useMemo, useState } from 'react'
import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { ScoreName } from '../../../engine/score/types'
import type { Production as Found } from '../../../engine/validate/production-types'
import { formatNumber } from '../../../ui/format'
import { onDemand } from '../../../ui/on-demand'
import type { ValidationResult } from '../run/types'
import { Brush, type Point } from './Brush'
import { ChartCard } from './ChartCard'
import { Effect } from './FusionEffect'
import { ProductionReading } from './ProductionReading'
import { inRectangle, scatterOf, scatterTable } from './scatter'
import { useChosenScore, useColumn, useConverted, useScoreName, useShortName } from './use-answer'
import css from './answer.module.css'

const ScatterPlot = onDemand(async () => (await import('./ScatterPlot')).ScatterPlot)

/** Production's score beside ours: how they go together, and what its number is. */
export function Production({ result, found }: { readonly result: ValidationResult; readonly found: Found }) {
  const { t } = useTranslation('validate')
  const { toggleFilter } = useActions()
  const { name: chosen } = useChosenScore()
  const ours: ScoreName = chosen === 'production' ? bestRelated(found) : chosen
  const scoreName = useScoreName()
  const shortName = useShortName()
  const converted = useConverted()
  const x = converted ?? result.pairs.production
  const y = useColumn(ours)?.values ?? null
  const relation = found.relations[ours]
  const [hover, setHover] = useState<Point | null>(null)
  const scatter = useMemo(
    () => (y ? scatterOf(x, y, relation?.outliers ?? new Int32Array(0)) : null),
    [x, y, relation],
  )
  if (scatter === null || y === null) return <div className={css.card} />
  const brush = (from: Point, to: Point) => {
    const pairs = inRectangle(x, y, from, to)
    const range = (low: number, high: number) => `${formatNumber(low, 3)}–${formatNumber(high, 3)}`
    void toggleFilter({
      kind: 'rows',
      name: `${scoreName('production')} ${range(from.x, to.x)}, ${scoreName(ours)} ${range(from.y, to.y)}`,
      pairs,
    })
  }
  return (
    <ChartCard
      name={`production-${ours}`}
      testId="validate-production"
      title={t('answer.production.title')}
      made={
        <span title={scoreName(ours)}>
          {t('answer.production.axes', {
            ours: shortName(ours),
            shown: scatter.x.length.toLocaleString(),
            all: scatter.of.toLocaleString(),
          })}
        </span>
      }
      table={() => scatterTable(result, x, y, ours)}
    >
      <div className={`${css.plot} ${css.tall}`}>
        <Suspense fallback={null}>
          <ScatterPlot
            label={t('answer.production.title')}
            scatter={scatter}
            line={
              converted === null && relation?.slope != null
                ? { slope: relation.slope, intercept: relation.intercept! }
                : null
            }
          />
        </Suspense>
        <Brush
          x={scatter.xDomain}
          y={scatter.yDomain}
          label={t('answer.production.brush')}
          onHover={setHover}
          onBrush={brush}
        />
      </div>
      <Relation ours={ours} relation={relation} hover={hover} />
      <ProductionReading found={found} />
      {found.converted !== null && <ConvertSwitch />}
    </ChartCard>
  )
}

interface RelationProps {
  readonly ours: ScoreName
  readonly relation: Found['relations'][ScoreName]
  readonly hover: Point | null
}

/** How the two scores go together, or the numbers under the pointer; and the pairs that are far off. */
function Relation({ ours, relation, hover }: RelationProps) {
  const { t } = useTranslation('validate')
  const { toggleFilter } = useActions()
  const scoreName = useScoreName()
  const number = (value: number | null) =>
    value === null ? t('answer.notAvailable') : formatNumber(value, 3)
  return (
    <p className={css.line}>
      {hover ? (
        <span className="num">
          {scoreName('production')} {formatNumber(hover.x, 4)} · {scoreName(ours)} {formatNumber(hover.y, 4)}
        </span>
      ) : (
        <span data-testid="validate-correlation" data-value={relation?.pearson ?? ''}>
          {t('answer.production.correlation', {
            pearson: number(relation?.pearson ?? null),
            spearman: number(relation?.spearman ?? null),
            kendall: number(relation?.kendall ?? null),
          })}
        </span>
      )}{' '}
      {relation && (
        <Effect
          testId="validate-outliers"
          words={t('answer.production.outliers', { count: relation.outliers.length })}
          count={relation.outliers.length}
          onClick={() =>
            void toggleFilter({
              kind: 'rows',
              name: t('answer.production.outlierRows'),
              pairs: relation.outliers,
            })
          }
        />
      )}
    </p>
  )
}

/** Production's number in our units, in metrics and charts. */
function ConvertSwitch() {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const convert = useAppState(({ validate }) => validate.answer.convert)
  return (
    <label className={css.switch}>
      <Switch
        size="small"
        data-testid="validate-convert"
        checked={convert}
        onChange={(next) => void setAnswer({ convert: next })}
      />
      {t('answer.production.convert')}
    </label>
  )
}

const NAMES: readonly ScoreName[] = ['colbert+sparse+dense', 'sparse+dense', 'dense', 'colbert', 'sparse']

/** The score that goes with production's best. */
function bestRelated({ relations }: Found): ScoreName {
  const strength = (name: ScoreName) => Math.abs(relations[name]?.spearman ?? 0)
  return NAMES.reduce((best, name) => (strength(name) > strength(best) ? name : best))
}
