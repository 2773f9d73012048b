import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import { useActions, useApp, useAppState } from '../../../core/react'
import { useMedia } from '../../../ui/use-media'
import { columnsOf } from './columns'
import { HeaderRow } from './HeaderRow'
import { PairRow, rowId } from './PairRow'
import { rowKeeper } from './row-keeper'
import { lostNdcg } from './sort-rows'
import { rangeTo, useKeys } from './use-keys'
import { placeOf, useKeptPlace } from './use-place'
import { useRows } from './use-rows'
import css from './triage.module.css'

const ROW = { wide: 28, phone: 76 }
/** Rows that are drawn outside of what is in sight. */
const OVERSCAN = 8

interface Props {
  /** The chosen pair; without a choice, the first row. */
  readonly selected: number | null
  readonly graded: boolean
  readonly onNote: () => void
}

/** All pairs, of which only those in sight are in the document. */
export function RowTable({ selected, graded, onNote }: Props) {
  const { t } = useTranslation('validate')
  const { store } = useApp()
  const rows = useRows()
  const chosen = useAppState(({ validate }) => validate.triage.selected)
  const marked = useAppState(({ validate }) => validate.triage.marked)
  const answer = useAppState(({ validate }) => validate.answer.answer)
  const score = useAppState(({ validate }) => validate.answer.score)
  const compared = useAppState(({ validate }) => validate.triage.compare.with)
  // The column keeps its place while its numbers are computed again.
  const isComparing = useAppState(({ validate }) => validate.triage.compare.chosen !== null)
  const version = useAppState(({ validate }) => validate.run.result?.version ?? 0)
  const isPhone = useMedia('(max-width: 767px)')
  const box = useRef<HTMLDivElement>(null)
  const height = isPhone ? ROW.phone : ROW.wide
  const { source } = rows
  const lost = useMemo(() => lostNdcg(answer, score), [answer, score])
  // Its column stands there from the start of a run, so that no other moves.
  const hasLabels = useAppState(({ validate }) => (validate.data.read?.checks?.labelled ?? 0) > 0)
  const columns = useMemo(
    () =>
      source === null
        ? []
        : columnsOf(source, { lost: lost !== null || hasLabels, difference: isComparing, graded }),
    [source, lost, hasLabels, isComparing, graded],
  )
  const virtual = useVirtualizer({
    count: rows.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    initialOffset: () => placeOf(store, source?.set.hash),
    scrollPaddingEnd: HEADER,
  })
  const keepPlace = useKeptPlace({ store, box, rows, height, chosen })
  const onKeyDown = useKeys({
    rows: rows.rows,
    selected,
    marked,
    graded,
    page: () => Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2),
    onNote,
  })

  const select = useSelect(box)

  // Both heights are known to be right only after the first of them is drawn.
  useLayoutEffect(() => virtual.measure(), [virtual, height])
  const place = selected === null ? -1 : rows.rows.indexOf(selected)
  // The walk keeps its row in sight; an order that changes by itself does not move the eye.
  const walked = useRef(chosen)
  useEffect(() => {
    if (walked.current === chosen) return
    walked.current = chosen
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [chosen, place, virtual])

  if (source === null) return null
  const template = isPhone ? undefined : { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  const context = { source, columns, graded, lost, compared, isPhone }
  const markedNow = new Set(marked)
  const items = virtual.getVirtualItems()
  // The name of a row that is not in the document is no valid value.
  const isDrawn = place >= 0 && items.some(({ index }) => index === place)
  return (
    <div
      ref={box}
      className={css.table}
      role="grid"
      aria-label={t('triage.title')}
      aria-rowcount={rows.rows.length + 1}
      aria-multiselectable="true"
      aria-busy={rows.busy}
      aria-activedescendant={selected !== null && isDrawn ? rowId(selected) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={keepPlace}
      data-testid="validate-rows"
      data-count={rows.rows.length}
    >
      <HeaderRow columns={columns} template={template} />
      <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const pair = rows.rows[index]!
          return (
            <PairRow
              key={pair}
              context={context}
              pair={pair}
              index={index}
              start={start}
              height={height}
              template={template}
              isSelected={pair === selected}
              isMarked={markedNow.has(pair)}
              version={version}
              onSelect={select}
            />
          )
        })}
      </div>
      {rows.rows.length === 0 && (
        <p className={css.message}>{t(rows.busy ? 'triage.sorting' : 'triage.noRows')}</p>
      )}
    </div>
  )
}

/** Height of the header, which covers the first rows. */
const HEADER = 28

/** A click selects, with Shift it marks up to here, with Ctrl this one too. */
function useSelect(box: RefObject<HTMLElement | null>) {
  const { store } = useApp()
  const { selectPair } = useActions()
  return useCallback(
    (pair: number, how: 'one' | 'range' | 'toggle') => {
      const { selected: at, marked: others } = store.getState().validate.triage
      const shown = rowKeeper(store).get().rows
      const from = at ?? shown[0] ?? pair
      if (how === 'range') void selectPair(pair, rangeTo(shown, others[0] ?? from, pair))
      else if (how === 'toggle') void selectPair(pair, toggled(others, from, pair))
      else void selectPair(pair)
      box.current?.focus({ preventScroll: true })
    },
    [store, selectPair, box],
  )
}

function toggled(marked: readonly number[], selected: number | null, pair: number): readonly number[] {
  const now = marked.length > 0 ? marked : selected === null ? [] : [selected]
  return now.includes(pair) ? now.filter((each) => each !== pair) : [...now, pair]
}
