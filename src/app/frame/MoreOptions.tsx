import { useTranslation } from 'react-i18next'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { SETTINGS } from '../../core/settings/table'
import { onDemand } from '../../ui/on-demand'
import { PopoverButton } from '../../ui/PopoverButton'
import { moreChanged, type MoreName } from './more-changed'
import css from './options.module.css'

const MoreList = onDemand(async () => (await import('./MoreList')).MoreList, 'options')

/** The button behind which the options stand that are seldom changed. A dot: one of them is not as at first. */
export function MoreOptions({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation()
  const changed = useAppState(moreChanged)
  const nameOf = (name: MoreName) => {
    if (name === 'provider') return 'WebGPU'
    return t((name === 'whole' ? 'options.graphWhole' : SETTINGS[name].words) as 'options.prefix')
  }
  const title =
    changed === ''
      ? t('options.moreTitle')
      : t('options.moreChanged', { names: (changed.split(' ') as MoreName[]).map(nameOf).join(', ') })
  return (
    <PopoverButton
      load={MoreList.load}
      button={{
        type: 'text',
        className: css.option!,
        title,
        'aria-label': title,
        'data-testid': 'options-more',
        'data-changed': changed,
      }}
      face={
        <>
          <span>{t('options.more')}</span> {changed !== '' && <span className={css.moreDot}>● </span>}
          <span className="muted">▾</span>
        </>
      }
    >
      <MoreList capabilities={capabilities} />
    </PopoverButton>
  )
}
