import { useState, type ReactNode } from 'react'
import { Button, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { tolerances } from '../../engine/certify/tolerances'
import { HOSTS } from '../../platform/web/hub/address'
import { useActions, useAppState } from '../../core/react'
import { TermLink } from '../help'
import { CopyButton } from '../../ui/CopyButton'
import { size } from '../../ui/quantities'
import { BGE_M3, bytesOf, fetchCommand, type BgeM3File } from './bge-m3'
import { isOnline, nearest, realModels, storedModels } from './nearest'
import type { PickerTab } from './picker'
import css from './models.module.css'

const [HUB, MIRROR] = HOSTS

/** From what needs no download to what needs preparation. The recommended one comes first. */
const PLACES: readonly PickerTab[] = ['stored', 'site', 'hub', 'local']

/** Shown while no model was looked for: which files of bge-m3 there are, how large, how exact, and where they are nearest. */
export function Advice() {
  const { t } = useTranslation('models')
  const [id, choose] = useState<BgeM3File['id']>('int8')
  const chosen = BGE_M3.find((file) => file.id === id)!
  return (
    <div className={css.advice} data-testid="advice">
      <h3>{t('advice.title')}</h3>
      <Files id={id} onChoose={choose} />
      <p className="muted">{t('advice.bounds')}</p>
      <Sources chosen={chosen} />
    </div>
  )
}

interface FilesProps {
  readonly id: BgeM3File['id']
  readonly onChoose: (id: BgeM3File['id']) => void
}

function Files({ id, onChoose }: FilesProps) {
  const { t } = useTranslation('models')
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t('advice.file')}</th>
          <th className={css.right}>{t('advice.size')}</th>
          <th>
            <TermLink term="noise">{t('advice.exact')}</TermLink>
          </th>
          <th>
            <TermLink term="model head">{t('advice.heads')}</TermLink>
          </th>
          <th className={css.right}>{t('advice.heap')}</th>
        </tr>
      </thead>
      <tbody>
        {BGE_M3.map((file) => {
          const { dense_cosine, scores } = tolerances(file.dtype, 'fp32', false)
          return (
            <tr key={file.id} data-testid="advice-file" data-id={file.id} data-bytes={bytesOf(file)}>
              <td className={css.name}>
                <Radio
                  checked={file.id === id}
                  value={file.id}
                  name="advice"
                  onChange={() => onChoose(file.id)}
                >
                  <strong>{file.dtype}</strong> <span className="num">{file.repo}</span>
                  <div className="muted">{t(`advice.use.${file.id}`)}</div>
                </Radio>
              </td>
              <td className={clsx('num', css.right)}>{size(bytesOf(file))}</td>
              <td>{t('advice.noise', { cosine: dense_cosine, scores })}</td>
              <td>{t(`advice.headsOf.${file.heads}`)}</td>
              <td className={clsx('num', css.right)}>
                {file.heap === null ? t('advice.notMeasured') : size(file.heap)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** One line for each place, the nearest one marked. Nothing is asked before the user clicks Find or Load. */
function Sources({ chosen }: { readonly chosen: BgeM3File }) {
  const { t } = useTranslation('models')
  const { findSite, findStored, setAddress, setHubHost, setPickerTab } = useActions()
  const models = useAppState((state) => state.models)
  const stored = useAppState((state) => state.stored?.models ?? null)
  const online = isOnline(document.baseURI)
  const best = nearest({ models, stored, online })
  const real = realModels(models)
  const kept = storedModels({ models, stored })
  const fill = (host: (typeof HOSTS)[number]) => {
    setHubHost(host)
    setPickerTab('hub')
    setAddress(chosen.revision === null ? chosen.repo : `${chosen.repo}@${chosen.revision}`)
  }
  const contents: Readonly<Record<PickerTab, ReactNode>> = {
    stored: (
      <>
        {kept.length === 0
          ? t('advice.stored.none')
          : kept.map(({ key, title, storedBytes }) => (
              <Button key={key} size="small" onClick={() => (setPickerTab('stored'), findStored(key))}>
                {title} · {size(storedBytes)}
              </Button>
            ))}
      </>
    ),
    site: (
      <>
        {real.length === 0
          ? t('advice.site.none')
          : real.slice(0, 5).map(({ id, name, files }) => (
              <Button key={id} size="small" onClick={() => (setPickerTab('site'), findSite(id))}>
                {name ?? id} ·{' '}
                {files ? size(files.reduce((sum, file) => sum + file.bytes, 0)) : t('unknownSize')}
              </Button>
            ))}
      </>
    ),
    hub: (
      <>
        <Button size="small" data-testid="advice-hub" onClick={() => fill(HUB!)}>
          {t('advice.hub.fill', { repo: chosen.repo, host: 'huggingface.co' })}
        </Button>
        <Button size="small" data-testid="advice-mirror" onClick={() => fill(MIRROR!)}>
          {t('advice.hub.fill', { repo: chosen.repo, host: 'hf-mirror.com' })}
        </Button>
        <span className="muted">{t('advice.hub.asks')}</span>
      </>
    ),
    local: (
      <>
        <span>{t('advice.local.needs')}</span>
        <ul className={css.adviceFiles} data-testid="advice-local-files">
          {chosen.files.map(({ name, bytes }) => (
            <li key={name}>
              <span className="num">{name}</span> <span className="num muted">{size(bytes)}</span>
            </li>
          ))}
          <li className="muted">
            {t('advice.local.also', { files: ['config.json', ...chosen.also].join(', ') })}
          </li>
        </ul>
        {chosen.heads === 'baai' && <span className="muted">{t('advice.local.baai')}</span>}
        <span className={css.row}>
          <code>{fetchCommand(chosen)}</code>
          <CopyButton text={fetchCommand(chosen)} label={t('advice.local.copy')} iconOnly />
        </span>
        <Button size="small" data-testid="advice-local" onClick={() => setPickerTab('local')}>
          {t('local.folder')}
        </Button>
      </>
    ),
  }
  return (
    <dl className={css.sources}>
      {[best, ...PLACES.filter((tab) => tab !== best)].map((tab) => (
        <Source key={tab} tab={tab} best={best}>
          {contents[tab]}
        </Source>
      ))}
    </dl>
  )
}

interface SourceProps {
  readonly tab: PickerTab
  readonly best: PickerTab
  readonly children: ReactNode
}

function Source({ tab, best, children }: SourceProps) {
  const { t } = useTranslation('models')
  return (
    <div data-testid="advice-source" data-source={tab} data-best={tab === best}>
      <dt>
        {t(`tabs.${tab}`)}
        {tab === best && (
          <>
            {' '}
            <strong className={css.best}>{t('advice.best')}</strong>
          </>
        )}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
