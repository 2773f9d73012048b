import { Button } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import css from './matrix.module.css'

interface ZoomToolsProps {
  /** Prefix of the buttons' test ids. */
  readonly name: string
  /** Whether they stand in the corner of the matrix, where there is no room for the hint at its keys. */
  readonly isInCorner: boolean
  readonly onScale: (by: number) => void
  readonly onFit: () => void
}

/** The zoom buttons of a matrix, and a hint at its keys. */
export const ZoomTools = memo(function ZoomTools({ name, isInCorner, onScale, onFit }: ZoomToolsProps) {
  const { t } = useTranslation('common')
  return (
    <div
      className={clsx(css.tools, isInCorner && css.corner)}
      title={isInCorner ? t('matrix.hint') : undefined}
    >
      <Button
        size="small"
        data-testid={`${name}-zoom-in`}
        aria-label={t('matrix.zoomIn')}
        title={t('matrix.zoomIn')}
        onClick={() => onScale(1.5)}
      >
        +
      </Button>
      <Button
        size="small"
        data-testid={`${name}-zoom-out`}
        aria-label={t('matrix.zoomOut')}
        title={t('matrix.zoomOut')}
        onClick={() => onScale(1 / 1.5)}
      >
        −
      </Button>
      <Button size="small" data-testid={`${name}-zoom-fit`} title={t('matrix.fit')} onClick={onFit}>
        {t('matrix.fitShort')}
      </Button>
      {!isInCorner && <span className={clsx('muted', css.hint)}>{t('matrix.hint')}</span>}
    </div>
  )
})
