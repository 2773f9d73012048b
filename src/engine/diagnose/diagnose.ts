/** What a score is worth: facts that can be computed, each with its cost and what can be done. Never a verdict such as "similar". */
import { fullWidthCharacters, hiddenCharacters } from './facts/characters'
import { headersEncoded } from './facts/headers-encoded'
import { languagesDiffer } from './facts/languages-differ'
import { demoModel, quantisedModel } from './facts/model'
import { noSharedToken } from './facts/no-shared-token'
import { notFinite } from './facts/not-finite'
import { ruleChanged } from './facts/rule-changed'
import { shortText } from './facts/short-text'
import { wordsSplit } from './facts/split-words'
import { tokenizersDiffer } from './facts/tokenizers-differ'
import { truncated } from './facts/truncated'
import { unknownTokens } from './facts/unknown-tokens'
import { FACT_CODES, type DiagnosisInput, type Fact, type FactCode, type FactOf } from './types'

/** A new fact is a code with its values in types.ts, a file in facts, and a line here. */
const FACTS: { readonly [C in FactCode]: (input: DiagnosisInput) => readonly FactOf<C>[] } = {
  'not-finite': notFinite,
  truncated,
  'no-shared-token': noSharedToken,
  'headers-encoded': headersEncoded,
  'rule-changed': ruleChanged,
  'hidden-characters': hiddenCharacters,
  'full-width-characters': fullWidthCharacters,
  'languages-differ': languagesDiffer,
  'tokenizers-differ': tokenizersDiffer,
  'unknown-tokens': unknownTokens,
  'split-words': wordsSplit,
  'short-text': shortText,
  'quantised-model': quantisedModel,
  'demo-model': demoModel,
}

/** @returns the most important fact first; of two texts, that of A. What changes no id, and so no score, comes last */
export function diagnose(input: DiagnosisInput): readonly Fact[] {
  const facts = FACT_CODES.flatMap((code): readonly Fact[] => FACTS[code](input))
  return [...facts.filter((fact) => !changesNothing(fact)), ...facts.filter(changesNothing)]
}

const changesNothing = (fact: Fact): boolean => 'same_ids' in fact && fact.same_ids
