import { Button, Progress } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anatomy } from '../../engine/heatmap/types'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import type { DenseExplanation } from '../../engine/score/types'
import { wordsOf } from '../../engine/text/words'
import type { Occlusion } from './types'
import { percentOf } from '../../core/progress'
import { Choice } from '../../ui/Choice'
import { formatNumber } from '../../ui/format'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { ErrorBox } from '../../ui/ErrorBox'
import { time } from '../../ui/quantities'
import { DenseFacts, dimensionRows, largestRows } from '../scores'
import { Check } from '../../ui/score-parts'
import type { AnatomyViewProps } from './props'
import { bodyStart, timePerText } from './body'
import type { Deltas } from './deltas'
import type { Side, Stretch } from './marks'
import css from './anatomy.module.css'

interface DensePartProps extends AnatomyViewProps {
  readonly anatomy: Anatomy
  readonly dense: DenseExplanation
  readonly deltas: Readonly<Record<Side, Deltas | null>>
  /** The model head whose Δ are shown. */
  readonly head: HeadName
  readonly onHead: (head: HeadName) => void
  /** Called with the range of the part under the pointer; null: the pointer has left it. */
  readonly onStretch: (stretch: Stretch | null) => void
}

const DIMENSIONS = 12

/** Explains a dense score by occlusion and by its largest products. Neither is a decomposition by words. */
export function DensePart(props: DensePartProps) {
  const { anatomy, dense, state, head, onHead } = props
  const { t } = useTranslation('anatomy')
  const { a, b } = anatomy
  const rows = useMemo(
    () =>
      a.denseVecs.state === 'available' && b.denseVecs.state === 'available'
        ? dimensionRows(a.denseVecs.value, b.denseVecs.value, dense)
        : [],
    [a, b, dense],
  )
  return (
    <section className={css.part}>
      <Section
        title={t('occlusion.title')}
        actions={
          <Choice
            testId="anatomy-occlusion-head"
            label={t('occlusion.of')}
            value={head}
            options={HEAD_NAMES.map((value) => ({ value, label: t(`part.${value}`) }))}
            onChange={onHead}
          />
        }
      >
        <p className={css.note}>{t('occlusion.what')}</p>
        {state.contextMode === 'context' ? (
          <p className={css.note}>{t('occlusion.context')}</p>
        ) : (
          (['a', 'b'] as const).map((side) => <Occluding key={side} {...props} side={side} />)
        )}
      </Section>
      <Section title={t('dimensions.title', { count: DIMENSIONS })}>
        <ol className={css.dimensions}>
          {largestRows(rows, DIMENSIONS).map((row) => (
            <li key={row.dim} data-testid="anatomy-dimension" data-dim={row.dim} data-value={row.product}>
              <span className="num muted">{row.dim}</span>
              <span>
                <Num value={row.a} /> · <Num value={row.b} /> = <Num value={row.product} digits={6} />
              </span>
            </li>
          ))}
        </ol>
        <Check what="Σ aᵢ·bᵢ" sum={rows.reduce((sum, { product }) => sum + product, 0)} score={dense.dot} />
      </Section>
      {a.denseVecs.state === 'available' && b.denseVecs.state === 'available' && (
        <DenseFacts dense={dense} a={a.denseVecs.value} b={b.denseVecs.value} />
      )}
    </section>
  )
}

interface OccludingProps extends DensePartProps {
  readonly side: Side
}

function Occluding(props: OccludingProps) {
  const { side, state, anatomy, deltas, onOcclude, onCancelOcclusion, onStretch, labelA, labelB } = props
  const { t } = useTranslation('anatomy')
  const found = state.occlusion[side]
  const running = found?.run.phase === 'running'
  const input = state[side].input
  const start = bodyStart(state, side)
  const words = useMemo(() => wordsOf(input.slice(start)).length, [input, start])
  const { milliseconds, isFirst } = timePerText(found, anatomy[side].time)
  const cost = t(isFirst ? 'occlusion.costAtMost' : 'occlusion.cost', {
    count: words,
    time: time(words * milliseconds),
  })
  return (
    <div
      data-testid="anatomy-occlusion"
      data-side={side}
      data-phase={found?.run.phase ?? 'idle'}
      data-done={found?.parts.filter(({ scores }) => scores !== null).length ?? 0}
    >
      <div className={css.tools}>
        <b className="side-name" data-side={side}>
          {side === 'a' ? labelA : labelB}
        </b>
        <Button
          size="small"
          disabled={running}
          data-testid={`anatomy-occlude-sentence-${side}`}
          onClick={() => onOcclude(side, 'sentence')}
        >
          {t('occlusion.sentences')}
        </Button>
        <Button
          size="small"
          disabled={running || words === 0}
          data-testid={`anatomy-occlude-word-${side}`}
          title={cost}
          onClick={() => onOcclude(side, 'word')}
        >
          {t('occlusion.words')}
        </Button>
        <span className="muted">{cost}</span>
        {running && (
          <Button size="small" data-testid="anatomy-occlusion-cancel" onClick={onCancelOcclusion}>
            {t('occlusion.cancel')}
          </Button>
        )}
      </div>
      {found?.run.phase === 'running' && (
        <Progress percent={percentOf(found.run) ?? 0} showInfo={false} size={{ height: 3 }} />
      )}
      {found?.run.phase === 'failed' && <ErrorBox error={found.run.error} />}
      {found?.run.phase === 'cancelled' && <p className="muted">{t('occlusion.cancelled')}</p>}
      {found && <Parts found={found} deltas={deltas[side]} side={side} onStretch={onStretch} />}
    </div>
  )
}

interface PartsProps {
  readonly found: Occlusion
  readonly deltas: Deltas | null
  readonly side: Side
  readonly onStretch: (stretch: Stretch | null) => void
}

function Parts({ found, deltas, side, onStretch }: PartsProps) {
  const { t } = useTranslation('anatomy')
  if (deltas === null) return <p className="muted">{t('occlusion.noHead')}</p>
  const most = Math.max(1e-9, ...deltas.parts.map(({ delta }) => Math.abs(delta ?? 0)))
  return (
    <>
      {deltas.parts.map((part) => (
        <div
          key={part.start}
          className={css.bar}
          data-testid="anatomy-part"
          data-side={side}
          data-start={part.start}
          data-end={part.end}
          data-delta={part.delta ?? ''}
          onPointerEnter={() => onStretch({ side, start: part.start, end: part.end })}
          onPointerLeave={() => onStretch(null)}
        >
          <span className={css.barText} title={part.text}>
            {part.text}
          </span>
          <span className={css.barTrack} data-signed>
            {part.delta !== null && (
              <span
                data-negative={part.delta < 0}
                style={{
                  width: `${(50 * Math.abs(part.delta)) / most}%`,
                  background: part.delta < 0 ? 'var(--ant-color-text-quaternary)' : `var(--hue-${side})`,
                }}
              />
            )}
          </span>
          {part.delta === null ? <span className="muted">–</span> : <Num value={part.delta} />}
        </div>
      ))}
      <p className={css.note}>
        {found.run.phase === 'done' &&
          t('occlusion.sum', { sum: formatNumber(deltas.sum, 4), score: formatNumber(deltas.base, 4) })}
        {found.time !== null &&
          ` ${t('occlusion.took', { count: found.parts.length, time: time(found.time) })}`}
      </p>
    </>
  )
}
