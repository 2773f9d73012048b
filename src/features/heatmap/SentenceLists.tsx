import { Button, Listy } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { isEdited } from '../../engine/text/sentences/edits'
import { memoize } from '../../core/memoize'
import { useActions, useAppState } from '../../core/react'
import type { AppState, Side } from '../../core/state'
import { sentenceUnitsNow, splitNow, type Unit } from '../../core/units'
import { Section } from '../../ui/Section'
import { Sentence } from './Sentence'
import css from './heatmap.module.css'

const SIDES = ['a', 'b'] as const
const MOST_SHOWN = 300
/** A longer list scrolls, and only its visible rows are in the page. */
const VIRTUAL_FROM = 12
const HEIGHT = 300

/**
 * The sentences of both texts, where the user can correct the splitting. They fold away: until someone opens or closes them,
 * they are open as long as there is no map that needs the room.
 */
export function SentenceLists() {
  const { t } = useTranslation('heatmap')
  const { lookAtHeatmap } = useActions()
  const isOpen = useAppState(({ heatmap: { look, result } }) => look.lists ?? result === null)
  const shown = useAppState(
    (state) =>
      state.model.phase === 'ready' && SIDES.some((side) => sentenceUnitsNow(state, side).length > 0),
  )
  if (!shown) return null
  return (
    <details className={css.lists} open={isOpen} data-testid="sentences">
      <summary
        onClick={(event) => {
          // The state opens and closes it, so that it is remembered.
          event.preventDefault()
          lookAtHeatmap({ lists: !isOpen })
        }}
      >
        {t('sentences.fold')}
        {SIDES.map((side) => (
          <Count key={side} side={side} />
        ))}
      </summary>
      <div className={css.sentences}>
        {SIDES.map((side) => (
          <OfSide key={side} side={side} />
        ))}
        <p className={clsx('muted', css.note)}>{t('sentences.note')}</p>
      </div>
    </details>
  )
}

function Count({ side }: { readonly side: Side }) {
  const { t } = useTranslation('heatmap')
  const count = useAppState((state) => sentenceUnitsNow(state, side).length)
  const edited = useAppState((state) => isEdited(state.splits[side]))
  return (
    <span>
      <span className="side-name" data-side={side}>
        {side.toUpperCase()}
      </span>{' '}
      {count}
      {edited && <span className="amber"> {t('sentences.edited')}</span>}
    </span>
  )
}

function OfSide({ side }: { readonly side: Side }) {
  const { t } = useTranslation('heatmap')
  const { resetSplit } = useActions()
  const units = useAppState((state) => sentenceUnitsNow(state, side))
  const turns = useAppState((state) => splitNow(state, side).dialogue?.turns.length ?? 0)
  const edited = useAppState((state) => isEdited(state.splits[side]))
  const leftOut = useAppState((state) => leftOutOf(state, side))
  return (
    <div data-testid={`sentences-${side}`} data-count={units.length}>
      <Section
        title={
          <>
            <span className="side-name" data-side={side}>
              {side.toUpperCase()}
            </span>{' '}
            {t('sentences.title', { count: units.length })}
            {turns > 0 && <span className="muted"> · {t('sentences.turns', { count: turns })}</span>}
            {edited && <span className="amber"> · {t('sentences.edited')}</span>}
          </>
        }
        actions={
          <Button
            size="small"
            type="text"
            disabled={!edited}
            data-testid={`split-reset-${side}`}
            onClick={() => resetSplit(side)}
          >
            {t('sentences.reset')}
          </Button>
        }
      >
        <List side={side} units={units} label={t('sentences.text')} />
        {leftOut !== '' && (
          <p className={clsx('muted', css.note)} title={leftOut} data-testid={`sentences-left-out-${side}`}>
            {t('sentences.leftOut', { words: shorten(leftOut) })}
          </p>
        )}
      </Section>
    </div>
  )
}

const shorten = (words: string): string =>
  words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words

interface ListProps {
  readonly side: Side
  readonly units: readonly Unit[]
  readonly label: string
}

function List({ side, units, label }: ListProps) {
  const actions = useActions()
  const items = useMemo(() => [...units], [units])
  const render = useMemo(
    () => (unit: Unit, index: number) => (
      <Sentence
        key={unit.start}
        side={side}
        unit={unit}
        index={index}
        onJoin={actions.joinSentence}
        onCut={actions.cutSentence}
      />
    ),
    [side, actions],
  )
  return (
    <div role="group" aria-label={label}>
      {units.length < VIRTUAL_FROM ? (
        items.map(render)
      ) : (
        <Listy<Unit>
          virtual
          items={items}
          rowKey="start"
          height={HEIGHT}
          itemRender={render}
          classNames={{ item: clsx(css.item) }}
        />
      )}
    </div>
  )
}

const joined = memoize(2, (text: string, ranges: readonly (readonly [number, number])[]) =>
  ranges.map((range) => text.slice(...range).replace(/\s+/g, ' ')).join(' · '),
)
const NOTHING: readonly (readonly [number, number])[] = []

/** What an export says beside its messages, which no sentence holds; '': nothing. */
const leftOutOf = (state: AppState, side: Side): string =>
  joined(state[side].text, splitNow(state, side).dialogue?.leftOut ?? NOTHING)
