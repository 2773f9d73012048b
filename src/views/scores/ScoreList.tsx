import { Grid, Segmented } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SCORE_NAMES, type ScoreName, type Scores } from '../../engine/score/types'
import { formatNumber } from '../../ui/format'

export interface ScoreListProps {
  readonly scores: Scores | null
  readonly selected: ScoreName
  readonly onSelect: (name: ScoreName) => void
}

/** The five scores as one radio group: arrow keys choose. A column, or a row that scrolls on a phone. */
export function ScoreList({ scores, selected, onSelect }: ScoreListProps) {
  const { t } = useTranslation('scores')
  const wide = Grid.useBreakpoint().md ?? true
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    list.current?.querySelector('input:checked')?.parentElement?.scrollIntoView({ block: 'nearest' })
  }, [selected, wide])
  return (
    <nav ref={list} className="scores-list" aria-label={t('list')}>
      <Segmented<ScoreName>
        name="m3scope-score"
        orientation={wide ? 'vertical' : 'horizontal'}
        block={wide}
        value={selected}
        onChange={onSelect}
        options={SCORE_NAMES.map((name) => {
          const score = scores?.[name]
          return {
            value: name,
            label: (
              <span className="scores-choice">
                <span>{t(`names.${name}`)}</span>
                <span className="ui-mono">
                  {score?.state === 'available' ? formatNumber(score.value, 4) : '–'}
                </span>
              </span>
            ),
          }
        })}
      />
    </nav>
  )
}
