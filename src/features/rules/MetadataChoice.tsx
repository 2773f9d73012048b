import { useTranslation } from 'react-i18next'
import { METADATA_CHOICES } from '../../core/settings/table'
import { Choice } from '../../ui/Choice'
import { Section } from '../../ui/Section'
import type { RulesDialogProps } from './props'
import css from './rules.module.css'

type MetadataChoiceProps = Pick<RulesDialogProps, 'metadata' | 'onMetadata' | 'dialogueA' | 'dialogueB'>

/**
 * The choice of what happens to timestamps and speakers of a conversation. Says in which texts a conversation was
 * recognised.
 */
export function MetadataChoice({ metadata, onMetadata, dialogueA, dialogueB }: MetadataChoiceProps) {
  const { t } = useTranslation('rules')
  const turns = (['A', 'B'] as const).flatMap((side) => {
    const found = side === 'A' ? dialogueA : dialogueB
    return found ? [t('metadata.found', { side, count: found.turns })] : []
  })
  return (
    <Section title={t('metadata.title')}>
      <Choice
        testId="rules-metadata"
        label={t('metadata.title')}
        value={metadata}
        options={METADATA_CHOICES.map((value) => ({ value, label: t(`metadata.${value}`) }))}
        onChange={onMetadata}
      />
      <p className={css.note}>
        {t(`metadata.${metadata}Title`)} {turns.length > 0 ? turns.join(' ') : t('metadata.none')}
      </p>
    </Section>
  )
}
