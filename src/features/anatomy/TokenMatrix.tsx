import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { visibleToken } from '../../ui/token-parts'
import { extent } from '../../ui/matrix/extent'
import { Legend } from '../../ui/matrix/Legend'
import { MatrixCanvas } from '../../ui/matrix/MatrixCanvas'
import { other, type At, type Side } from './marks'
import type { SimilarityMatrix } from './similarity-matrix'

interface TokenMatrixProps {
  readonly matrix: SimilarityMatrix
  readonly asking: Side
  readonly onOpen: (at: At) => void
}

/** The matrix of token similarities. The maximum of each row gives the ColBERT score. */
export function TokenMatrix({ matrix, asking, onOpen }: TokenMatrixProps) {
  const { t } = useTranslation('anatomy')
  const answering = other(asking)
  const picture = useMemo(() => {
    const { data, rowTokens, colTokens, firstRow, firstCol } = matrix
    return {
      firstRow,
      firstCol,
      rowTokens,
      colTokens,
      data,
      rows: rowTokens.length,
      cols: colTokens.length,
      rowOrder: null,
      colOrder: null,
      ...extent(data),
      threshold: null,
      rowLabel: (row: number) => visibleToken(rowTokens[row]!),
      colLabel: (col: number) => visibleToken(colTokens[col]!),
      maxima: true,
      digits: 2,
    }
  }, [matrix])
  return (
    <>
      <MatrixCanvas
        picture={picture}
        rowHue={`--hue-${asking}`}
        colHue={`--hue-${answering}`}
        label={t('colbert.matrix')}
        testId="anatomy-matrix"
        name="anatomy-matrix"
        height={Math.min(420, Math.max(180, picture.rows * 22 + 44))}
        labelWidth={90}
        onOpen={({ i }) => onOpen({ side: asking, index: i + picture.firstRow })}
        describe={({ i, j }) => (
          <>
            <b className="side-name" data-side={asking}>
              {i + picture.firstRow} {visibleToken(picture.rowTokens[i]!)}
            </b>{' '}
            ×{' '}
            <b className="side-name" data-side={answering}>
              {j + picture.firstCol} {visibleToken(picture.colTokens[j]!)}
            </b>
            <div className="num">{picture.data[i * picture.cols + j]}</div>
          </>
        )}
      />
      <Legend
        low={picture.low}
        high={picture.high}
        testId="anatomy-matrix-legend"
        maxima={t('colbert.maxima')}
      >
        {t('colbert.legend')}
      </Legend>
    </>
  )
}
