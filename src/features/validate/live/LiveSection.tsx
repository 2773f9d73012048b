import { useTranslation } from 'react-i18next'
import { Fold } from '../../../ui/Fold'
import { LiveView } from './LiveView'

/** Closed until the user opens it: most validations are of a file. */
export function LiveSection() {
  const { t } = useTranslation('validate')
  return (
    <div data-testid="live">
      <Fold title={t('live.title')} open={false}>
        <LiveView />
      </Fold>
    </div>
  )
}
