import { Button, Switch } from 'antd'
import { memo, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import type { ModelInfo } from '../../engine/model/types'
import type { ScoreName, Weights } from '../../engine/score/types'
import { modelComparisonReport } from '../../formats/report/model-comparison'
import { reportText } from '../../formats/report/write'
import type { Compare } from './state-types'
import type { ModelChoice } from '../../core/state'
import { CopyButton } from '../../ui/CopyButton'
import { CompareResultView } from './CompareResultView'
import { ModelsTable, type ShownModel } from './ModelsTable'
import { RunLine } from './RunLine'
import view from '../../ui/view.module.css'
import css from './compare.module.css'

export interface CompareViewProps {
  readonly compare: Compare
  /** Model 1: the chosen and the loaded model. */
  readonly choice: ModelChoice | null
  readonly info: ModelInfo | null
  readonly weights: Weights
  readonly selected: ScoreName
  readonly changes: readonly Change[]
  readonly onChoose: () => void
  readonly onClear: () => void
  readonly onRanking: (ranking: boolean) => void
  readonly onRun: () => void
  readonly onCancel: () => void
  /** Another engine on the page's model; needs no second model. */
  readonly peer?: ReactNode
}

/** Compares two models on the same texts. */
export function CompareView(props: CompareViewProps) {
  const { compare, choice, info, weights, selected, changes } = props
  const { result, second } = compare
  const { t } = useTranslation('compare')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  if (second === null) return <Empty onChoose={props.onChoose} peer={props.peer} />
  return (
    <article className={view.view} data-testid="compare" data-stale={stale}>
      <header className={clsx(view.viewBar, css.head)}>
        <h2>{t('heading')}</h2>
        <Controls {...props} />
        {/* In a place that is always there, so that nothing moves when a text is changed. */}
        <span className={clsx('amber', css.stale)} role="status" title={staleText || undefined}>
          {staleText}
        </span>
        {result !== null && (
          <CopyButton
            label={t('copyJson')}
            text={() => reportText(modelComparisonReport(result, weights, stale))}
          />
        )}
      </header>
      <div className={clsx(view.viewBody, css.compare)}>
        <Models choice={choice} second={second} info={info} result={result} />
        <RunLine compare={compare} onCancel={props.onCancel} />
        {result === null ? (
          compare.run.phase === 'idle' && <p className={css.note}>{t('reads')}</p>
        ) : (
          <Results result={result} ranking={compare.ranking} weights={weights} selected={selected} />
        )}
        {props.peer}
      </div>
    </article>
  )
}

// A run's progress changes `compare` with each message: the tables are not rendered again for it.
const Results = memo(CompareResultView)

type ModelsProps = Pick<CompareViewProps, 'choice' | 'info'> & Pick<Compare, 'second' | 'result'>

function Models({ choice, second, info, result }: ModelsProps) {
  const models = useMemo(
    (): readonly [ShownModel, ShownModel] => [
      { choice, info: result?.first.info ?? info, inputs: result?.first.inputs ?? null },
      { choice: second, info: result?.second.info ?? null, inputs: result?.second.inputs ?? null },
    ],
    [choice, second, info, result],
  )
  return <Table models={models} />
}

const Table = memo(ModelsTable)

function Controls({ compare, onChoose, onClear, onRanking, onRun }: CompareViewProps) {
  const { t } = useTranslation('compare')
  return (
    <div className={css.controls}>
      <Button size="small" data-testid="compare-choose" onClick={onChoose}>
        {t('change')}
      </Button>
      <Button size="small" type="text" data-testid="compare-clear" onClick={onClear}>
        {t('remove')}
      </Button>
      <label className={css.switch} title={t('rankTitle')}>
        <Switch
          size="small"
          checked={compare.ranking}
          onChange={onRanking}
          data-testid="compare-ranking-switch"
        />{' '}
        {t('rankSwitch')}
      </label>
      <Button size="small" type="primary" data-testid="compare-run" title={t('runTitle')} onClick={onRun}>
        {t('run')}
      </Button>
    </div>
  )
}

function Empty({ onChoose, peer }: Pick<CompareViewProps, 'onChoose' | 'peer'>) {
  const { t } = useTranslation('compare')
  return (
    <article className={view.view} data-testid="compare">
      <div className={clsx(view.viewBody, css.compare)}>
        <div className={css.empty}>
          <h2>{t('heading')}</h2>
          <span>{t('intro')}</span>
          <span>{t('reads')}</span>
          <span>
            <Button type="primary" data-testid="compare-choose" onClick={onChoose}>
              {t('choose')}
            </Button>
          </span>
        </div>
        {peer}
      </div>
    </article>
  )
}
