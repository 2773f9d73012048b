import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { METADATA_CHOICES } from '../../core/settings/table'
import { useApp, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { chooseMetadata } from '../../core/text/choose-metadata'
import type { FoundDialogue } from '../../core/text/follow-dialogue'
import { headerTokens } from './header-tokens'
import type { Speaker } from './speakers'
import type { dialogue as words } from './words/en'
import css from './dialogue.module.css'

/** A meeting may have hundreds of speakers. */
const NAMED = 12
/** In UTF-16 units: an export may leave out pages. */
const SHOWN = 200

interface Props {
  readonly side: Side
  readonly found: FoundDialogue
  readonly speakers: readonly Speaker[]
}

/** What was recognised, who speaks, what nobody said, and the choice of what happens to the headers. */
export function DialogueDetails({ side, found, speakers }: Props) {
  const { t } = useTranslation('dialogue')
  const { store } = useApp()
  const metadata = useAppState((state) => state.settings.metadata)
  const tokens = useAppState((state) => headerTokens(state, side))
  const { format } = found.dialogue
  const more = speakers.length - NAMED
  return (
    <div data-testid={`dialogue-details-${side}`} data-format={format}>
      <dl className={css.facts}>
        <dt>{t('recognised')}</dt>
        <dd>{t(`format.${format as keyof typeof words.format}`)}</dd>
        <dt>{t('who')}</dt>
        <dd>
          <ul className={css.list}>
            {speakers.slice(0, NAMED).map(({ name, turns }) => (
              <li key={name ?? ''} data-testid="dialogue-speaker" data-turns={turns}>
                {name ?? <i>{t('nobody')}</i>} <span className="muted">{t('turns', { count: turns })}</span>
              </li>
            ))}
            {more > 0 && <li className="muted">{t('more', { count: more })}</li>}
          </ul>
        </dd>
        <LeftOut found={found} />
        {tokens !== null && (
          <>
            <dt>{t('cost')}</dt>
            <dd data-testid={`dialogue-tokens-${side}`} data-value={tokens}>
              {t('tokens', { count: tokens })}
            </dd>
          </>
        )}
      </dl>
      <p>{t('ask')}</p>
      <div data-testid="dialogue-metadata" data-value={metadata}>
        <Radio.Group
          className={clsx(css.choices)}
          aria-label={t('ask')}
          value={metadata}
          onChange={(event) => chooseMetadata(store, side, event.target.value as typeof metadata)}
        >
          {METADATA_CHOICES.map((value) => (
            <div key={value}>
              <Radio value={value}>
                <span data-testid={`dialogue-metadata-${value}`}>{t(`choice.${value}`)}</span>
              </Radio>
              <div className={clsx('muted', css.about)}>{t(`about.${value}`)}</div>
            </div>
          ))}
        </Radio.Group>
      </div>
    </div>
  )
}

/** Words of an export that are in no message: its title, comments, a tool's arguments. */
function LeftOut({ found: { text, dialogue } }: Pick<Props, 'found'>) {
  const { t } = useTranslation('dialogue')
  if (dialogue.leftOut.length === 0) return null
  const words = dialogue.leftOut.map((range) => text.slice(...range).replace(/\s+/g, ' ')).join(' · ')
  return (
    <>
      <dt>{t('leftOut')}</dt>
      <dd title={words} data-testid="dialogue-left-out">
        {words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}
      </dd>
    </>
  )
}
