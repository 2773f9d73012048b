import { Button, InputNumber, Switch } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { strongest, withoutPlaces } from '../../engine/attention/reduce'
import { attentionReport } from '../../formats/report/attention'
import { reportText } from '../../formats/report/write'
import type { Attention } from './types'
import { Choice } from '../../ui/Choice'
import { download } from '../../ui/download'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { ErrorBox } from '../../ui/ErrorBox'
import type { AttentionViewProps } from './AttentionView'
import { Entropy } from './Entropy'
import { FirstRows } from './FirstRows'
import { LinkedText } from './LinkedText'
import { firstRow, REDUCES, rowOf, weightsOf, WINDOW, type Reduce } from './look'
import { WeightMatrix } from './WeightMatrix'
import css from './attention.module.css'

type SummaryProps = AttentionViewProps & { readonly summary: NonNullable<Attention['summary']> }

const LINKS = 8

/** The `<s>` rows of all heads, and one layer's weights. */
export function Summary({ attention, summary, actions, original }: SummaryProps) {
  const { t } = useTranslation('attention')
  const { value, side } = summary
  const { tokenized, layers, heads } = value
  const n = tokenized.ids.length
  const [layer, setLayer] = useState(layers - 1)
  const [head, setHead] = useState(0)
  const [reduce, setReduce] = useState<Reduce>('mean')
  const [from, setFrom] = useState(0)
  const [query, setQuery] = useState(0)
  const [bare, setBare] = useState(false)
  const [table, setTable] = useState(false)
  const to = Math.min(n, from + WINDOW)
  const { loadAttentionLayer } = actions

  useEffect(() => {
    void loadAttentionLayer(Math.min(layer, layers - 1), Math.min(from, n - 1), Math.min(to, n))
  }, [loadAttentionLayer, layer, layers, from, to, n, summary])

  const loaded = attention.layer?.layer === layer ? attention.layer : null
  const weights = useMemo(() => weightsOf(value, loaded, head, reduce), [value, loaded, head, reduce])
  const given = weights && rowOf(weights, query, n)
  const row = useMemo(
    () => given && (bare ? withoutPlaces(given, new Set([0, n - 1])) : given),
    [given, bare, n],
  )
  const links = useMemo(() => (row ? strongest(row, LINKS) : []), [row])
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
          onChoose={(chosen) => {
            setLayer(chosen.layer)
            setHead(chosen.head)
            setReduce('head')
          }}
        />
      </Section>
      <Section title={t('matrix')}>
        <div className={css.tools}>
          <label>
            {t('layer')}{' '}
            <InputNumber
              className={clsx(css.number)}
              size="small"
              min={0}
              max={layers - 1}
              value={layer}
              data-testid="attention-layer"
              onChange={(next) => next !== null && setLayer(next)}
            />
          </label>
          <label>
            {t('head')}{' '}
            <InputNumber
              className={clsx(css.number)}
              size="small"
              min={0}
              max={heads - 1}
              value={head}
              data-testid="attention-head"
              onChange={(next) => next !== null && setHead(next)}
            />
          </label>
          <Choice
            testId="attention-reduce"
            label={t('reduce.label')}
            value={reduce}
            options={REDUCES.map((each) => ({
              value: each,
              label: t(`reduce.${each}`),
              title: t(`reduce.${each}Title`),
            }))}
            onChange={setReduce}
          />
          {n > WINDOW && reduce !== 'rollout' && (
            <label title={t('windowTitle', { count: WINDOW })}>
              {t('window')}{' '}
              <InputNumber
                className={clsx(css.number)}
                size="small"
                min={0}
                max={n - 1}
                value={from}
                data-testid="attention-window-from"
                onChange={(next) => next !== null && setFrom(next)}
              />
              <span data-testid="attention-window-to" data-value={to}>
                –{to}
              </span>
            </label>
          )}
        </div>
        {attention.layerRun.phase === 'failed' && <ErrorBox error={attention.layerRun.error} />}
        {reduce === 'rollout' && value.rollout === null && <p className="amber">{t('noRollout')}</p>}
        {weights && (
          <WeightMatrix
            weights={weights}
            tokens={tokenized.tokens}
            side={side}
            layer={layer}
            head={reduce === 'head' ? head : reduce}
            what={what}
            onQuery={setQuery}
          />
        )}
      </Section>
      <Section
        title={
          <>
            {t('links', { token: '' })} <TokenText token={tokenized.tokens[query] ?? ''} side={side} /> {what}
          </>
        }
        actions={
          <>
            <label className={css.switch}>
              <Switch size="small" checked={bare} onChange={setBare} /> {t('bare')}
            </label>
            <label className={css.switch}>
              <Switch size="small" checked={table} data-testid="attention-table-switch" onChange={setTable} />{' '}
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
          onQuery={setQuery}
        />
        {bare && <p className={css.note}>{t('bareNote')}</p>}
        {!given && weights && (
          <p className={css.note}>{t('outside', { from: weights.from, to: weights.to })}</p>
        )}
        {table && (
          <Weights
            tokens={tokenized.tokens}
            row={firstRow(value, layer, head)}
            title={t('tableOf', { layer, head })}
          />
        )}
      </Section>
      <Entropy value={value} />
    </>
  )
}

/** The `<s>` row of one head as numbers. */
function Weights({
  tokens,
  row,
  title,
}: {
  readonly tokens: readonly string[]
  readonly row: Float32Array
  readonly title: string
}) {
  return (
    <div className={css.weights} data-testid="attention-table">
      <p className="muted">{title}</p>
      {Array.from(row, (weight, key) => (
        <span key={key} data-testid="attention-weight" data-query={0} data-key={key} data-value={weight}>
          <span className="num muted">{key}</span> <TokenText token={tokens[key]!} /> <Num value={weight} />
        </span>
      ))}
    </div>
  )
}
