import { Button } from 'antd'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ScoreName, Weights } from '../../engine/score/types'
import type { HeatmapLook, SteadyResult, Target } from './types'
import type { Actions } from '../../core/actions'
import { useApp } from '../../core/react'
import { download } from '../../ui/download'
import { Legend } from '../../ui/matrix/Legend'
import { MatrixCanvas } from '../../ui/matrix/MatrixCanvas'
import { matrixPng } from '../../ui/matrix/png'
import type { Growing } from '../../ui/matrix/use-paint'
import { useTheme } from '../../ui/matrix/use-theme'
import { CellCard } from './CellCard'
import { heatmapCsv, provenanceLine } from './csv'
import { HeatmapTable } from './HeatmapTable'
import { type HeatmapPicture } from './picture'
import { columnSide, rowsDone } from './selectors'
import { pictureNow } from './shown'
import css from './heatmap.module.css'

interface MapProps {
  readonly result: SteadyResult
  readonly picture: HeatmapPicture
  readonly score: ScoreName
  readonly weights: Weights
  readonly look: HeatmapLook
  readonly stale: boolean
  readonly target: Target | null
  readonly actions: Pick<Actions, 'openAnatomy' | 'closeAnatomy'>
}

const ROW_HEIGHT = 40
const HEIGHT = { least: 200, most: 460, edges: 44 }

/** The heatmap or its table, the legend, and the downloads. */
export function HeatmapMap(props: MapProps) {
  const { result, picture, score, weights, look, stale, target, actions } = props
  const { t } = useTranslation(['heatmap', 'scores', 'common'])
  const isDark = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const { rows, cols, low, high } = picture
  const data = picture.data as Float64Array
  const growing = useGrowing()
  const side = columnSide(result.inputs)
  const { contextMode, unit } = result.inputs
  const open = (cell: { i: number; j: number }) => void actions.openAnatomy({ kind: 'cell', ...cell })
  const name = `heatmap-${score}-${contextMode}`
  async function png() {
    const caption = [
      `${t(`against.${result.inputs.against}`)} · ${score} · ${t(`contextMode.${contextMode}.${unit}`)} · ${result.info.id}`,
      provenanceLine(result, score, weights),
    ]
    const hues = { rows: '--hue-a', cols: `--hue-${side}` }
    download(`${name}.png`, await matrixPng(growing.now() ?? picture, caption, place.current!, hues, isDark))
  }
  const height = Math.min(HEIGHT.most, Math.max(HEIGHT.least, rows * ROW_HEIGHT + HEIGHT.edges))
  return (
    <div className={css.map} data-stale={stale} ref={place}>
      <div className={css.exports}>
        <Button
          size="small"
          data-testid="heatmap-csv"
          onClick={() =>
            download(`${name}.csv`, `\ufeff${heatmapCsv(data, result, score, weights)}`, 'text/csv')
          }
        >
          CSV
        </Button>
        <Button size="small" data-testid="heatmap-png" onClick={() => void png()}>
          PNG
        </Button>
      </div>
      {look.table ? (
        <HeatmapTable onOpen={open} />
      ) : (
        <MatrixCanvas
          picture={picture}
          growing={growing}
          rowHue="--hue-a"
          colHue={`--hue-${side}`}
          label={t('mapLabel', { rows, cols })}
          testId="heatmap"
          name="heatmap"
          height={height}
          labelWidth={220}
          pinned={target?.kind === 'cell' ? target : null}
          onOpen={open}
          onRelease={actions.closeAnatomy}
          describe={(cell) => <CellCard cell={cell} result={result} picture={picture} score={score} />}
        />
      )}
      <Legend
        low={low}
        high={high}
        testId="heatmap-legend"
        missing={t('legend.missing')}
        maxima={t('legend.maxima')}
      >
        {t(`common:scoreNames.${score}`)} · {t(`contextMode.${contextMode}.${unit}`)} ·{' '}
        {picture.sample !== null
          ? t('legend.calibrated', { n: picture.sample, seed: look.seed })
          : look.range === 'calibrated'
            ? t('legend.notCalibrated')
            : t(`legend.${look.range}`)}
      </Legend>
      <p className={clsx('muted', css.note)}>
        {t(`contextMode.${contextMode}Title.${unit}`)}
        {result.inputs.prefix !== '' && ` ${t(`prefixed.${unit}`, { prefix: result.inputs.prefix })}`}
      </p>
      <Cut result={result} />
    </div>
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
