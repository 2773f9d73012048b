import { useRef } from 'react'
import { Button } from 'antd'
import { CloseOutlined, FileOutlined, FolderOpenOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { pickedFromHandle, pickedFromInput } from '../../platform/web/local/collect'
import { useActions, useAppState } from '../../core/react'
import { formatDate } from '../../ui/format-date'
import type { Picking } from './use-picked'
import css from './models.module.css'

type PickDirectory = (options: { mode: 'read' }) => Promise<FileSystemDirectoryHandle>
const directoryPicker = (): PickDirectory | undefined =>
  (window as { showDirectoryPicker?: PickDirectory }).showDirectoryPicker?.bind(window)

/** The attribute that makes an input pick a folder. It is missing in the types of React. */
const ANY_FOLDER = { webkitdirectory: '' }

/** The tab for a model from the user's disk. Its files are not uploaded. */
export function LocalTab({ picking }: { readonly picking: Picking }) {
  const { t } = useTranslation('models')
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const pickDirectory = directoryPicker()
  const pickList = (input: HTMLInputElement) => {
    const { files } = input
    if (files && files.length > 0) picking.pick(pickedFromInput([...files]))
    input.value = '' // so that the same files can be chosen again
  }
  return (
    <div>
      <div className={css.drop} data-testid="local-drop">
        <p>{t('local.drop')}</p>
        <div className={css.row}>
          <Button
            icon={<FolderOpenOutlined />}
            data-testid="local-folder"
            onClick={() => {
              if (pickDirectory) picking.pick(pickDirectory({ mode: 'read' }).then(pickedFromHandle))
              else folder.current?.click()
            }}
          >
            {t('local.folder')}
          </Button>
          <Button icon={<FileOutlined />} data-testid="local-files" onClick={() => files.current?.click()}>
            {t('local.files')}
          </Button>
        </div>
        <input
          ref={folder}
          type="file"
          hidden
          multiple
          aria-label={t('local.folder')}
          data-testid="local-folder-input"
          onChange={(event) => pickList(event.target)}
          {...ANY_FOLDER}
        />
        <input
          ref={files}
          type="file"
          hidden
          multiple
          aria-label={t('local.files')}
          data-testid="local-files-input"
          onChange={(event) => pickList(event.target)}
        />
        <p className="muted">{t('local.stays')}</p>
        <p className="muted">{t('local.needs')}</p>
      </div>
      <Remembered canRemember={pickDirectory !== undefined} />
    </div>
  )
}

function Remembered({ canRemember }: { readonly canRemember: boolean }) {
  const { t, i18n } = useTranslation('models')
  const { findFolder, forgetFolder } = useActions()
  const folders = useAppState((state) => state.folders)
  if (!canRemember) return <p className="muted">{t('local.notRemembered')}</p>
  if (folders.length === 0) return null
  return (
    <section>
      <h3>{t('local.remembered')}</h3>
      <ul className={css.folders}>
        {folders.map(({ key, name, when }) => (
          <li key={key} data-testid="local-remembered">
            <Button
              size="small"
              type="link"
              icon={<FolderOpenOutlined />}
              title={t('local.asks')}
              onClick={() => void findFolder(key)}
            >
              {name}
            </Button>
            <span className="muted num">{formatDate(when, i18n.language)}</span>
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              title={t('local.forget', { name })}
              aria-label={t('local.forget', { name })}
              onClick={() => forgetFolder(key)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
