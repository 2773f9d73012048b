import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { estimateSeconds } from '../../engine/model/estimate'
import { useActions } from '../../core/react'
import type { Picker } from './picker'
import { size } from '../../ui/quantities'
import { blockedBy, bytesToFetch, hostName, hostOf } from './offers'
import type { ProviderChoice } from './RunChoice'
import type { FoundModel } from './types'
import css from './models.module.css'

/** The button that loads the model. It says how many bytes the load downloads. */
export function LoadBar({
  picker,
  provider,
}: {
  readonly picker: Picker
  readonly provider: ProviderChoice
}) {
  const { t } = useTranslation('models')
  const { closePicker, loadFound } = useActions()
  const { found, graphFile, heads } = picker
  const model = found.phase === 'found' ? found : null
  const blocked = model && blockedBy(model.inspection, graphFile)
  const fetched = model && bytesToFetch(model.ref, model.inspection, graphFile, heads)
  return (
    <div className={css.load}>
      <div className={css.loadWords} id="model-load-words">
        {model &&
          (blocked === null ? (
            <LoadCost model={model} picker={picker} fetched={fetched} />
          ) : (
            <span className="red">{t(`load.blocked.${blocked}`)}</span>
          ))}
      </div>
      <Button onClick={closePicker}>{t('close')}</Button>
      <Button
        type="primary"
        data-testid="model-load"
        disabled={model === null || blocked !== null}
        aria-describedby="model-load-words"
        onClick={() => loadFound(provider.value)}
      >
        {fetched === null || fetched === 0 ? t('load.load') : t('load.fetches', { size: size(fetched) })}
      </Button>
    </div>
  )
}

interface LoadCostProps {
  readonly model: FoundModel
  readonly picker: Picker
  readonly fetched: number | null
}

/**
 * Says where the bytes come from, and how long it takes to create the session. Only files that are not stored are
 * downloaded.
 */
function LoadCost(props: LoadCostProps) {
  const { t } = useTranslation('models')
  const { model, picker } = props
  const graph = model.inspection.graphs.find(({ file }) => file === picker.graphFile)
  const seconds = graph?.bytes == null ? 0 : estimateSeconds({ bytes: graph.bytes, rate: null }).session
  return (
    <>
      <WhereFrom {...props} /> {seconds >= 1 && t('load.seconds', { seconds: Math.ceil(seconds) })}
    </>
  )
}

function WhereFrom({ model, picker, fetched }: LoadCostProps) {
  const { t } = useTranslation('models')
  const host = hostOf(model.ref)
  const { heads } = picker
  if (host === null) {
    if (heads?.kind !== 'hub') return t('load.disk')
    return t('load.diskHeads', { size: size(fetched ?? 0), host: hostName(heads.host) })
  }
  if (fetched === null) return t('load.networkUnknown', { host })
  if (fetched === 0) return t('load.stored')
  return (
    <>
      {t('load.network', { size: size(fetched), host })} {t('load.rate')}
    </>
  )
}
