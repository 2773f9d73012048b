import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import { onDemand } from '../../ui/on-demand'
import { useMedia } from '../../ui/use-media'
import { OpenedAnatomy } from './OpenedAnatomy'
import { useReturnedFocus } from './use-returned-focus'
import css from './anatomy.module.css'

const AnatomyDrawer = onDemand(async () => (await import('./AnatomyDrawer')).AnatomyDrawer)

/** The place of the opened pair: beside the map where there is room, over it from the side, or from below on a phone. */
export function AnatomyPlace() {
  const isWide = useMedia('(width >= 1200px)')
  const isPhone = useMedia('(width <= 767px)')
  const isOpen = useAppState((state) => state.anatomy !== null)
  useReturnedFocus(isOpen)
  useEffect(() => {
    // It opens at the click, not a download later.
    if (!isWide) AnatomyDrawer.preload()
  }, [isWide])
  if (isWide)
    return (
      <div className={css.place} data-testid="anatomy-place">
        <Suspense fallback={null}>{isOpen ? <OpenedAnatomy /> : <NothingOpened />}</Suspense>
      </div>
    )
  return (
    <Suspense fallback={null}>
      <AnatomyDrawer isOpen={isOpen} isPhone={isPhone} />
    </Suspense>
  )
}

/** What the place is for. */
function NothingOpened() {
  const { t } = useTranslation('anatomy')
  return (
    <div className={css.nothing}>
      <h2>{t('place.title')}</h2>
      <p>{t('place.what')}</p>
      <p className="muted">{t('place.keys')}</p>
    </div>
  )
}
