import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../engine/errors'
import { TEXT_ENCODINGS } from '../../engine/text/encodings'
import { useActions } from '../../core/react'
import type { Side } from '../../core/state'
import { encodingName } from './encoding-name'

interface Props {
  readonly error: ErrorData
  readonly side: Side
}

/**
 * A button for a file that no encoding decodes without errors. Opens it with the encoding that fits best, or with one
 * that the user chooses.
 */
export function OpenAnyway({ error, side }: Props) {
  const { t } = useTranslation()
  const actions = useActions()
  const nearest = TEXT_ENCODINGS.find((each) => each === error.values['nearest']) ?? 'utf-8'
  return (
    <Dropdown.Button
      size="small"
      trigger={['click']}
      onClick={() => void actions.chooseEncoding(side, nearest)}
      menu={{
        items: TEXT_ENCODINGS.map((each) => ({ key: each, label: encodingName(each) })),
        onClick: ({ key }) => {
          const chosen = TEXT_ENCODINGS.find((each) => each === key)
          if (chosen) void actions.chooseEncoding(side, chosen)
        },
      }}
    >
      {t('notice.openAnyway', { encoding: encodingName(nearest) })}
    </Dropdown.Button>
  )
}
