import { Suspense } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ForeignReply, ForeignVectors } from '../../formats/reply'
import { useActions } from '../../core/react'
import { LoadBgeM3 } from '../models'
import { Section } from '../../ui/Section'
import css from './paste.module.css'

interface Props {
  readonly reply: ForeignReply
  /** True: the pasted text contains only vectors and no request. */
  readonly alone?: boolean
}

export function PastedVectors({ reply, alone = false }: Props) {
  const { t } = useTranslation(['paste', 'common'])
  const { comparePasted } = useActions()
  const { items } = reply
  const of = <T,>(pick: (item: ForeignVectors) => T | null | undefined) =>
    items.flatMap((item) => pick(item) ?? [])
  const dense = of(({ dense }) => dense && [dense])
  const colbert = of(({ colbert }) => colbert)
  const sparse = of(({ sparse }) => sparse && [sparse])
  const named = of(({ byToken }) => byToken && [byToken])
  const hidden = of(({ hidden }) => hidden)
  const weights = of(({ tokenWeights }) => tokenWeights && [tokenWeights])
  const what = [
    dense.length > 0 && t('denseOf', { count: dense.length, dimension: dense[0]!.length }),
    sparse.length > 0 && t('sparseOf', { count: sparse.length }),
    colbert.length > 0 && t('colbertOf', { count: colbert.length, dimension: colbert[0]!.dimension }),
    named.length > 0 && t('namedOf', { count: named.length }),
    hidden.length > 0 && t('hiddenOf', { count: hidden.length }),
    weights.length > 0 && t('weightsOf', { count: weights.length }),
  ].filter((part) => part !== false)
  if (what.length === 0) return null
  return (
    <Section title={t('reply')}>
      <div className={css.reply} data-testid="paste-reply" data-form={reply.form}>
        <span>
          {t(alone ? 'vectorsFound' : 'replyFound', { what: what.join(t('common:list')) })}{' '}
          <span className="muted">{t('readAs', { form: reply.form })}</span>
        </span>
        <Button size="small" data-testid="paste-compare" onClick={comparePasted}>
          {t('compare')}
        </Button>
      </div>
      <Suspense fallback={null}>
        <LoadBgeM3 dimension={(dense[0]?.length ?? colbert[0]?.dimension) || null} before={comparePasted} />
      </Suspense>
    </Section>
  )
}
