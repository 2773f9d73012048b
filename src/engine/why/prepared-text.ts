/** Hypotheses that are made for one text: only those that change it. */
import { CLEANINGS } from './cleaning'
import { EDITS, ENCODING_EDITS } from './edits'
import { hypothesis, type Hypothesis } from './names'
import type { Subject, TextHypothesis } from './recipe'
import type { WhyInput } from './types'
import { wrongEncodings } from './wrong-encodings'

const edit = (
  made: Hypothesis,
  subject: Subject,
  apply: (text: string) => string | null,
  more: Partial<TextHypothesis>,
): TextHypothesis => ({
  hypothesis: made,
  subject,
  isCommon: false,
  change: (recipe) => ({ ...recipe, edits: [...recipe.edits, (text) => apply(text) ?? text] }),
  ...more,
})

/** @param text as prepared */
export const cleaningHypotheses = (text: string): TextHypothesis[] =>
  CLEANINGS.filter(({ apply }) => apply(text) !== text).map(({ id, about, by, apply }) =>
    edit(hypothesis('cleaned', id, { how: id, by }), SUBJECTS[about] ?? `rule ${about}`, apply, {}),
  )

const SUBJECTS: Readonly<Record<string, Subject>> = {
  newlines: 'newlines',
  whitespace: 'whitespace',
  html: 'html',
  case: 'case',
  accents: 'unicode',
  transfer: 'encoding',
}

interface Encodings {
  /** Characters dropped: before all readings, which may give the same tokens. */
  readonly lost: readonly TextHypothesis[]
  readonly likely: readonly TextHypothesis[]
  readonly rare: readonly TextHypothesis[]
}

/** @param text as prepared */
export function encodingHypotheses(text: string): Encodings {
  const known = EDITS.map((each) => each.hypothesis.id)
  // What an older hypothesis already gives is not named again.
  const old = ENCODING_EDITS.map(([id, apply]) => [id, apply(text)] as const)
  const all = wrongEncodings(text)
    .filter(({ hypothesis: { id }, apply }) => {
      if (known.includes(id)) return false
      const made = apply(text)
      return !old.some(([oldId, oldText]) => made === oldText && id.startsWith(oldId))
    })
    .map(({ hypothesis: made, apply, isLikely }) =>
      edit(made, 'encoding', apply, isLikely ? {} : { isRare: true }),
    )
  const isLost = ({ hypothesis: { name } }: TextHypothesis) => name === 'characters-lost'
  return {
    lost: all.filter((each) => isLost(each) && each.isRare !== true),
    likely: all.filter((each) => !isLost(each) && each.isRare !== true),
    rare: all.filter((each) => each.isRare === true),
  }
}

/** The page's abbreviations as `text.replace(from, to)` applies them: inside words too, all of them or the first alone. */
export function abbreviationHypotheses({ rules }: WhyInput): TextHypothesis[] {
  return rules.flatMap((rule) => {
    if (rule.kind !== 'abbreviations' || rule.match === 'plain') return []
    const with_ = (id: string, change: Partial<typeof rule>): TextHypothesis => ({
      hypothesis: hypothesis('abbreviations-inside-words', id, { how: id }),
      subject: 'rule abbreviations',
      isCommon: false,
      change: (recipe) => ({
        ...recipe,
        rules: recipe.rules.map((each) =>
          each.id === rule.id ? { ...rule, enabled: true, match: 'plain', ...change } : each,
        ),
      }),
    })
    return [
      with_('abbreviations-inside-words', { caseSensitive: true }),
      with_('abbreviations-inside-words-any-case', { caseSensitive: false }),
      with_('first-abbreviation-inside-words', { caseSensitive: true, entries: rule.entries.slice(0, 1) }),
    ]
  })
}
