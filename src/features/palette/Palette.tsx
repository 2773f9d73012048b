import { use, useRef, useState } from 'react'
import { Modal } from 'antd'
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from 'cmdk'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { COMMAND_GROUPS, type Command as PageCommand, type Commands } from '../../core/commands/types'
import type { Feature } from '../../core/feature'
import { useActions, useApp, useAppState } from '../../core/react'
import type { Language } from '../../i18n'
import { listed, loadCommands } from './load'
import { score, wordsOf } from './search'
import css from './palette.module.css'

/** It opens over any dialog, and over the help. */
const ABOVE_DIALOGS = 1200

/** Every action of the page, searched. */
export function Palette({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation('palette')
  const { openPalette } = useActions()
  const open = useAppState((state) => state.paletteOpen)
  // Run when the palette is gone and has given the focus back: what the command opens or focuses keeps the focus.
  const chosen = useRef<PageCommand | null>(null)
  return (
    <Modal
      open={open}
      onCancel={() => openPalette(false)}
      afterClose={() => {
        const command = chosen.current
        chosen.current = null
        // Not within this closing: what opens another dialog would find this one still holding the focus.
        if (command) setTimeout(() => void command.run(), 0)
      }}
      footer={null}
      closable={false}
      title={t('label')}
      width={640}
      className={clsx(css.dialog)}
      classNames={{ container: clsx(css.frame), header: clsx(css.name) }}
      destroyOnHidden
      zIndex={ABOVE_DIALOGS}
      transitionName=""
      maskTransitionName=""
    >
      <List
        capabilities={capabilities}
        onChoose={(command) => {
          chosen.current = command
          openPalette(false)
        }}
      />
    </Modal>
  )
}

let sources: Promise<readonly Commands[]> | null = null
/** The same promise each time, so that React can wait for it; a failed one is not kept. */
function sourcesOf(features: readonly Feature[]): Promise<readonly Commands[]> {
  sources ??= loadCommands(features).catch((error: unknown) => {
    sources = null
    throw error
  })
  return sources
}

interface ListProps {
  readonly capabilities: Capabilities
  readonly onChoose: (command: PageCommand) => void
}

function List({ capabilities, onChoose }: ListProps) {
  const { t, i18n } = useTranslation('palette')
  const app = useApp()
  const commands = use(sourcesOf(app.features))
  // As the page is when the palette opens.
  const [all] = useState(() => listed(commands, { app, capabilities }))
  const language = i18n.language as Language
  return (
    <Command label={t('label')} filter={score} loop data-testid="palette" className={css.palette}>
      <CommandInput
        autoFocus
        className={css.input}
        placeholder={t('placeholder')}
        aria-label={t('placeholder')}
        data-testid="palette-input"
      />
      <CommandList className={css.list} label={t('label')}>
        <CommandEmpty className={css.empty}>{t('empty')}</CommandEmpty>
        {COMMAND_GROUPS.map((group) => {
          const own = all.filter((command) => command.group === group)
          if (own.length === 0) return null
          return (
            <CommandGroup key={group} heading={t(`group.${group}`)} className={css.group}>
              {own.map((command) => (
                <CommandItem
                  key={command.id}
                  value={command.id}
                  keywords={wordsOf(command)}
                  disabled={command.unavailable !== undefined}
                  className={css.item}
                  data-testid="palette-command"
                  data-id={command.id}
                  data-chosen={command.chosen ?? false}
                  onSelect={() => onChoose(command)}
                >
                  <span className={css.title}>
                    {command.title[language]}
                    {command.chosen && <span className="muted"> ✓ {t('chosen')}</span>}
                  </span>
                  {command.unavailable && <span className="muted">{command.unavailable[language]}</span>}
                  {command.keys && <kbd>{command.keys}</kbd>}
                </CommandItem>
              ))}
            </CommandGroup>
          )
        })}
      </CommandList>
      <p className={css.foot}>{t('foot')}</p>
    </Command>
  )
}
