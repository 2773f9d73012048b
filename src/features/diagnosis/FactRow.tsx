import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fact, Remedy } from '../../engine/diagnose/types'
import { useActions, useAppState } from '../../core/react'
import { factWords, remedyWords } from './fact-words'
import type { Taken } from './types'
import { VIEWS } from './views'
import css from './diagnosis.module.css'

interface Props {
  readonly fact: Fact
  /** Remedies of this fact that were taken and hold. */
  readonly taken: readonly Taken[]
}

/** One fact: what it is, what it costs, what can be done. */
export function FactRow({ fact, taken }: Props) {
  const { t, i18n } = useTranslation('diagnosis')
  const { undoRemedy, takeRemedy } = useActions()
  const isDense = useAppState((state) => state.settings.mode === 'dense')
  // In that mode there is nothing to change, unless it can be undone.
  const remedies = fact.remedies.filter(
    (remedy) => remedy.do !== 'dense-alone' || !isDense || taken.length > 0,
  )
  const { title, cost } = factWords(t, fact, i18n.language)
  return (
    <li
      className={css.fact}
      data-testid="fact"
      data-code={fact.code}
      data-side={'side' in fact ? (fact.side ?? undefined) : undefined}
      data-quiet={'same_ids' in fact && fact.same_ids}
    >
      <span className={css.words} title={`${title}\n${cost}`}>
        <ViewLink fact={fact} title={title} /> <span className="muted">{cost}</span>
      </span>
      <span className={css.remedies}>
        {remedies.map((remedy) => {
          const before = taken.find((one) => one.remedy.do === remedy.do)
          return before ? (
            <Button
              key={remedy.do}
              size="small"
              data-testid="fact-undo"
              title={t('takenHere', { what: remedyWords(t, before.remedy).label })}
              onClick={() => void undoRemedy(before.id)}
            >
              {t('undo')}
            </Button>
          ) : (
            <RemedyButton key={remedy.do} remedy={remedy} onTake={() => void takeRemedy(fact, remedy)} />
          )
        })}
      </span>
    </li>
  )
}

function RemedyButton({ remedy, onTake }: { readonly remedy: Remedy; readonly onTake: () => void }) {
  const { t } = useTranslation('diagnosis')
  const { label, title } = remedyWords(t, remedy)
  return (
    <Button size="small" data-testid="fact-remedy" data-remedy={remedy.do} title={title} onClick={onTake}>
      {label}
    </Button>
  )
}

function ViewLink({ fact, title }: { readonly fact: Fact; readonly title: string }) {
  const { t } = useTranslation('diagnosis')
  const { openRules, selectScore, setView } = useActions()
  const { view, score, rules } = VIEWS[fact.code]
  return (
    <button
      type="button"
      className={css.link}
      data-testid="fact-view"
      data-view={rules ? 'rules' : view}
      title={t('look')}
      onClick={() => {
        if (rules) return openRules(true)
        if (score) selectScore(score)
        setView(view)
      }}
    >
      {title}
    </button>
  )
}
