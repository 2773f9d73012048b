import { Button, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { fitsMachine } from '../../engine/model/estimate'
import type { GraphChoice, Inspection } from '../../engine/model/inspect'
import { useActions } from '../../core/react'
import { size } from '../../ui/quantities'
import { graphOf, isOnDisk, smallerGraph } from './offers'
import type { FoundRef } from './types'
import css from './models.module.css'

interface Props {
  readonly modelRef: FoundRef
  readonly inspection: Inspection
  readonly chosen: string | null
  /** Memory of the machine in GiB, as the browser reports it; null: it does not. */
  readonly deviceMemory: number | null
}

/** The choice of one of the model's graphs. */
export function GraphTable({ modelRef, inspection, chosen, deviceMemory }: Props) {
  const { t } = useTranslation('models')
  const { chooseGraph } = useActions()
  const onDisk = isOnDisk(modelRef)
  const graph = graphOf(inspection, chosen)
  return (
    <>
      <Radio.Group
        className={clsx(css.graphs)}
        aria-label={t('graph.label')}
        value={chosen}
        onChange={(event) => chooseGraph(String(event.target.value))}
      >
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('graph.file')}</th>
              <th title={t('graph.dtypeTitle')}>{t('graph.dtype')}</th>
              <th className={css.right}>{t('graph.size')}</th>
              {!onDisk && (
                <th className={css.right} title={t('graph.fetchTitle')}>
                  {t('graph.fetch')}
                </th>
              )}
              <th title={t('graph.memoryTitle')}>{t('graph.memory')}</th>
            </tr>
          </thead>
          <tbody>
            {inspection.graphs.map((each) => (
              <GraphRow
                key={each.file}
                graph={each}
                chosen={each.file === chosen}
                onDisk={onDisk}
                onChoose={() => chooseGraph(each.file)}
              />
            ))}
          </tbody>
        </table>
      </Radio.Group>
      <p className="muted">{t('graph.dtypeTitle')}</p>
      {graph && <MemoryWarning graph={graph} inspection={inspection} deviceMemory={deviceMemory} />}
    </>
  )
}

interface RowProps {
  readonly graph: GraphChoice
  readonly chosen: boolean
  readonly onDisk: boolean
  onChoose(): void
}

function GraphRow({ graph, chosen, onDisk, onChoose }: RowProps) {
  const { t } = useTranslation(['models', 'common', 'options'])
  const { file, dtype, bytes, toFetch, estimate, structure } = graph
  return (
    <tr data-chosen={chosen} onClick={onChoose}>
      <td className={css.name}>
        <Radio value={file} data-testid="graph-choice" data-file={file}>
          <span className="num">{file}</span>
        </Radio>
      </td>
      <td className="num">{dtype ?? <span className="muted">{t('graph.dtypeNone')}</span>}</td>
      <td className={clsx('num', css.right)} data-label={t('graph.size')}>
        {bytes === null ? t('unknownSize') : size(bytes)}
      </td>
      {!onDisk && (
        <td className={clsx('num', css.right)} data-label={t('graph.fetch')}>
          {toFetch === null ? t('unknownSize') : toFetch === 0 ? t('graph.fetchNone') : size(toFetch)}
        </td>
      )}
      <td title={t('graph.memoryTitle')} data-label={t('graph.memory')}>
        {estimate === null ? (
          <span className="muted">{t('graph.noEstimate')}</span>
        ) : (
          <>
            <span className="num">
              {t('graph.heap', { heap: size(estimate.heap), peak: size(estimate.peak) })}
            </span>{' '}
            <span className={css.verdict} data-verdict={estimate.verdict}>
              {t(`graph.verdict.${estimate.verdict}`)}
            </span>
            <div className="muted" data-testid="graph-structure" data-kind={structure?.kind ?? 'unknown'}>
              {structure === null
                ? t('graph.notLooked')
                : structure.kind === 'layers'
                  ? t('common:execution.layers', { count: structure.layers })
                  : t('graph.whole', { reason: t(`options:execution.why.${structure.reason}`) })}
            </div>
          </>
        )}
      </td>
    </tr>
  )
}

/** Warns if the chosen graph may be too large for a browser tab, and offers a smaller one. */
function MemoryWarning({
  graph,
  inspection,
  deviceMemory,
}: {
  readonly graph: GraphChoice
  readonly inspection: Inspection
  readonly deviceMemory: number | null
}) {
  const { t } = useTranslation('models')
  const { chooseGraph } = useActions()
  const { estimate } = graph
  if (estimate === null) return null
  const machineIsSmall = fitsMachine(estimate, deviceMemory) === 'tight'
  if (estimate.verdict === 'fits' && !machineIsSmall) return null
  const smaller = smallerGraph(inspection.graphs, graph)
  const peak = size(estimate.peak)
  const tooLarge = estimate.verdict === 'too-large'
  return (
    <p
      className={tooLarge ? 'red' : 'amber'}
      role="alert"
      data-testid="memory-warning"
      data-verdict={estimate.verdict}
    >
      {tooLarge
        ? t('graph.tooLarge', { peak })
        : machineIsSmall
          ? t('graph.machine', { peak, memory: deviceMemory })
          : t('graph.tight', { peak })}{' '}
      {t('graph.help')}{' '}
      {smaller && (
        <Button size="small" data-testid="graph-smaller" onClick={() => chooseGraph(smaller.file)}>
          {t('graph.smaller', {
            file: smaller.file,
            size: smaller.bytes === null ? t('unknownSize') : size(smaller.bytes),
          })}
        </Button>
      )}
    </p>
  )
}
