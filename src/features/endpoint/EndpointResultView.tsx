import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { scoreVerdicts } from '../../engine/endpoint/scores'
import type { ScorePair } from '../../engine/endpoint/types'
import { endpointComparisonReport } from '../../formats/report/endpoint'
import { reportText } from '../../formats/report/write'
import { DIALECTS } from '../../formats/request'
import type { EndpointResult } from './types'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'
import { HeadsTable } from './HeadsTable'
import { ScoresTable } from './ScoresTable'
import { TextsTable } from './TextsTable'
import { useExplain } from './use-explain'
import css from './endpoint.module.css'

interface Props {
  readonly result: EndpointResult
  /** Scores with the present weights. */
  readonly scores: ScorePair | null
  readonly stale: boolean
  readonly onWhy: () => void
}

/** The server's answer beside the result of the page's own model. */
export function EndpointResultView({ result, scores, stale, onWhy }: Props) {
  const { t } = useTranslation('endpoint')
  const { server, info } = result
  const explain = useExplain(result)
  return (
    <div className={css.result} data-testid="endpoint-result" data-stale={stale}>
      <Section
        title={t('result.title', { dialect: DIALECTS[server.dialect].label, url: server.baseUrl })}
        actions={
          <>
            <CopyButton
              label={t('result.copy')}
              text={() => reportText(endpointComparisonReport(result, scores))}
            />
            <Button size="small" data-testid="endpoint-why" title={t('result.whyTitle')} onClick={onWhy}>
              {t('result.why')}
            </Button>
          </>
        }
      >
        <p className={clsx('muted', css.note)}>
          {t('result.note', { model: info.id, dtype: info.dtype.value, maxLength: result.inputs.maxLength })}
        </p>
        {info.isDemo && <p className={clsx('amber', css.note)}>{t('result.demo')}</p>}
        <TextsTable result={result} onWhy={stale ? null : explain} />
      </Section>
      {scores && (
        <Section title={t('scores.title')}>
          <ScoresTable
            scores={scores}
            verdicts={scoreVerdicts(scores, [result.a.comparison, result.b!.comparison])}
          />
        </Section>
      )}
      <Section title={t('heads.title')}>
        <HeadsTable result={result} />
      </Section>
    </div>
  )
}
