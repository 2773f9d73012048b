import { Pagination } from 'antd'
import { memo, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Tokenized } from '../../engine/tokenizer/types'
import { colourAt, css as colourCss, textOn } from '../../ui/matrix/colours'
import { useTheme } from '../../ui/matrix/use-theme'
import { visibleToken } from '../../ui/token-parts'
import { useRoving } from '../../ui/use-roving'
import { stretchesOf, type Stretch } from './stretches'
import type { Shown } from './use-shown'
import css from './attention.module.css'

/** Number of tokens on one page. With more, a click would be slow. */
const PAGE = 1_000

interface AttendedTextProps {
  readonly tokenized: Tokenized
  readonly side: 'a' | 'b'
  readonly shown: Shown
  /** Maps a range of the model input to a range of the text that the user typed. */
  readonly original: (start: number, end: number) => readonly [number, number]
}

/**
 * The text as tokens, each with the colour of the weight that the query token has on it. A click, or Enter, makes a token the
 * query; Escape gives `<s>` back.
 */
export function AttendedText({ tokenized, side, shown, original }: AttendedTextProps) {
  const { t } = useTranslation('attention')
  const isDark = useTheme()
  const { query, row, scale, leftOut, links } = shown
  const n = tokenized.ids.length
  const stretches = useMemo(() => stretchesOf(tokenized), [tokenized])
  const { looked, look, page, setPage, drawn, choose, roving } = useWalk(stretches, n, shown)
  const strong = new Set(links)
  const [from, to] =
    looked === null ? [0, 0] : original(tokenized.starts?.[looked] ?? 0, tokenized.ends?.[looked] ?? 0)
  return (
    <>
      <div
        ref={roving.box}
        className={clsx('text-frame', css.text)}
        role="listbox"
        aria-label={t('textLabel')}
        data-testid="attention-text"
        data-side={side}
        onKeyDown={roving.onKeyDown}
        onPointerLeave={() => look(null)}
      >
        {drawn.map(({ text, token, place }) => {
          if (token === null) return <span key={place}>{text}</span>
          const tone = row && scale && !leftOut.has(token) ? scale.tone(row[token]!) : null
          const ground = tone === null ? null : colourAt(tone, isDark)
          return (
            <Token
              key={place}
              index={token}
              text={text}
              ground={ground && colourCss(ground)}
              ink={ground && textOn(ground)}
              weight={row ? row[token]! : null}
              isStrong={strong.has(token)}
              isQuery={token === query}
              isLeftOut={leftOut.has(token)}
              isStop={token === roving.stop}
              onLook={look}
              onChoose={choose}
            />
          )
        })}
      </div>
      {n > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={n}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      <p className={clsx('num', css.looked)} data-testid="attention-looked" aria-live="polite">
        {looked === null ? (
          <span className="muted">{t('look')}</span>
        ) : (
          <>
            {query} → {looked} {visibleToken(tokenized.tokens[looked]!)} · {row ? row[looked] : '–'}
            <span className="muted">
              {' '}
              · [{from}–{to}){leftOut.has(looked) && ` · ${t('special.one')}`}
            </span>
          </>
        )}
      </p>
    </>
  )
}

/** The token that is looked at, the page that is drawn, and the keys. */
function useWalk(stretches: readonly Stretch[], n: number, { query, row, pin }: Shown) {
  const isRead = row !== null
  const [looked, look] = useState<number | null>(null)
  const [walked, setWalked] = useState<number | null>(null)
  const [turned, setPage] = useState<number | null>(null)
  const at = walked !== null && walked < n ? walked : query
  const page = Math.min(turned ?? Math.floor(at / PAGE) + 1, Math.ceil(n / PAGE))
  const order = useMemo(() => stretches.flatMap(({ token }) => token ?? []), [stretches])
  const drawn = useMemo(() => pageOf(stretches, (page - 1) * PAGE, page * PAGE), [stretches, page])
  const choose = useCallback(
    (index: number) => {
      setWalked(index)
      // What was not read is asked for again.
      pin(index === query && isRead ? null : index)
    },
    [pin, query, isRead],
  )
  const roving = useRoving<HTMLDivElement>({
    order,
    first: drawn.find(({ token }) => token !== null)?.token ?? undefined,
    isDrawn: (index) => index >= (page - 1) * PAGE && index < page * PAGE,
    at,
    onWalk: (index) => {
      setWalked(index)
      setPage(null)
      look(index)
    },
    onPin: choose,
    onRelease: () => {
      setWalked(null)
      look(null)
      pin(null)
    },
  })
  const { follow } = roving
  useEffect(() => follow())
  return { looked: looked !== null && looked < n ? looked : null, look, page, setPage, drawn, choose, roving }
}

interface TokenProps {
  readonly index: number
  readonly text: string
  readonly ground: string | null
  readonly ink: string | null
  readonly weight: number | null
  readonly isStrong: boolean
  readonly isQuery: boolean
  readonly isLeftOut: boolean
  readonly isStop: boolean
  readonly onLook: (index: number) => void
  readonly onChoose: (index: number) => void
}

const Token = memo(function Token(props: TokenProps) {
  const { index, text, ground, ink, weight, isStrong, isQuery, isLeftOut, isStop, onLook, onChoose } = props
  const isBlank = BLANK.test(text)
  return (
    <span
      role="option"
      aria-selected={isQuery}
      // What has nothing to read aloud has its sign and code as its name.
      aria-label={/[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? undefined : `${visibleToken(text)} ${index}`}
      tabIndex={isStop ? 0 : -1}
      className={css.token}
      data-testid={isStrong ? 'attention-link' : 'attention-token'}
      data-index={index}
      data-weight={weight ?? ''}
      data-query={isQuery}
      data-left-out={isLeftOut}
      style={ground === null ? {} : { background: ground, color: ink! }}
      onPointerEnter={() => onLook(index)}
      onFocus={() => onLook(index)}
      onClick={() => onChoose(index)}
    >
      {isBlank && <span className={css.blank}>{visibleToken(text)}</span>}
      {(!isBlank || text.includes('\n')) && text}
    </span>
  )
})

/** Nothing that can be seen: its signs stand for it. */
const BLANK = /^[\p{Z}\p{C}]+$/u

/** The stretches of the tokens [from, to), with the text between them. */
function pageOf(stretches: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  const isOn = ({ token }: Stretch) => token !== null && token >= from && token < to
  const first = stretches.findIndex(isOn)
  const last = stretches.findLastIndex(isOn)
  // What stands elsewhere (at the end, say) belongs to its own page.
  return first < 0 ? [] : stretches.slice(first, last + 1).filter((one) => one.token === null || isOn(one))
}
