import { applyRules } from './apply'
import type { ExampleOutcome, RuleSet } from './types'

/** The regression examples under the enabled rules. */
export const checkExamples = ({ rules, examples }: RuleSet): readonly ExampleOutcome[] =>
  examples.map((example) => {
    const found = applyRules(example.input, rules).mapped.text
    return { ...example, found, passed: found === example.expected }
  })
