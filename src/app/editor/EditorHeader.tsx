import { useRef } from 'react'
import { Button } from 'antd'
import { CloseOutlined, FolderOpenOutlined, SwapOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import type { Room } from './use-room'
import { integer } from '../../ui/quantities'
import { Slot } from '../../core/Slot'
import { FileChip } from './FileChip'
import { TokenCount } from './TokenCount'
import css from './editor.module.css'

interface Props {
  readonly side: Side
  /** UTF-16 offset in this text at which max_length cuts it; null: nothing is cut. */
  readonly cut: number | null
  /** Null: no button folds and opens the editors. */
  readonly room: Room | null
  readonly onRoom: (room: Room) => void
}

export function EditorHeader({ side, cut, room, onRoom }: Props) {
  const { t, i18n } = useTranslation()
  const actions = useActions()
  const length = useAppState((state) => state[side].text.length)
  const prefix = useAppState((state) => (side === 'a' ? state.settings.prefix : ''))
  const picker = useRef<HTMLInputElement>(null)
  const name = side.toUpperCase()

  return (
    <header className={css.head}>
      <span className="side-name" data-side={side}>
        {name}
      </span>
      {prefix !== '' && (
        <span className={css.prefixChip} title={t('editor.prefixTitle', { prefix })}>
          {t('editor.prefix')} <code>{prefix}</code>
        </span>
      )}
      <span className={clsx('num', 'muted', css.chars)} title={t('editor.charsTitle')}>
        {t('editor.chars', { count: length, formatted: integer(length, i18n.language) })}
      </span>
      <TokenCount side={side} />
      {cut !== null && (
        <span className={clsx('amber', css.cutAt)} data-testid={`cut-at-${side}`} data-value={cut}>
          {t('editor.cutAt', { at: integer(cut, i18n.language) })}
        </span>
      )}
      <span className="spacer" />
      <FileChip side={side} />
      <Slot name="editor" side={side} />
      {room !== null && (
        <Button
          size="small"
          type="link"
          data-testid={`editor-expand-${side}`}
          aria-expanded={room === 'open'}
          onClick={() => onRoom(room === 'open' ? 'folded' : 'open')}
        >
          {t(room === 'open' ? 'editor.fold' : 'editor.expand')}
        </Button>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".txt,.md,.markdown,.text,.log,.csv,.tsv,.json,.jsonl,.html,text/*"
        aria-label={t('editor.openTitle', { side: name })}
        onChange={(event) => {
          void actions.openFiles([...(event.target.files ?? [])], side)
          event.target.value = '' // so that choosing the same file again fires a change event
        }}
      />
      <Button
        size="small"
        type="text"
        icon={<FolderOpenOutlined />}
        title={t('editor.openTitle', { side: name })}
        onClick={() => picker.current?.click()}
      >
        <span className="wide-only">{t('editor.open')}</span>
      </Button>
      {side === 'a' && (
        <Button
          size="small"
          type="text"
          icon={<SwapOutlined />}
          title={t('editor.swapTitle')}
          onClick={actions.swap}
        >
          <span className="wide-only">{t('editor.swap')}</span>
        </Button>
      )}
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        title={t('editor.clearTitle', { side: name })}
        aria-label={t('editor.clearTitle', { side: name })}
        disabled={length === 0}
        onClick={() => actions.clear(side)}
      />
    </header>
  )
}
