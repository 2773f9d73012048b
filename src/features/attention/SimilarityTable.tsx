import { useTranslation } from 'react-i18next'
import { Num } from '../../ui/Num'
import css from './attention.module.css'

export interface SimilarityRow {
  /** 0: the embeddings, before the first layer. */
  readonly layer: number
  /** Cosines of the hidden states of both texts: of `<s>`, and of the mean over all tokens. */
  readonly cls: number
  readonly mean: number
}

interface SimilarityTableProps {
  readonly rows: readonly SimilarityRow[]
  /** The pooling of the model; its column is marked. */
  readonly pooling: string | null
}

/** The similarity after each layer as numbers. */
export function SimilarityTable({ rows, pooling }: SimilarityTableProps) {
  const { t } = useTranslation('attention')
  return (
    <table className={css.layers}>
      <thead>
        <tr>
          <th>{t('layer')}</th>
          <th>
            {'<s>'} {pooling === 'cls' && '★'}
          </th>
          <th>
            {t('similarity.mean')} {pooling === 'mean' && '★'}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ layer, cls, mean }) => (
          <tr key={layer} data-testid="similarity-layer" data-layer={layer} data-cls={cls} data-mean={mean}>
            <td className="num muted">{layer === 0 ? t('similarity.embeddings') : layer}</td>
            <td>
              <Num value={cls} />
            </td>
            <td>
              <Num value={mean} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
