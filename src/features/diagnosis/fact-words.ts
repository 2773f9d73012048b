/** A fact and its remedies in words. */
import type { TFunction } from 'i18next'
import type { Fact, Remedy } from '../../engine/diagnose/types'

type T = TFunction<'diagnosis'>

interface FactWords {
  readonly title: string
  readonly cost: string
}

/** Names of characters that are shown; a text may have many. */
const NAMED = 3

/** @param language of the page, for the names of scripts */
export function factWords(t: T, fact: Fact, language: string): FactWords {
  const values = valuesOf(t, fact, language)
  const isSame = 'same_ids' in fact && fact.same_ids
  return {
    title: t(`fact.${fact.code}.title`, values),
    cost: isSame
      ? t('sameIds')
      : 'row_share' in fact && fact.row_share === null
        ? t('noQuery')
        : t(`fact.${fact.code}.cost`, values),
  }
}

type Values = Readonly<Record<string, string | number>>

function valuesOf(t: T, fact: Fact, language: string): Values {
  const side = 'side' in fact && fact.side !== null ? fact.side.toUpperCase() : t('bothTexts')
  return { side, where: side, ...ownValues(t, fact, language) }
}

function ownValues(t: T, fact: Fact, language: string): Values {
  switch (fact.code) {
    case 'not-finite':
      return { of: fact.of, found: fact.found }
    case 'truncated':
      return { tokens: fact.tokens, lost: fact.lost, maxLength: fact.max_length, limit: fact.model_limit }
    case 'no-shared-token':
      return {
        share: percent(fact.dense_share),
        dense: decimals(fact.dense),
        fused: decimals(fact.sparse_dense),
      }
    case 'headers-encoded':
      return { turns: fact.turns, tokens: fact.tokens, of: fact.of }
    case 'rule-changed':
      return {
        places: fact.places,
        rules: fact.rules.map(({ kind, places }) => `${t(`rules.${kind}`)} ${places}`).join(t('and')),
        tokens: fact.tokens,
        without: fact.tokens_without,
      }
    case 'hidden-characters':
    case 'full-width-characters': {
      const named = fact.characters.slice(0, NAMED).map(({ name, count }) => `${name} ×${count}`)
      const names = [...named, ...(fact.characters.length > NAMED ? ['…'] : [])].join(t('and'))
      return { n: fact.count, names, tokens: fact.tokens, without: fact.tokens_without }
    }
    case 'languages-differ': {
      const [a, b] = [fact.a, fact.b].map(({ script }) => scriptName(script, language))
      return { a: a!, b: b!, shared: fact.shared_tokens ?? '–' }
    }
    case 'tokenizers-differ':
      return {
        hf4: fact.hf4,
        hf5: fact.hf5,
        first4: fact.first.hf4,
        first5: fact.first.hf5,
        used: fact.used,
      }
    case 'unknown-tokens':
      return { tokens: fact.tokens, of: fact.of }
    case 'split-words':
      return {
        tokens: fact.tokens,
        of: fact.of,
        words: fact.words,
        pieces: fact.pieces,
        longest: shortened(fact.longest),
      }
    case 'short-text':
      return {
        tokens: fact.tokens,
        fewer: fact.fewer_than,
        row: fact.row_share === null ? '–' : percent(fact.row_share),
      }
    case 'quantised-model':
      return { dtype: fact.dtype, scores: fact.scores, cosine: fact.dense_cosine }
    case 'demo-model':
      return { model: fact.model }
  }
}

/** What the button says, and what it does. */
export function remedyWords(t: T, remedy: Remedy): { readonly label: string; readonly title: string } {
  const values = {
    maxLength: 'max_length' in remedy ? remedy.max_length : '',
    tokens: 'tokens' in remedy ? remedy.tokens : '',
    tokenizer: 'tokenizer' in remedy ? remedy.tokenizer : '',
    fits: 'fits' in remedy ? t(remedy.fits ? 'why.fits' : 'why.fitsNot') : '',
  }
  const label =
    remedy.do === 'rule-on' ? t(`remedy.rule-on.${remedy.rule}`) : t(`remedy.${remedy.do}`, values)
  return { label, title: t(`why.${remedy.do}`, values) }
}

/** By the runtime (CLDR), so no list of scripts is kept here. */
const scriptName = (script: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'script', style: 'short' }).of(script) ?? script

const percent = (share: number): number => Math.round(1000 * share) / 10
const decimals = (value: number | null): string => (value === null ? '–' : value.toFixed(4))
const LONGEST = 24
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
