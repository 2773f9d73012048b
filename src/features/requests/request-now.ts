/** Creates the request for the present texts. */
import type { ErrorData } from '../../engine/errors'
import { DIALECTS, notSent, requestsFor, requestsOfKind, type Cannot } from '../../formats/request'
import { FORMS } from '../../formats/request/forms'
import { headsOfMode } from '../../formats/request/modes'
import type { CaseSetting, HttpRequest, RequestCase, Written } from '../../formats/request/types'
import { filledSides } from '../../core/text/filled-sides'
import { memoize } from '../../core/memoize'
import type { AskKind } from './types'
import {
  effectiveMaxLength,
  effectiveTruncateDim,
  modelInput,
  positionLimit,
  sideProblem,
} from '../../core/selectors'
import type { AppState, Mode } from '../../core/state'

export type RequestNow =
  | { readonly phase: 'empty' }
  /** The error of a text that the page cannot run either. */
  | { readonly phase: 'failed'; readonly error: ErrorData }
  | {
      readonly phase: 'made'
      readonly given: RequestCase
      readonly requests: readonly HttpRequest[]
      readonly cannot: readonly Cannot[]
      /** Settings of the page that the requests cannot contain. */
      readonly notSent: readonly CaseSetting[]
      /** Null: there is no request. */
      readonly written: Written | null
    }

type Texts = { readonly texts: readonly string[] } | { readonly error: ErrorData } | null

/** The exact model inputs; null: both texts are blank. */
const textsOf = memoize(
  1,
  (
    a: AppState['a'],
    b: AppState['b'],
    settings: AppState['settings'],
    rules: AppState['rules'],
    splits: AppState['splits'],
    longTexts: AppState['longTexts'],
  ): Texts => {
    const state = { a, b, settings, rules, splits, longTexts }
    const sides = filledSides(state)
    if (sides.length === 0) return null
    for (const side of sides) {
      const error = sideProblem(state, side)
      if (error) return { error: { ...error, values: { ...error.values, side } } }
    }
    return { texts: sides.map((side) => modelInput(state, side)) }
  },
)

const make = memoize(
  2,
  (
    texts: Texts,
    maxLength: number,
    truncateDim: number | null,
    normalize: boolean,
    mode: Mode,
    kind: AskKind,
    requests: AppState['requests'],
  ): RequestNow => {
    if (kind !== 'health') {
      if (texts === null) return { phase: 'empty' }
      if ('error' in texts) return { phase: 'failed', error: texts.error }
    }
    const dialect = DIALECTS[requests.dialect]
    const server = requests.servers[requests.dialect]
    const given = { texts: texts && 'texts' in texts ? texts.texts : [], maxLength, truncateDim, normalize }
    const found =
      kind === 'vectors'
        ? requestsFor(dialect, headsOfMode(mode), given, server)
        : requestsOfKind(dialect, kind, given, server)
    const some = found.requests.length > 0
    return {
      phase: 'made',
      given,
      ...found,
      notSent: kind === 'vectors' && some ? notSent(dialect, given) : [],
      written: some ? FORMS[requests.form].write(found.requests) : null,
    }
  },
)

/** @param kind the kind of the requests; default: the chosen one */
export function requestNow(state: AppState, kind: AskKind = state.requests.kind): RequestNow {
  const { a, b, settings, rules, splits, longTexts, model, requests } = state
  return make(
    textsOf(a, b, settings, rules, splits, longTexts),
    effectiveMaxLength(settings.maxLength, positionLimit(model)).value,
    effectiveTruncateDim(settings.truncateDim, model),
    settings.normalize,
    settings.mode,
    kind,
    requests,
  )
}
