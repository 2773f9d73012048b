import { Suspense, type ReactNode } from 'react'
import { Button } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../engine/errors'
import { TEXT_LIMIT } from '../../core/limits'
import { preparedNow } from '../../core/text/long-texts'
import { tooLong } from '../../core/text/text-problems'
import { useActions, useAppState } from '../../core/react'
import type { Notice, Side } from '../../core/state'
import { ErrorBox } from '../../ui/ErrorBox'
import { integer } from '../../ui/quantities'
import { onDemand } from '../../ui/on-demand'
import { isHtmlSource } from './html-source'

const OpenAnyway = onDemand(async () => (await import('./OpenAnyway')).OpenAnyway)

/** The line below an editor: an error, an offer, or an undo button. */
export function EditorNotice({ side }: { readonly side: Side }) {
  const { t } = useTranslation()
  const { t: tRules } = useTranslation('rules')
  const actions = useActions()
  const notice = useAppState((state) => state[side].notice)
  const undo = useAppState((state) => (state.undo?.at === side ? state.undo.what : null))
  const isHtml = useAppState((state) => isHtmlSource(state[side].text))

  const stopped = useAppState((state) => preparedNow(state, side)?.problem ?? null)
  const isRequest = useAppState((state) => looksLikeRequest(state[side].text))

  if (notice) return <Said notice={notice} side={side} />
  // Rules may come from the last visit or from a link: what they do is seen before anything is run.
  if (stopped)
    return (
      <ErrorBox error={stopped}>
        <Button size="small" data-testid={`stopped-rules-${side}`} onClick={() => actions.openRules(true)}>
          {tRules('button')}
        </Button>
      </ErrorBox>
    )
  if (undo)
    return (
      <Strip onDismiss={actions.dismissUndo} words={t(`notice.${UNDO_WORDS[undo]}`)}>
        <Button size="small" type="link" data-testid="undo" onClick={actions.undo}>
          {t('undo')}
        </Button>
      </Strip>
    )
  if (isRequest)
    return (
      <Strip words={t('notice.request')}>
        <Button
          size="small"
          type="link"
          data-testid={`read-request-${side}`}
          onClick={() => void actions.readRequest(side)}
        >
          {t('notice.readRequest')}
        </Button>
      </Strip>
    )
  if (isHtml)
    return (
      <Strip words={t('notice.htmlSource')}>
        <Button
          size="small"
          type="link"
          data-testid={`strip-html-${side}`}
          onClick={() => void actions.stripHtml(side)}
        >
          {t('notice.stripHtml')}
        </Button>
      </Strip>
    )
  return null
}

const UNDO_WORDS = {
  swap: 'undoSwap',
  clear: 'undoClear',
  example: 'undoExample',
  case: 'undoCase',
  paste: 'undoPaste',
  pair: 'undoPair',
  row: 'undoRow',
  headers: 'undoHeaders',
} as const

/**
 * Whether the text looks like a pasted command. It may be an ordinary text, so the page only offers to read it as a
 * request.
 */
const looksLikeRequest = (text: string): boolean =>
  /^\s*(?:\$ )?(?:curl(?:\.exe)?\s+\S|(?:await )?fetch\(["'`]|Invoke-(?:WebRequest|RestMethod)\s)/.test(text)

function Said({ notice, side }: { readonly notice: Notice; readonly side: Side }) {
  const { t, i18n } = useTranslation()
  const actions = useActions()
  const dismiss = () => actions.dismiss(side)
  switch (notice.kind) {
    case 'reading':
      // To close the notice stops the reading.
      return <Strip words={t('notice.reading', { name: notice.name })} onDismiss={dismiss} />
    case 'converted':
      return (
        <Strip words={t('notice.converted')} onDismiss={dismiss}>
          <Button
            size="small"
            type="link"
            data-testid={`use-plain-${side}`}
            onClick={() => actions.usePlain(side)}
          >
            {t('notice.usePlain')}
          </Button>
        </Strip>
      )
    case 'too-long':
      return (
        <ErrorBox error={tooLong(notice.name, notice.size)} onDismiss={dismiss}>
          <Button size="small" data-testid={`take-first-${side}`} onClick={() => actions.takeFirst(side)}>
            {t('notice.takeFirst', { limit: integer(TEXT_LIMIT, i18n.language) })}
          </Button>
        </ErrorBox>
      )
    case 'error':
      return (
        <ErrorBox error={notice.error} onDismiss={dismiss}>
          <ErrorAction error={notice.error} side={side} hasBytes={notice.file !== undefined} />
        </ErrorBox>
      )
  }
}

/** The button that solves an error; null: no button can. */
function ErrorAction({ error, side, hasBytes }: { error: ErrorData; side: Side; hasBytes: boolean }) {
  const { t } = useTranslation()
  const actions = useActions()
  const hasOther = useAppState((state) => state.b.text !== '')
  if (error.code === 'text/lone-surrogate')
    return (
      <Button size="small" data-testid={`replace-${side}`} onClick={() => actions.replaceSurrogates(side)}>
        {t('notice.replaceSurrogates')}
      </Button>
    )
  // A text alone is looked at in A, the side that asks.
  if (error.code === 'text/empty' && side === 'a' && hasOther)
    return (
      <Button
        size="small"
        data-testid="move-b"
        onClick={() => {
          actions.swap()
          void actions.analyze()
        }}
      >
        {t('notice.moveB')}
      </Button>
    )
  if (error.code !== 'file/undecodable' || !hasBytes) return null
  return (
    <Suspense fallback={null}>
      <OpenAnyway error={error} side={side} />
    </Suspense>
  )
}

interface StripProps {
  readonly words: string
  readonly children?: ReactNode
  readonly onDismiss?: () => void
}

function Strip({ words, children, onDismiss }: StripProps) {
  const { t } = useTranslation()
  return (
    <div className="notice" role="status">
      <span>{words}</span>
      {children}
      <span className="spacer" />
      {onDismiss && (
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('notice.dismiss')}
          onClick={onDismiss}
        />
      )}
    </div>
  )
}
