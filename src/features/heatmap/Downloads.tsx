import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../core/state'
import { useActions, useApp, useAppState } from '../../core/react'
import { HEADLINE } from '../../core/selectors'
import { download } from '../../ui/download'
import { matrixPng } from '../../ui/matrix/png'
import { useTheme } from '../../ui/matrix/use-theme'
import { heatmapCsv, provenanceLine } from './csv'
import { columnSide, steadyResult } from './selectors'
import { pictureNow } from './shown'
import css from './heatmap.module.css'

const hasPicture = (state: AppState): boolean =>
  state.heatmap.result !== null && pictureNow(state)?.state === 'available'

/** Picture or table, and the same numbers as files. */
export function Downloads() {
  const { t } = useTranslation(['heatmap', 'common'])
  const { store } = useApp()
  const { lookAtHeatmap } = useActions()
  const isDark = useTheme()
  const place = useRef<HTMLSpanElement>(null)
  const table = useAppState((state) => state.heatmap.look.table)
  const ready = useAppState(hasPicture)

  /** What is shown at this moment; null: nothing. */
  function shownNow() {
    const state = store.getState()
    const [result, picture] = [steadyResult(state), pictureNow(state)]
    if (result === null || picture?.state !== 'available') return null
    const score = HEADLINE[state.settings.mode]
    const name = `heatmap-${score}-${result.inputs.contextMode}`
    return { result, picture: picture.value, score, weights: state.settings.weights, name }
  }
  function csv() {
    const shown = shownNow()
    if (shown === null) return
    const { result, picture, score, weights, name } = shown
    const text = heatmapCsv(picture.data as Float64Array, result, score, weights)
    download(`${name}.csv`, `\ufeff${text}`, 'text/csv')
  }
  async function png() {
    const shown = shownNow()
    if (shown === null) return
    const { result, picture, score, weights, name } = shown
    const { against, contextMode, unit } = result.inputs
    const caption = [
      `${t(`against.${against}`)} · ${score} · ${t(`contextMode.${contextMode}.${unit}`)} · ${result.info.id}`,
      provenanceLine(result, score, weights),
    ]
    const hues = { rows: '--hue-a', cols: `--hue-${columnSide(result.inputs)}` }
    download(`${name}.png`, await matrixPng(picture, caption, place.current!, hues, isDark))
  }
  return (
    <span className={css.downloads} ref={place}>
      <Button
        size="small"
        type={table ? 'primary' : 'text'}
        aria-pressed={table}
        data-testid="heatmap-table-switch"
        onClick={() => lookAtHeatmap({ table: !table })}
      >
        {t('table')}
      </Button>
      <Button size="small" type="text" disabled={!ready} data-testid="heatmap-csv" onClick={csv}>
        CSV
      </Button>
      <Button size="small" type="text" disabled={!ready} data-testid="heatmap-png" onClick={() => void png()}>
        PNG
      </Button>
    </span>
  )
}
