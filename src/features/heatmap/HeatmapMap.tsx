import { useMemo, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ScoreName } from '../../engine/score/types'
import type { HeatmapLook, SteadyResult } from './types'
import { useActions, useApp, useAppState } from '../../core/react'
import { Legend } from '../../ui/matrix/Legend'
import { MatrixCanvas } from '../../ui/matrix/MatrixCanvas'
import type { Growing } from '../../ui/matrix/use-paint'
import { CellCard, LabelCard } from './CellCard'
import { HeatmapTable } from './HeatmapTable'
import type { HeatmapPicture } from './picture'
import { columnSide, rowsDone } from './selectors'
import { pictureNow } from './shown'
import css from './heatmap.module.css'

interface MapProps {
  readonly result: SteadyResult
  readonly picture: HeatmapPicture
  readonly score: ScoreName
  readonly look: HeatmapLook
  readonly stale: boolean
}

/** Heights of a row: as far as it grows, and what it does not shrink below while others are few. In CSS pixels. */
const ROW = { most: 40, least: 13 }
/** Column labels and column maxima. */
const EDGES = 56
const LEAST_HEIGHT = 420

/** The heatmap or its table, the legend, and what is to be known of the numbers. */
export function HeatmapMap({ result, picture, score, look, stale }: MapProps) {
  const { openAnatomy } = useActions()
  const open = useMemo(
    () => (cell: { i: number; j: number }) => void openAnatomy({ kind: 'cell', ...cell }),
    [openAnatomy],
  )
  const { rows } = picture
  const heights = {
    '--natural': `${rows * ROW.most + EDGES}px`,
    '--least': `${Math.min(LEAST_HEIGHT, rows * ROW.least + EDGES)}px`,
  } as CSSProperties
  return (
    <>
      <div className={css.map} data-stale={stale} data-table={look.table} style={heights}>
        {look.table ? (
          <HeatmapTable onOpen={open} />
        ) : (
          <Picture result={result} picture={picture} score={score} onOpen={open} />
        )}
      </div>
      <MapLegend result={result} picture={picture} score={score} look={look} />
      <Notes result={result} />
      <Cut result={result} />
    </>
  )
}

interface PictureProps extends Pick<MapProps, 'result' | 'picture' | 'score'> {
  readonly onOpen: (cell: { i: number; j: number }) => void
}

function Picture({ result, picture, score, onOpen }: PictureProps) {
  const { t } = useTranslation('heatmap')
  const { closeAnatomy } = useActions()
  const target = useAppState((state) => state.anatomy?.target ?? null)
  const growing = useGrowing()
  const { rows, cols } = picture
  return (
    <MatrixCanvas
      picture={picture}
      growing={growing}
      rowHue="--hue-a"
      colHue={`--hue-${columnSide(result.inputs)}`}
      label={t('mapLabel', { rows, cols })}
      testId="heatmap"
      name="heatmap"
      height="fill"
      pinned={target?.kind === 'cell' ? target : null}
      isPinnedTold
      onOpen={onOpen}
      onRelease={closeAnatomy}
      describe={(cell) => <CellCard cell={cell} result={result} picture={picture} score={score} />}
      describeLabel={(label) => <LabelCard label={label} result={result} />}
    />
  )
}

/** Rows that arrive, for the canvas. */
function useGrowing(): Growing {
  const { store } = useApp()
  return useMemo(
    () => ({
      now() {
        const picture = pictureNow(store.getState())
        return picture?.state === 'available' ? picture.value : null
      },
      follow: (changed) =>
        store.subscribe((state, before) => {
          if (rowsDone(state) !== rowsDone(before)) changed()
        }),
    }),
    [store],
  )
}

/** Always in sight: under the map, or at the edge of the view where the map is longer. */
function MapLegend({ result, picture, score, look }: Omit<MapProps, 'stale'>) {
  const { t } = useTranslation(['heatmap', 'common'])
  const { contextMode, unit } = result.inputs
  const range =
    picture.sample !== null
      ? t('legend.calibrated', { n: picture.sample, seed: look.seed })
      : look.range === 'calibrated'
        ? t('legend.notCalibrated')
        : t(`legend.${look.range}`)
  const said = [
    t(`common:scoreNames.${score}`),
    t(`contextMode.${contextMode}.${unit}`),
    range,
    ...(picture.isSelf ? [t('legend.diagonal')] : []),
  ]
  return (
    <div className={css.legend}>
      <Legend
        low={picture.low}
        high={picture.high}
        testId="heatmap-legend"
        missing={t('legend.missing')}
        maxima={t('legend.maxima')}
      >
        {said.join(' · ')}
      </Legend>
    </div>
  )
}

function Notes({ result }: { readonly result: SteadyResult }) {
  const { t } = useTranslation('heatmap')
  const { contextMode, unit, prefix } = result.inputs
  const mode = t(`contextMode.${contextMode}Title.${unit}`)
  return (
    <>
      <p className={clsx('muted', css.oneLine)} title={mode}>
        {mode}
      </p>
      {prefix !== '' && <p className={clsx('muted', css.note)}>{t(`prefixed.${unit}`, { prefix })}</p>}
    </>
  )
}

/** Shows how many units were truncated. */
function Cut({ result }: { readonly result: SteadyResult }) {
  const { t } = useTranslation('heatmap')
  if (result.done === null) return null
  const self = result.inputs.against === 'self'
  const cut = result.done.a.truncated.length + (self ? 0 : result.done.b.truncated.length)
  if (cut === 0) return null
  return (
    <p className={clsx('amber', css.note)} data-testid="heatmap-truncated" data-count={cut}>
      {t(`truncated.${result.inputs.unit}.${result.inputs.contextMode}`, {
        count: cut,
        max: result.inputs.maxLength,
      })}
    </p>
  )
}
