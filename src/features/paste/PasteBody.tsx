import { useState, type Ref } from 'react'
import { Button, Input, Upload } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useTranslation } from 'react-i18next'
import { chosenCase } from './proposals'
import { useActions, useAppState } from '../../core/react'
import { ErrorBox } from '../../ui/ErrorBox'
import { Pasted } from './Pasted'
import { PasteNotes } from './PasteNotes'
import { PastedVectors } from './PastedVectors'
import { SHOWN_LIMIT } from './shown'
import css from './paste.module.css'

const ACCEPT = '.har,.json,.jsonl,.txt,.log,.sh,.bat,.cmd,.ps1,.js'

/** The field for a request, and what was read of it. The same in the dialog and in the section of the tab. */
export function PasteBody({ area = null }: { readonly area?: Ref<TextAreaRef> }) {
  const { t } = useTranslation('paste')
  const { setPaste, openPasteFile } = useActions()
  const paste = useAppState((state) => state.paste)
  const [over, setOver] = useState(false)
  const found = chosenCase(paste)
  const { read, file } = paste
  return (
    <>
      <p className={css.note}>{t('intro')}</p>
      <div
        className={css.area}
        data-over={over}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          const [dropped] = event.dataTransfer.files
          setOver(false)
          if (!dropped) return
          event.preventDefault()
          void openPasteFile(dropped)
        }}
      >
        <Input.TextArea
          ref={area}
          className="num"
          data-testid="paste-text"
          aria-label={t('area')}
          placeholder={t('placeholder')}
          value={paste.text}
          autoSize={{ minRows: 5, maxRows: 8 }}
          spellCheck={false}
          onChange={(event) => void setPaste(event.target.value)}
          onPaste={(event) => {
            // A long text is taken before the browser lays it out.
            const { value, selectionStart, selectionEnd } = event.currentTarget
            const whole =
              value.slice(0, selectionStart) +
              event.clipboardData.getData('text/plain') +
              value.slice(selectionEnd)
            if (whole.length <= SHOWN_LIMIT) return
            event.preventDefault()
            void setPaste(whole)
          }}
        />
      </div>
      <div className={css.tools}>
        <Upload
          accept={ACCEPT}
          showUploadList={false}
          beforeUpload={(chosen) => {
            void openPasteFile(chosen)
            return false
          }}
        >
          <Button size="small" data-testid="paste-file">
            {t('chooseFile')}
          </Button>
        </Upload>
        <span className="muted">
          {paste.hidden !== null
            ? t('textNotShown', { count: paste.hidden })
            : file === null
              ? t('dropHint')
              : read.phase === 'reading' || paste.text !== ''
                ? file
                : t('fileNotShown', { file })}
        </span>
      </div>
      {read.phase === 'reading' && (read.name !== null || paste.hidden !== null) && (
        <p role="status">{read.name === null ? t('readingText') : t('reading', { file: read.name })}</p>
      )}
      {read.phase === 'failed' && <ErrorBox error={read.error} />}
      {read.phase === 'vectors' && <PastedVectors reply={read.reply} alone />}
      {(read.phase === 'failed' || read.phase === 'vectors') && <PasteNotes notes={read.notes ?? []} />}
      {found !== null && read.phase === 'read' && <Pasted cases={read.cases} found={found} />}
    </>
  )
}

export function LoadPasted() {
  const { t } = useTranslation('paste')
  const { loadPaste } = useActions()
  const found = useAppState((state) => chosenCase(state.paste) !== null)
  return (
    <Button type="primary" data-testid="paste-load" disabled={!found} onClick={loadPaste}>
      {t('load')}
    </Button>
  )
}
