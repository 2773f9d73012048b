import { toErrorData } from '../../errors'
import { applyRules } from './apply'
import { RulesBudget } from './budget'
import type { ExampleOutcome, RuleSet } from './types'

/** The regression examples under the enabled rules. What the rules may do is counted over all of them. */
export function checkExamples({ rules, examples }: RuleSet): readonly ExampleOutcome[] {
  const budget = new RulesBudget()
  return examples.map((example) => {
    try {
      const found = applyRules(example.input, rules, budget).mapped.text
      return { ...example, found, passed: found === example.expected, error: null }
    } catch (error) {
      return { ...example, found: '', passed: false, error: toErrorData(error) }
    }
  })
}
