import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface RulesButtonProps {
  readonly side: 'a' | 'b'
  /** Number of enabled rules. */
  readonly count: number
  /** Number of places in this text that the rules change. */
  readonly changes: number
  /** Number of turns of a conversation whose timestamps and speakers are removed from the whole text. */
  readonly turnsLeftOut: number
  readonly onOpen: () => void
}

/** Shows how many rules are enabled; amber if they change this text. */
export function RulesButton({ side, count, changes, turnsLeftOut, onOpen }: RulesButtonProps) {
  const { t } = useTranslation('rules')
  const changed = changes > 0 || turnsLeftOut > 0
  const words = [
    count === 0 ? t('button') : t('buttonCount', { count }),
    changes > 0 && t('changes', { count: changes }),
    turnsLeftOut > 0 && t('turnsOut', { count: turnsLeftOut }),
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
        className={changed ? 'amber' : undefined}
        data-testid={`rules-changes-${side}`}
        data-count={changes}
      >
        {words.join(' · ')}
      </span>
    </Button>
  )
}
