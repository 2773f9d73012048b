import { useTranslation } from 'react-i18next'
import { TEXT_ENCODINGS } from '../../engine/text/encodings'
import { useActions, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { MenuButton } from '../../ui/MenuButton'
import { encodingName } from './encoding-name'
import css from './editor.module.css'

/** Shows which file the text was read from and how it was decoded. The user can choose another encoding. */
export function FileChip({ side }: { readonly side: Side }) {
  const { t } = useTranslation()
  const { chooseEncoding } = useActions()
  const file = useAppState((state) => state[side].file)
  const edited = useAppState(({ [side]: { file: from, text } }) =>
    from?.original != null ? from.original !== text : false,
  )
  if (!file) return null
  const encoding = encodingName(file.encoding)
  const remarks = [
    edited && t('editor.edited'),
    file.lossy > 0 && t('editor.lossy', { count: file.lossy }),
    file.doubtful && t('editor.doubtful'),
  ].filter((remark) => remark !== false)
  return (
    <span className={css.fileChip}>
      <span className={css.fileName} title={file.name}>
        {file.name}
      </span>
      <MenuButton
        size="small"
        type="text"
        disabled={file.bytes === null}
        data-testid={`encoding-${side}`}
        data-value={file.encoding}
        title={
          file.bytes === null
            ? t('editor.encodingGone', { encoding })
            : t('editor.encodingTitle', { encoding, how: t(`editor.how.${file.how}`) })
        }
        menu={{
          selectedKeys: [file.encoding],
          items: TEXT_ENCODINGS.map((each) => ({ key: each, label: encodingName(each) })),
          onClick: ({ key }) => {
            const chosen = TEXT_ENCODINGS.find((each) => each === key)
            if (chosen) void chooseEncoding(side, chosen)
          },
        }}
      >
        {encoding} ▾
      </MenuButton>
      {remarks.length > 0 && (
        <span className={file.lossy > 0 || file.doubtful ? 'amber' : undefined}>{remarks.join(' · ')}</span>
      )}
    </span>
  )
}
