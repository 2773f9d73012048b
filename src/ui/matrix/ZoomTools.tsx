import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import css from './matrix.module.css'

interface ZoomToolsProps {
  /** Prefix of the buttons' test ids. */
  readonly name: string
  readonly onScale: (by: number) => void
  readonly onFit: () => void
}

/** The zoom buttons above a matrix, and a hint at its keys. */
export function ZoomTools({ name, onScale, onFit }: ZoomToolsProps) {
  const { t } = useTranslation('common')
  return (
    <div className={css.tools}>
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
      <span className={clsx('muted', css.hint)}>{t('matrix.hint')}</span>
    </div>
  )
}
