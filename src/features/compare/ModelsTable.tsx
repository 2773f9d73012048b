import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ModelInfo } from '../../engine/model/types'
import type { ModelChoice, RunInputs } from '../../core/state'
import { CopyButton } from '../../ui/CopyButton'
import { dtypeWith } from '../../ui/dtype'
import { size } from '../../ui/quantities'
import css from './compare.module.css'
import { originWords } from '../../ui/source-words'

export interface ShownModel {
  /** What is known before the model is loaded. */
  readonly choice: ModelChoice | null
  /** Facts of the model that made the result, or of the loaded model. */
  readonly info: ModelInfo | null
  /** Inputs of the model's result; null: no result yet. */
  readonly inputs: RunInputs | null
}

const COLUMNS = ['model', 'dtype', 'dimension', 'tokenizer', 'maxLength', 'graph', 'origin', 'hash'] as const
type Column = (typeof COLUMNS)[number]

/** The facts about both models, with their differences. The numbers below the table belong to these two models. */
export function ModelsTable({ models }: { readonly models: readonly [ShownModel, ShownModel] }) {
  const { t } = useTranslation('compare')
  return (
    <table className={css.models}>
      <thead>
        <tr>
          <td />
          {COLUMNS.map((column) => (
            <th key={column}>{t(`columns.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {models.map((model, index) => (
          <ModelRow key={index} n={index + 1} model={model} />
        ))}
      </tbody>
    </table>
  )
}

function ModelRow({ n, model }: { readonly n: number; readonly model: ShownModel }) {
  const { t } = useTranslation('compare')
  const { t: tCommon } = useTranslation('common')
  const { choice, info, inputs } = model
  const unread =
    n === 1
      ? t('notLoaded')
      : choice?.bytes == null
        ? t('notReadUnknown')
        : t('notRead', { size: size(choice.bytes) })
  const values: Readonly<Record<Column, string>> = {
    model: info?.id ?? choice?.name ?? '–',
    dtype: info === null ? unread : inputs === null ? info.dtype.value : dtypeWith(tCommon, info, inputs),
    dimension: info === null ? '' : String(dimensionOf(info)),
    tokenizer: info === null ? '' : tokenizerOf(info, inputs),
    maxLength: inputs === null ? '' : String(inputs.maxLength),
    graph: info?.graphFile ?? '',
    origin: info ? originWords(tCommon, info.origin) : '',
    hash: info?.hash.slice(0, 12) ?? '',
  }
  const isDemo = info?.isDemo ?? choice?.isDemo ?? false
  return (
    <tr data-testid={`compare-model-${n}`} data-model={info?.id ?? choice?.id}>
      <th scope="row">{t('model', { n })}</th>
      {COLUMNS.map((column) => (
        <td key={column} data-column={column} data-label={t(`columns.${column}`)} title={values[column]}>
          {values[column]}
          {column === 'model' && isDemo && <span className={clsx('amber', css.demo)}> · {t('demo')}</span>}
          {column === 'hash' && info && (
            <CopyButton iconOnly label={t('copyHash', { hash: info.hash })} text={info.hash} />
          )}
        </td>
      ))}
    </tr>
  )
}

const dimensionOf = ({ heads, hiddenSize }: ModelInfo): number =>
  heads.dense.state === 'available' ? heads.dense.value.dimension : hiddenSize.value

const tokenizerOf = ({ tokenizer }: ModelInfo, inputs: RunInputs | null): string =>
  tokenizer.kind === 'huggingface-js' ? tokenizer.engine : (inputs?.tokenizerMode ?? tokenizer.mode ?? '')
