import { Suspense, useMemo, useState } from 'react'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { bandsOf, binOf } from '../../../engine/validate/distribution'
import { Choice } from '../../../ui/Choice'
import { formatNumber } from '../../../ui/format'
import { onDemand } from '../../../ui/on-demand'
import { valueAt } from '../triage/filter-rows'
import { BandList } from './BandList'
import { onStep, type Band } from './bands'
import { BandStrip } from './BandStrip'
import { Brush } from './Brush'
import { ChartCard } from './ChartCard'
import { distributionOf, type ShownGroup, type ShownSpread } from './distribution'
import { domainOf } from './domain'
import { distributionTable } from './chart-tables'
import type { AnswerLook } from './types'
import { useChosenScore, useColumn, useScoreName, useShortName } from './use-answer'
import css from './answer.module.css'

const DistributionPlot = onDemand(async () => (await import('./DistributionPlot')).DistributionPlot)

/** How the chosen score is spread, with the threshold and the bands. */
export function Distribution() {
  const { t } = useTranslation('validate')
  const { setAnswer, replaceFilter } = useActions()
  const { name, column } = useChosenScore()
  const scoreName = useScoreName()
  const shortName = useShortName()
  const look = useAppState(({ validate }) => validate.answer.look)
  const bands = useAppState(({ validate }) => validate.answer.options.bands)
  const subset = useAppState(({ validate }) => validate.answer.subset)
  const [moving, setMoving] = useState<readonly Band[] | null>(null)
  const [hover, setHover] = useState<number | null>(null)
  const spread = useSpread(name, look.by)
  const rows = useColumn(name)
  const counted = useMemo(
    () => (moving && rows ? bandsOf(rows.values, rows.grades, subset, moving) : null),
    [moving, rows, subset],
  )
  const domain = useMemo(
    () => domainOf(spread.edges, moving ?? bands, column?.threshold?.value ?? null),
    [spread, bands, moving, column],
  )
  if (column === null || rows === null) return <div className={css.card} />
  const filter = (low: number | null, high: number | null) =>
    void replaceFilter({ kind: 'band', score: name, low, high })
  const most = look.chart === 'ecdf' ? 1 : spread.most
  return (
    <ChartCard
      name={`distribution-${name}`}
      testId="validate-distribution"
      title={t('answer.distribution.title')}
      made={<span title={scoreName(name)}>· {shortName(name)}</span>}
      tools={<Tools look={look} />}
      table={() => distributionTable(spread, t('answer.distribution.all'))}
      rowAction={{
        label: t('answer.card.filter'),
        run: (bin) =>
          filter(spread.edges[bin]!, bin === spread.edges.length - 2 ? null : spread.edges[bin + 1]!),
      }}
    >
      <div className={css.plot}>
        <Suspense fallback={null}>
          <DistributionPlot
            label={t('answer.distribution.title')}
            spread={spread}
            chart={look.chart}
            byLabel={look.by === 'label'}
            domain={domain}
            threshold={column.threshold}
          />
        </Suspense>
        <Brush
          upright
          x={domain}
          y={[0, most]}
          label={t('answer.distribution.brush')}
          onHover={(at) => setHover(at === null ? null : binOf(spread.edges, at.x))}
          onBrush={(from, to) => filter(onStep(from.x, 0.001), onStep(to.x, 0.001))}
        />
      </div>
      <BandStrip
        bands={moving ?? bands}
        domain={domain}
        onMove={(next, done) => {
          setMoving(done ? null : next)
          if (done) void setAnswer({ bands: next })
        }}
      />
      <p className={css.line} data-testid="validate-distribution-text">
        {hover === null || hover < 0 ? <Legend spread={spread} /> : <BinText spread={spread} bin={hover} />}
      </p>
      <BandList score={name} bands={counted ?? column.bands} />
    </ChartCard>
  )
}

/** The groups of the chart, on the edges of the engine's histogram. */
function useSpread(name: Parameters<typeof useColumn>[0], by: AnswerLook['by']): ShownSpread {
  const { t } = useTranslation('validate')
  const rows = useColumn(name)
  const histogram = useAppState(({ validate }) => validate.answer.answer?.scores[name]?.histogram)
  const of = useAppState(({ validate }) => validate.answer.of)
  const subset = useAppState(({ validate }) => validate.answer.subset)
  return useMemo(() => {
    const edges = histogram?.edges ?? new Float64Array(0)
    const all = histogram?.all ?? new Int32Array(0)
    const most = Math.max(1, ...all)
    if (!rows || !of) return { edges, groups: [], all, most }
    const values =
      typeof by === 'object' ? of.set.columns.find((column) => column.name === by.column)?.values : undefined
    const source = { set: of.set, pairs: of.pairs, heads: of.heads, result: of }
    const relevant = t('answer.distribution.relevant')
    const irrelevant = t('answer.distribution.irrelevant')
    const unlabelled = t('answer.distribution.unlabelled')
    const groupOf = (pair: number): string | null => {
      if (by === 'none' || (subset !== null && subset[pair] !== 1)) return null
      if (typeof by === 'object') return valueAt(source, values, pair) || t('answer.distribution.empty')
      const grade = rows.grades[pair]!
      return Number.isNaN(grade) ? unlabelled : grade > 0 ? relevant : irrelevant
    }
    const spread = distributionOf(rows.values, groupOf, edges, t('answer.distribution.other'))
    if (by !== 'label')
      return { edges, groups: spread.groups.map((group, tone) => ({ ...group, tone })), all, most }
    const tones: readonly (readonly [string, ShownGroup['tone']])[] = [
      [relevant, 0],
      [irrelevant, 1],
      [unlabelled, 'rest'],
    ]
    const groups = tones.flatMap(([group, tone]) =>
      spread.groups.filter((each) => each.name === group).map((each) => ({ ...each, tone })),
    )
    return { edges, groups, all, most }
  }, [rows, histogram, of, subset, by, t])
}

function Tools({ look }: { readonly look: AnswerLook }) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const columns = useAppState(({ validate }) => validate.answer.of?.set.columns)
  const value = typeof look.by === 'object' ? `column:${look.by.column}` : look.by
  return (
    <>
      <Select
        size="small"
        className={css.by!}
        aria-label={t('answer.distribution.by')}
        data-testid="validate-distribution-by"
        value={value}
        popupMatchSelectWidth={false}
        onChange={(chosen) =>
          void setAnswer({
            by: chosen === 'label' || chosen === 'none' ? chosen : { column: chosen.slice('column:'.length) },
          })
        }
        options={[
          { value: 'label', label: t('answer.distribution.byLabel') },
          { value: 'none', label: t('answer.distribution.byNone') },
          ...(columns ?? []).map((column) => ({ value: `column:${column.name}`, label: column.name })),
        ]}
      />
      <Choice
        testId="validate-distribution-chart"
        label={t('answer.distribution.chart')}
        value={look.chart}
        options={[
          {
            value: 'histogram',
            label: t('answer.distribution.histogram'),
            title: t('answer.distribution.histogramName'),
          },
          { value: 'ecdf', label: 'ECDF' },
        ]}
        onChange={(chart) => void setAnswer({ chart })}
      />
    </>
  )
}

function Legend({ spread }: { readonly spread: ShownSpread }) {
  const { t } = useTranslation('validate')
  if (spread.groups.length === 0) return <span className="muted">{t('answer.distribution.all')}</span>
  return spread.groups.map((group) => (
    <span key={group.name} className={css.key} data-tone={group.tone}>
      {group.name} {group.total.toLocaleString()}
    </span>
  ))
}

function BinText({ spread, bin }: { readonly spread: ShownSpread; readonly bin: number }) {
  const [from, to] = [spread.edges[bin]!, spread.edges[bin + 1]!]
  const last = bin === spread.edges.length - 2
  return (
    <span className="num">
      [{formatNumber(from, 4)}, {formatNumber(to, 4)}
      {last ? ']' : ')'}: {spread.all[bin]}
      {spread.groups.map((group) => ` · ${group.name} ${group.counts[bin]}`).join('')}
    </span>
  )
}
