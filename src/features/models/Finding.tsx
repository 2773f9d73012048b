import { Button, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions } from '../../core/react'
import type { Picker } from './picker'
import { ErrorBox } from '../../ui/ErrorBox'
import { size } from '../../ui/quantities'
import { originWords } from '../../ui/source-words'
import { Advice } from './Advice'
import { GraphTable } from './GraphTable'
import { HeadsOffer } from './HeadsOffer'
import { asksPooling, isStoredOnly, outputsOf } from './offers'
import { OutputsChoice } from './OutputsChoice'
import { PoolingChoice } from './PoolingChoice'
import { RunChoice, type ProviderChoice } from './RunChoice'
import type { FoundModel } from './types'
import type { Picking } from './use-picked'
import css from './models.module.css'

interface Props {
  readonly picker: Picker
  readonly picking: Picking
  readonly provider: ProviderChoice
  readonly capabilities: Capabilities
}

/** Shows the files of the found model, and the choices that they offer. No large file has been read yet. */
export function Finding({ picker, picking, provider, capabilities }: Props) {
  const { t } = useTranslation('models')
  return (
    <section
      className={css.finding}
      aria-label={t('found.label')}
      data-testid="model-found"
      data-phase={picker.found.phase}
    >
      {picking.error !== null && <ErrorBox error={picking.error} />}
      <Body picker={picker} picking={picking} provider={provider} capabilities={capabilities} />
    </section>
  )
}

function Body({ picker, picking, provider, capabilities }: Props) {
  const { t } = useTranslation('models')
  const { t: tCommon } = useTranslation('common')
  const { cancelFind } = useActions()
  const { found } = picker
  switch (found.phase) {
    case 'none':
      return picking.reading ? (
        <Spin size="small" />
      ) : (
        <>
          <p className="muted">{t('found.none')}</p>
          <Advice />
        </>
      )
    case 'searching':
      return (
        <div className={css.row} role="status">
          <Spin size="small" />
          <span>{t('found.searching', { title: found.title })}</span>
          <Button size="small" data-testid="find-cancel" onClick={cancelFind}>
            {t('found.cancel')}
          </Button>
        </div>
      )
    case 'failed':
      return <ErrorBox error={found.error} />
    case 'found': {
      const { ref, inspection } = found
      const outputs = outputsOf(inspection, picker.graphFile)
      return (
        <>
          <div className={css.foundHead} role="status">
            <strong>{inspection.id}</strong>{' '}
            <span className="num muted">{originWords(tCommon, inspection.origin)}</span>
            {isStoredOnly(ref) && <span className="muted"> · {t('found.fromStore')}</span>}
          </div>
          {inspection.graphs.length === 0 ? (
            <p className="red" role="alert">
              {t('found.noGraph')}
            </p>
          ) : (
            <GraphTable
              modelRef={ref}
              inspection={inspection}
              chosen={picker.graphFile}
              deviceMemory={capabilities.deviceMemory}
            />
          )}
          <Files inspection={inspection} />
          <dl className={css.choices}>
            <dt>{t('tokenizer.label')}</dt>
            <dd data-testid="found-tokenizer" data-missing={inspection.tokenizer === null}>
              {inspection.tokenizer === null ? (
                <span className="red" role="alert">
                  {t('tokenizer.missing')}
                </span>
              ) : (
                <span className="num">{inspection.tokenizer}</span>
              )}
            </dd>
            <HeadsOffer inspection={inspection} heads={picker.heads} picking={picking} />
            {asksPooling(inspection, picker.graphFile) && <PoolingChoice chosen={picker.pooling} />}
            {outputs.length > 0 && <OutputsChoice outputs={outputs} named={picker.outputs} />}
            <RunChoice provider={provider} capabilities={capabilities} />
          </dl>
        </>
      )
    }
  }
}

function Files({ inspection }: { readonly inspection: FoundModel['inspection'] }) {
  const { t } = useTranslation('models')
  const { files } = inspection
  return (
    <details className={css.files}>
      <summary>{t('found.files', { count: files.length })}</summary>
      <ul>
        {files.map(({ name, bytes, stored }) => (
          <li key={name}>
            <span className="num">{name}</span>{' '}
            <span className="num muted">{bytes === null ? t('unknownSize') : size(bytes)}</span>
            {stored && <span className="muted"> · {t('found.fileStored')}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
