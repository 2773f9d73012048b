import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { IndexField } from './IndexField'
import { Loading } from './Loading'
import { weightsOf, WINDOW, type Weights } from './look'
import { SpecialShare } from './SpecialShare'
import { canReadMore } from './staleness'
import type { Attention } from './types'
import type { Shown } from './use-shown'
import { WeightMatrix } from './WeightMatrix'
import { whatWords } from './what'
import css from './attention.module.css'

interface MatrixPartProps {
  readonly summary: NonNullable<Attention['summary']>
  readonly shown: Shown
  /** What is on the page, for the download. */
  readonly onWeights: (weights: Weights | null) => void
}

/** Every token with every token, in one layer. */
export function MatrixPart({ summary, shown, onWeights }: MatrixPartProps) {
  const { t } = useTranslation('attention')
  const { loadAttentionLayer } = useActions()
  const loaded = useAppState(({ attention }) => attention.layer)
  const canRead = useAppState(canReadMore)
  const { value, side } = summary
  const n = value.tokenized.ids.length
  const { look, setLook } = shown
  const { layer, head, reduce } = look
  const from = Math.min(look.from, n - 1)
  const to = Math.min(n, from + WINDOW)
  const isThere = loaded?.layer === layer && loaded.rows.from === from && loaded.rows.to === to
  const isWanted = canRead && !isThere && reduce !== 'rollout' && reduce !== 'all'
  useEffect(() => {
    if (isWanted) void loadAttentionLayer(layer, from, to)
  }, [loadAttentionLayer, isWanted, layer, from, to, value])

  const ofLayer = loaded?.layer === layer ? loaded : null
  const weights = useMemo(() => weightsOf(value, ofLayer, head, reduce), [value, ofLayer, head, reduce])
  useEffect(() => {
    onWeights(weights)
    return () => onWeights(null)
  }, [weights, onWeights])

  return (
    <>
      {n > WINDOW && reduce !== 'rollout' && reduce !== 'all' && (
        <div className={css.tools}>
          <IndexField
            label={t('window')}
            title={t('windowTitle', { count: WINDOW })}
            testId="attention-window-from"
            count={n}
            value={from}
            onChange={(next) => setLook({ from: next })}
          >
            <span data-testid="attention-window-to" data-value={to}>
              –{to}
            </span>
          </IndexField>
        </div>
      )}
      {reduce === 'all' && <p className={css.note}>{t('noMatrix')}</p>}
      {weights ? (
        <WeightMatrix
          weights={weights}
          tokens={value.tokenized.tokens}
          side={side}
          layer={layer}
          head={reduce === 'head' ? head : reduce}
          what={whatWords(t, look)}
          shown={shown}
        />
      ) : (
        isWanted && <Loading />
      )}
      <SpecialShare tokens={value.tokenized.tokens} shown={shown} />
    </>
  )
}
