import { useTranslation } from 'react-i18next'
import { DEFAULT_COLLECTION, type ExportTarget } from '../../formats/export/types'
import { exportFileName } from './plan'
import type { ExportOptions } from './types'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'

interface Props {
  readonly target: ExportTarget
  readonly settings: ExportOptions
}

/** Shows commands that load the file into the database. */
export function Loading({ target, settings }: Props) {
  const { t } = useTranslation('exports')
  const now = new Date()
  const setup = exportFileName({ ...target, extension: target.setup?.extension ?? '' }, now, 'setup')
  // If the target does not allow the chosen name, the commands use the default name.
  const name = target.limits.name?.valid(settings.name) === false ? DEFAULT_COLLECTION : settings.name
  const commands = target.load(exportFileName(target, now), setup, name)
  return (
    <Section title={t('load.title')} actions={<CopyButton text={commands} label={t('load.copy')} />}>
      <pre className="code-block" tabIndex={0} data-testid="export-commands">
        {commands}
      </pre>
      {commands.includes('$') && <p className="muted">{t('load.notRun')}</p>}
    </Section>
  )
}
