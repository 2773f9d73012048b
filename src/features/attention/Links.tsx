import { Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import type { AttentionViewProps } from './props'
import { LinkedText } from './LinkedText'
import { firstRow } from './look'
import type { Attention } from './types'
import type { useLook } from './use-look'
import { WeightsTable } from './WeightsTable'
import css from './attention.module.css'

interface LinksProps {
  readonly summary: NonNullable<Attention['summary']>
  readonly shown: ReturnType<typeof useLook>
  /** Describes which weights are shown. */
  readonly what: string
  readonly original: AttentionViewProps['original']
}

/** What one query token attends to most, drawn in the text. */
export function Links({ summary, shown, what, original }: LinksProps) {
  const { t } = useTranslation('attention')
  const { value, side } = summary
  const { tokenized } = value
  const { look, setLook, weights, row, links } = shown
  const { layer, head, query, bare, table } = look
  return (
    <Section
      title={
        <>
          {t('links', { token: '' })} <TokenText token={tokenized.tokens[query] ?? ''} side={side} /> {what}
        </>
      }
      actions={
        <>
          <label className={css.switch}>
            <Switch size="small" checked={bare} onChange={(next) => setLook({ bare: next })} /> {t('bare')}
          </label>
          <label className={css.switch}>
            <Switch
              size="small"
              checked={table}
              data-testid="attention-table-switch"
              onChange={(next) => setLook({ table: next })}
            />{' '}
            {t('table')}
          </label>
        </>
      }
    >
      <LinkedText
        tokenized={tokenized}
        side={side}
        row={row}
        query={query}
        links={links}
        original={original}
        onQuery={(next) => setLook({ query: next })}
      />
      {bare && <p className={css.note}>{t('bareNote')}</p>}
      {!row && weights && <p className={css.note}>{t('outside', { from: weights.from, to: weights.to })}</p>}
      {table && (
        <WeightsTable
          tokens={tokenized.tokens}
          row={firstRow(value, layer, head)}
          title={t('tableOf', { layer, head })}
        />
      )}
    </Section>
  )
}
