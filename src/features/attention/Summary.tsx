import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { attentionReport } from '../../formats/report/attention'
import { reportText } from '../../formats/report/write'
import type { Attention } from './types'
import { download } from '../../ui/download'
import { Section } from '../../ui/Section'
import { ErrorBox } from '../../ui/ErrorBox'
import type { AttentionViewProps } from './props'
import { Entropy } from './Entropy'
import { FirstRows } from './FirstRows'
import { Links } from './Links'
import { MatrixTools } from './MatrixTools'
import { useLook } from './use-look'
import { WeightMatrix } from './WeightMatrix'

type SummaryProps = AttentionViewProps & { readonly summary: NonNullable<Attention['summary']> }

/** Shows the `<s>` rows of all attention heads, and the weights of one layer. */
export function Summary({ attention, summary, actions, original }: SummaryProps) {
  const { t } = useTranslation('attention')
  const { value, side } = summary
  const shown = useLook(attention, summary, actions.loadAttentionLayer)
  const { look, setLook, weights } = shown
  const { layer, head, reduce } = look
  const what =
    reduce === 'rollout'
      ? t('reduce.rollout')
      : `${t('layer')} ${layer} · ${reduce === 'head' ? `${t('head')} ${head}` : t(`reduce.${reduce}`)}`
  return (
    <>
      <Section
        title={t('first')}
        actions={
          <Button
            size="small"
            data-testid="attention-json"
            onClick={() =>
              download(
                'm3scope-attention.json',
                reportText(attentionReport(summary, weights, { layer, head, reduce })),
              )
            }
          >
            JSON
          </Button>
        }
      >
        <FirstRows
          value={value}
          side={side}
          chosen={{ layer, head }}
          onChoose={(chosen) => setLook({ ...chosen, reduce: 'head' })}
        />
      </Section>
      <Section title={t('matrix')}>
        <MatrixTools value={value} look={look} to={shown.to} onLook={setLook} />
        {attention.layerRun.phase === 'failed' && <ErrorBox error={attention.layerRun.error} />}
        {reduce === 'rollout' && value.rollout === null && <p className="amber">{t('noRollout')}</p>}
        {weights && (
          <WeightMatrix
            weights={weights}
            tokens={value.tokenized.tokens}
            side={side}
            layer={layer}
            head={reduce === 'head' ? head : reduce}
            what={what}
            onQuery={(query) => setLook({ query })}
          />
        )}
      </Section>
      <Links summary={summary} shown={shown} what={what} original={original} />
      <Entropy value={value} />
    </>
  )
}
