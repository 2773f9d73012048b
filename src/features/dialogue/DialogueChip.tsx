import { useEffect, useMemo, useState } from 'react'
import { DownOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useApp, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { followDialogue, type FoundDialogue } from '../../core/text/follow-dialogue'
import { PopoverButton } from '../../ui/PopoverButton'
import { DialogueDetails } from './DialogueDetails'
import { speakersOf } from './speakers'
import css from './dialogue.module.css'

/** What was recognised in a text, and what is done with its headers; opens on the details and the choice. */
export function DialogueChip({ side }: { readonly side: Side }) {
  const { t } = useTranslation('dialogue')
  const { store } = useApp()
  const metadata = useAppState((state) => state.settings.metadata)
  const [found, setFound] = useState<FoundDialogue | null>(null)
  useEffect(() => {
    const stop = followDialogue(store, side, setFound)
    return () => {
      stop()
      setFound(null)
    }
  }, [store, side])
  const speakers = useMemo(() => speakersOf(found?.dialogue.turns ?? []), [found])

  if (found === null) return null
  const turns = found.dialogue.turns.length
  const named = speakers.filter(({ name }) => name !== null).length
  const about = [
    t('dialogue'),
    t('turns', { count: turns }),
    t('speakers', { count: named }),
    t(`headers.${metadata}`),
  ]
  return (
    <PopoverButton
      className={clsx(css.details)}
      button={{
        className: clsx(css.chip),
        'data-testid': `dialogue-chip-${side}`,
        'data-turns': String(turns),
        'data-headers': metadata === 'out' ? 'out' : 'in',
        title: `${about.join(' · ')}\n${t(`about.${metadata}`)}`,
      }}
      face={
        <>
          {/* The editor's width decides which of these are seen: dialogue.module.css. */}
          <span className={css.words}>
            <span className={css.kind}>{`${t('dialogue')} · `}</span>
            <span>{t('turns', { count: turns })}</span>
            {named > 0 && <span className={css.speakers}>{` · ${t('speakers', { count: named })}`}</span>}
            <span className={css.long}>{` · ${t(`headers.${metadata}`)}`}</span>
            <span className={css.short}>{` · ${t(`short.${metadata}`)}`}</span>
          </span>
          <DownOutlined aria-hidden className={css.arrow} />
        </>
      }
    >
      <DialogueDetails side={side} found={found} speakers={speakers} />
    </PopoverButton>
  )
}
