import { useTranslation } from 'react-i18next'
import { METADATA_CHOICES } from '../../core/settings/table'
import { Choice } from '../../ui/Choice'
import type { RulesDialogProps } from './props'
import css from './rules.module.css'

/** What happens to timestamps and speakers of a conversation: in one line, since the chip above such a text says more. */
export function MetadataChoice({ metadata, onMetadata }: Pick<RulesDialogProps, 'metadata' | 'onMetadata'>) {
  const { t } = useTranslation('rules')
  return (
    <p className={css.note}>
      <Choice
        named
        testId="rules-metadata"
        label={t('metadata.title')}
        value={metadata}
        options={METADATA_CHOICES.map((value) => ({ value, label: t(`metadata.${value}`) }))}
        onChange={onMetadata}
      />{' '}
      {t('metadata.pointer')}
    </p>
  )
}
