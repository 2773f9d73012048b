import { Radio, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { MOST_SHOWN, pickSite, shownModels } from '../../core/model/site-models'
import { useActions, useAppState } from '../../core/react'
import type { Picker } from './picker'
import { size } from '../../ui/quantities'
import css from './models.module.css'

/** Models that the site's administrator provides. */
export function SiteTab({ picker }: { readonly picker: Picker }) {
  const { t } = useTranslation('models')
  const { findSite } = useActions()
  const models = useAppState((state) => state.models)
  const { found } = picker
  const chosen = found.phase === 'found' && found.ref.kind === 'site' ? found.ref.id : null
  if (models.length === 0) return <p className="muted">{t('site.none')}</p>
  return (
    <Radio.Group
      vertical
      className={clsx(css.list)}
      aria-label={t('site.label')}
      value={chosen}
      onChange={(event) => findSite(String(event.target.value))}
    >
      {shownModels(models, chosen).map((model) => {
        const { bytes, notes } = pickSite(model)
        return (
          <Radio key={model.id} value={model.id} data-testid={`model-choice-${model.id}`}>
            <strong>{model.name ?? model.id}</strong>{' '}
            <span className="muted num">{bytes === null ? t('unknownSize') : size(bytes)}</span>
            {model.isDemo && (
              <>
                {' '}
                <Tag color="warning" variant="outlined">
                  {t('site.demo')}
                </Tag>
              </>
            )}
            {notes !== null && <div className="muted">{notes}</div>}
          </Radio>
        )
      })}
      {models.length > MOST_SHOWN && (
        <p className="muted">{t('site.more', { count: models.length - MOST_SHOWN })}</p>
      )}
    </Radio.Group>
  )
}
