/** All hypotheses about a text and its tokens, cheapest and likeliest first. Each may cost one run. */
import type { LoadedModel } from '../model/load'
import type { TokenizerMode } from '../tokenizer/types'
import { EDITS, rulesOn, undoneChoices } from './edits'
import { hypothesis, type Hypothesis } from './names'
import { RARE_PREFIXES } from './instructions'
import { COMMON_PREFIXES, PREFIXES, type PrefixSource } from './prefixes'
import { abbreviationHypotheses, cleaningHypotheses, encodingHypotheses } from './prepared-text'
import { chunkHypotheses } from './overlapping-chunks'
import { inputOf, recipeOf, type Subject, type TextHypothesis } from './recipe'
import { sourceHypotheses } from './sources'
import { ownTemplates, rareTemplates, templateHypotheses } from './templates'
import type { WhyInput } from './types'

/** Limits that are common: FlagEmbedding ≥ 1.3 has 512, sentence-transformers often 128 or 256, Ollama 2048. */
const CUTS = [512, 256, 1024, 2048, 128, 4096, 8192]
const LEFT_CUTS = [512, 256, 1024, 2048]

export function textHypotheses(model: LoadedModel, input: WhyInput): TextHypothesis[] {
  const { text, prefix, settings } = input
  const { maxLength } = settings
  const limit = model.info.positionLimit.value
  const modes = tokenizerModes(model, settings.tokenizerMode)
  const list: TextHypothesis[] = ownTemplates(input)
  const add = (made: Hypothesis, subject: Subject, change: TextHypothesis['change'], isCommon = false) =>
    list.push({ hypothesis: made, subject, isCommon, change })

  if (prefix !== '')
    add(hypothesis('prefix-removed'), 'prefix', (recipe) => ({ ...recipe, prefix: '' }), true)
  const cuts = CUTS.filter((n) => n !== maxLength && n <= limit).map((n) =>
    cut(hypothesis('cut', `cut-${n}`, { n }), n, n <= 512),
  )
  const whole = limit > maxLength ? [cut(hypothesis('not-cut', 'not-cut', { n: limit }), limit, true)] : []
  // If the text has fewer tokens than a limit, nothing is cut, and the hypothesis is 'not-cut'.
  const fits = model.tokenizers.get(settings.tokenizerMode).count(text) <= limit
  list.push(...(fits ? [...whole, ...cuts] : [...cuts, ...whole]))
  const [trimmed, ...others] = EDITS
  const switched = modes.map((mode): TextHypothesis => ({
    hypothesis: hypothesis(mode),
    subject: 'tokenizer',
    isCommon: true,
    change: (recipe) => ({ ...recipe, mode }),
  }))
  // Both drop the token of trailing white space. If both ends have white space, trimming is more likely.
  list.push(...(/^\s/.test(text) ? [trimmed!, ...switched] : [...switched, trimmed!]))
  PREFIXES.forEach((each, at) => {
    if (each.prefix !== prefix) list.push({ ...prefixed(each), isCommon: at < COMMON_PREFIXES })
  })
  const prepared = inputOf({ ...recipeOf(input), prefix: '' })
  const wrong = encodingHypotheses(prepared)
  const cleaned = cleaningHypotheses(prepared)
  const titled = templateHypotheses(input)
  list.push(
    ...undoneChoices(input),
    ...wrong.lost,
    ...others,
    ...cleaned,
    ...abbreviationHypotheses(input),
    ...rulesOn(input),
    ...sourceHypotheses(model, input),
    ...titled,
    ...wrong.likely,
    ...chunkHypotheses(prepared),
  )
  for (const n of [maxLength, ...LEFT_CUTS].filter(
    (each, at, all) => all.indexOf(each) === at && each <= limit,
  ))
    add(hypothesis('cut-left', `cut-${n}-left`, { n }), 'cut', (recipe) => ({
      ...recipe,
      maxLength: n,
      cutFrom: 'left',
    }))
  const known = new Set([prefix, ...PREFIXES.map((each) => each.prefix)])
  const rarePrefixes = RARE_PREFIXES.filter((each) => !known.has(each.prefix)).map(prefixed)
  list.push(
    ...wrong.rare,
    ...rarePrefixes.map((each) => ({ ...each, isRare: true })),
    ...rareTemplates(input),
  )
  add(hypothesis('no-special-tokens'), 'special', (recipe) => ({ ...recipe, special: 'none' }))
  add(hypothesis('no-eos'), 'special', (recipe) => ({ ...recipe, special: 'no-eos' }))
  return list
}

const prefixed = ({ id, prefix }: PrefixSource): TextHypothesis => ({
  hypothesis: hypothesis('prefix', id, { prefix: prefix.replaceAll('\n', '\\n') }),
  subject: 'prefix',
  isCommon: false,
  change: (recipe) => ({ ...recipe, prefix }),
})

const cut = (made: Hypothesis, maxLength: number, isCommon: boolean): TextHypothesis => ({
  hypothesis: made,
  subject: 'cut',
  isCommon,
  change: (recipe) => ({ ...recipe, maxLength }),
})

const tokenizerModes = ({ tokenizers }: LoadedModel, own: TokenizerMode): readonly TokenizerMode[] =>
  tokenizers.modes.filter((mode) => mode !== own)
