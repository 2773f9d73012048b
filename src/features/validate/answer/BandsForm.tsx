import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { NumberField } from '../../../ui/NumberField'
import { bandName, bandText, isBand, type Band } from './bands'
import css from './answer.module.css'

const MOST_BANDS = 6

/** The bounds of the bands as numbers; an empty field is no bound. */
export function BandsForm() {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const bands = useAppState(({ validate }) => validate.answer.options.bands)
  const put = (next: readonly Band[]) => {
    const names = new Set(next.map(bandName))
    if (next.every(isBand) && names.size === next.length) void setAnswer({ bands: next })
  }
  const change = (at: number, end: 0 | 1, value: number | null) =>
    put(bands.map((band, other) => (other !== at ? band : end === 0 ? [value, band[1]] : [band[0], value])))
  return (
    <fieldset className={css.bandsForm}>
      <legend>{t('answer.options.bands')}</legend>
      {bands.map((band, at) => (
        <div key={bandName(band)} className={css.bandRow}>
          {([0, 1] as const).map((end) => (
            <NumberField
              key={end}
              testId={`validate-band-field-${end === 0 ? 'low' : 'high'}`}
              className={css.number!}
              aria-label={t(end === 0 ? 'answer.bands.low' : 'answer.bands.high', { band: bandText(band) })}
              placeholder={end === 0 ? '−∞' : '∞'}
              late
              step={0.01}
              {...(band[end] !== null && { value: band[end] })}
              onChange={(value) => change(at, end, value)}
              onClear={() => change(at, end, null)}
            />
          ))}
          <Button
            size="small"
            type="text"
            aria-label={t('answer.options.removeBand', { band: bandText(band) })}
            onClick={() => put(bands.filter((_, other) => other !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button
        size="small"
        data-testid="validate-band-add"
        disabled={bands.length >= MOST_BANDS}
        onClick={() => put([...bands, freeBand(bands)])}
      >
        {t('answer.options.addBand')}
      </Button>
    </fieldset>
  )
}

/** A band of a tenth that is not there yet. */
function freeBand(bands: readonly Band[]): Band {
  const names = new Set(bands.map(bandName))
  for (let low = 0; low < 10; low++) {
    const band: Band = [low / 10, (low + 1) / 10]
    if (!names.has(bandName(band))) return band
  }
  return [null, null]
}
