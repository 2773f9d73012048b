import { CheckOutlined, CloseOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCopy } from './use-copy'
import css from './CopyButton.module.css'

export interface CopyButtonProps {
  /** A function is called only on a click. Use one for a text that is expensive to make. */
  readonly text: string | (() => string)
  readonly label: string
  /** Shows only the icon. Screen readers read the label; hover shows it. */
  readonly iconOnly?: boolean
}

const ICONS = { idle: <CopyOutlined />, copied: <CheckOutlined />, failed: <CloseOutlined /> }

export function CopyButton({ text, label, iconOnly = false }: CopyButtonProps) {
  const { t } = useTranslation('common')
  const [state, copy] = useCopy()
  const said = state === 'idle' ? label : t(`copy.${state}`)
  return (
    <Button
      size="small"
      type="text"
      icon={ICONS[state]}
      title={said}
      aria-label={label}
      onClick={() => copy(typeof text === 'string' ? text : text())}
    >
      {!iconOnly && label}
      <span className={css.said} role="status">
        {state === 'idle' ? '' : said}
      </span>
    </Button>
  )
}
