import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface RulesButtonProps {
  readonly side: 'a' | 'b'
  /** Number of enabled rules. */
  readonly count: number
  /** Number of places in this text that the rules change. */
  readonly changes: number
  readonly onOpen: () => void
}

/** Shows how many rules are enabled; amber if they change this text. */
export function RulesButton({ side, count, changes, onOpen }: RulesButtonProps) {
  const { t } = useTranslation('rules')
  const words = [
    count === 0 ? t('button') : t('buttonCount', { count }),
    changes > 0 && t('changes', { count: changes }),
  ].filter(Boolean)
  return (
    <Button
      size="small"
      type="text"
      data-testid={`rules-open-${side}`}
      title={t('buttonTitle')}
      onClick={onOpen}
    >
      <span
        className={changes > 0 ? 'amber' : undefined}
        data-testid={`rules-changes-${side}`}
        data-count={changes}
      >
        {words.join(' · ')}
      </span>
    </Button>
  )
}
