import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions } from '../../core/react'
import { PALETTE_KEY } from '../../ui/keys'
import css from './palette-button.module.css'

/** In the header of a wide window: says that there is a palette, and its key. */
export function PaletteButton() {
  const { t } = useTranslation()
  const { openPalette } = useActions()
  return (
    <Button
      size="small"
      type="text"
      className={clsx(css.button)}
      data-testid="palette-open"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPalette(true)}
    >
      <kbd>{PALETTE_KEY}</kbd> {t('commands')}
    </Button>
  )
}
