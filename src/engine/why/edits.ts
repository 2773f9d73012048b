/** What a pipeline may do to a text before the model gets it. */
import { mayBeHtml, replaceTags } from './cleaning/linear'
import { htmlToText } from '../text/html/to-text'
import { applyRules } from '../text/preprocess/apply'
import type { Rule, RuleKind } from '../text/preprocess/types'
import { findDialogue } from '../text/sentences/dialogue'
import { gbkAsUtf8, latin1AsUtf8, utf8AsGbk, utf8AsLatin1, utf8AsWindows1252 } from './encodings'
import { hypothesis, type HypothesisName, type Hypothesis } from './names'
import type { Subject, TextHypothesis } from './recipe'
import type { WhyInput } from './types'

type Edit = (text: string) => string | null

/** Null: the edit is not possible for this text. */
const edit = (made: Hypothesis, subject: Subject, apply: Edit, isCommon = false): TextHypothesis => ({
  hypothesis: made,
  subject,
  isCommon,
  change: (recipe) => ({ ...recipe, edits: [...recipe.edits, (text) => apply(text) ?? text] }),
})

const named = (name: HypothesisName, subject: Subject, apply: Edit, isCommon = false): TextHypothesis =>
  edit(hypothesis(name), subject, apply, isCommon)

/** True: replaces the page's own rule if that is on. */
const html = (id: string, apply: (text: string) => string): TextHypothesis => ({
  hypothesis: hypothesis('html-stripped', id),
  subject: 'html',
  isCommon: id === 'html-stripped' || id === 'html-stripped-tags-only',
  change: (recipe) => ({
    ...recipe,
    rules: recipe.rules.map((rule) => (rule.kind === 'html' ? off(rule) : rule)),
    edits: [...recipe.edits, (text) => (mayBeHtml(text) ? apply(text) : text)],
  }),
})

const encoding = (id: string, apply: Edit): TextHypothesis =>
  edit(hypothesis('encoding', id, { how: id }), 'encoding', apply)

const one = (rule: Rule) => (text: string) => applyRules(text, [rule]).mapped.text

/** As browsers decode; as Python does: wrong-encodings.ts. */
export const ENCODING_EDITS: readonly (readonly [id: string, apply: Edit])[] = [
  ['utf-8-read-as-gbk', utf8AsGbk],
  ['gbk-read-as-utf-8', gbkAsUtf8],
  ['utf-8-read-as-gbk-ignoring-errors', (text) => readable(utf8AsGbk(text))],
  ['gbk-read-as-utf-8-ignoring-errors', (text) => readable(gbkAsUtf8(text))],
  ['utf-8-read-as-latin-1', utf8AsLatin1],
  ['utf-8-read-as-windows-1252', utf8AsWindows1252],
  ['latin-1-read-as-utf-8', latin1AsUtf8],
]

export const EDITS: readonly TextHypothesis[] = [
  named('whitespace-trimmed', 'whitespace', (text) => text.trim(), true),
  named('lower-cased', 'case', (text) => text.toLowerCase(), true),
  html('html-stripped', one({ id: 'html', kind: 'html', enabled: true })),
  html('html-stripped-to-lines', htmlToText),
  html('html-stripped-tags-to-spaces', (text) => replaceTags(text, ' ')),
  html('html-stripped-tags-only', (text) => replaceTags(text, '')),
  named('newlines-to-spaces', 'newlines', (text) => text.replaceAll(/\r\n|\r|\n/g, ' '), true),
  named('whitespace-collapsed', 'whitespace', (text) => text.replaceAll(/\s+/g, ' ').trim(), true),
  named('whitespace-removed', 'whitespace', (text) => text.replaceAll(/\s+/g, '')),
  named('trailing-newline', 'newlines', (text) => `${text}\n`, true),
  named('nfc', 'unicode', (text) => text.normalize('NFC')),
  named('nfd', 'unicode', (text) => text.normalize('NFD')),
  named('nfkc', 'unicode', (text) => text.normalize('NFKC')),
  named('nfkd', 'unicode', (text) => text.normalize('NFKD')),
  ...ENCODING_EDITS.map(([id, apply]) => encoding(id, apply)),
  edit(hypothesis('json-escaped', 'json-escaped-newlines'), 'json', (text) => text.replaceAll('\n', '\\n')),
  edit(hypothesis('json-escaped', 'json-escaped'), 'json', (text) => JSON.stringify(text).slice(1, -1)),
  edit(hypothesis('json-escaped', 'json-escaped-ascii'), 'json', (text) =>
    ascii(JSON.stringify(text).slice(1, -1)),
  ),
  edit(hypothesis('json-escaped', 'json-escaped-in-quotes'), 'json', (text) => JSON.stringify(text)),
  named('json-unescaped', 'json', unescaped),
  named('html-escaped', 'html', (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  ),
  named('bom', 'encoding', (text) => `\uFEFF${text}`),
]

/** Invalid bytes are left out, as with Python's errors='ignore'. */
function readable(text: string | null): string | null {
  return text?.replaceAll('\uFFFD', '') ?? null
}

/** As Python's json.dumps writes it by default. */
const ascii = (json: string): string =>
  json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

function unescaped(text: string): string | null {
  if (!text.includes('\\')) return null
  try {
    const value: unknown = JSON.parse(`"${text.replaceAll(/(?<!\\)"/g, '\\"').replaceAll('\n', '\\n')}"`)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** Rules that EDITS covers with an edit of its own. */
const HAVE_EDITS: readonly RuleKind[] = ['html', 'lower-case']

/** Undoes the page's own choices: one rule off, all rules off, metadata in instead of out or the reverse. */
export function undoneChoices({ text, rules, leaveOutMetadata }: WhyInput): TextHypothesis[] {
  const found: TextHypothesis[] = []
  const enabled = rules.filter((rule) => rule.enabled)
  if (enabled.length > 1)
    found.push({
      hypothesis: hypothesis('rules-off'),
      subject: 'rules',
      isCommon: true,
      change: (recipe) => ({ ...recipe, rules: recipe.rules.map(off) }),
    })
  for (const rule of enabled) {
    const { kind } = rule
    const made =
      kind === 'html' ? hypothesis('html-kept') : hypothesis('rule-off', `rule-off-${kind}`, { kind })
    found.push(withRule(made, off(rule), enabled.length === 1))
  }
  if (findDialogue(text) !== null)
    found.push({
      hypothesis: hypothesis(leaveOutMetadata ? 'metadata-in' : 'metadata-out'),
      subject: 'metadata',
      isCommon: true,
      change: (recipe) => ({ ...recipe, leaveOutMetadata: !leaveOutMetadata }),
    })
  return found
}

/** Switches on each of the page's rules that is off. */
export const rulesOn = ({ rules }: WhyInput): TextHypothesis[] =>
  rules
    .filter(({ enabled, kind }) => !enabled && !HAVE_EDITS.includes(kind))
    .map((rule) =>
      withRule(
        hypothesis('rule-on', `rule-on-${rule.kind}`, { kind: rule.kind }),
        { ...rule, enabled: true },
        false,
      ),
    )

const withRule = (made: Hypothesis, rule: Rule, isCommon: boolean): TextHypothesis => ({
  hypothesis: made,
  subject: rule.kind === 'html' ? 'html' : rule.kind === 'lower-case' ? 'case' : `rule ${rule.kind}`,
  isCommon,
  change: (recipe) => ({
    ...recipe,
    rules: recipe.rules.map((each) => (each.id === rule.id ? rule : each)),
  }),
})

const off = (rule: Rule): Rule => ({ ...rule, enabled: false })
