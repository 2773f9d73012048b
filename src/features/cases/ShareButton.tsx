import { ShareAltOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useAppState } from '../../core/react'
import { onDemand } from '../../ui/on-demand'
import { PopoverButton } from '../../ui/PopoverButton'
import css from './share.module.css'

const Sharing = onDemand(async () => (await import('./Sharing')).Sharing)

/** Copies a link that contains the case, or says why no link can be made. */
export function ShareButton() {
  const { t } = useTranslation('cases')
  const empty = useAppState(({ a, b }) => a.text === '' && b.text === '')
  return (
    <PopoverButton
      button={{
        type: 'text',
        icon: <ShareAltOutlined />,
        title: t('shareTitle'),
        'aria-label': t('share'),
        'data-testid': 'case-share',
        disabled: empty,
      }}
      className={clsx(css.share)}
      load={Sharing.load}
      face={<span className="wide-only">{t('share')}</span>}
    >
      {(close) => <Sharing onDone={close} />}
    </PopoverButton>
  )
}
