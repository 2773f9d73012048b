import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { attentionReport } from '../../formats/report/attention'
import { reportText } from '../../formats/report/write'
import { useAppState } from '../../core/react'
import { download } from '../../ui/download'
import { ErrorBox } from '../../ui/ErrorBox'
import { Body } from './Body'
import { HeadsPart } from './HeadsPart'
import { LookTools } from './LookTools'
import type { Weights } from './look'
import { MatrixPart } from './MatrixPart'
import { Provenance } from './Provenance'
import { RowTable } from './RowTable'
import { canReadMore } from './staleness'
import { TextPart } from './TextPart'
import type { Attention } from './types'
import { useShown } from './use-shown'
import css from './attention.module.css'

interface ReadViewProps {
  readonly summary: NonNullable<Attention['summary']>
  /** What stands before the weights. */
  readonly children: ReactNode
}

/** The attention that was read: of one token in the text, of all layers and heads, or token by token. */
export function ReadView({ summary, children }: ReadViewProps) {
  const { t } = useTranslation('attention')
  const part = useAppState(({ attention }) => attention.part)
  const failed = useAppState(({ attention: { layerRun } }) => (layerRun.phase === 'failed' ? layerRun : null))
  const canRead = useAppState(canReadMore)
  const shown = useShown(summary)
  const [matrix, setMatrix] = useState<Weights | null>(null)
  const { value } = summary
  const { look, row, query } = shown
  const json = () => {
    const ofRow = row && { data: row, from: query, to: query + 1 }
    const { layer, head, reduce } = look
    const weights = part === 'matrix' ? matrix : ofRow
    download('m3scope-attention.json', reportText(attentionReport(summary, weights, { layer, head, reduce })))
  }
  return (
    <>
      <LookTools value={value} shown={shown} onJson={json} />
      <Body>
        {children}
        {failed && <ErrorBox error={failed.error} />}
        {!canRead && <p className="amber">{t('otherModel')}</p>}
        {look.reduce === 'rollout' && value.rollout === null && <p className="amber">{t('noRollout')}</p>}
        {part === 'text' && <TextPart summary={summary} shown={shown} />}
        {part === 'heads' && <HeadsPart summary={summary} shown={shown} />}
        {part === 'matrix' && <MatrixPart summary={summary} shown={shown} onWeights={setMatrix} />}
        {look.table && <RowTable summary={summary} shown={shown} />}
        <div className={css.end}>
          <Provenance summary={summary} />
        </div>
      </Body>
    </>
  )
}
