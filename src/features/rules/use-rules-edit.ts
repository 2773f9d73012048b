import { useState } from 'react'
import { toErrorData, type ErrorData } from '../../engine/errors'
import { parseRules } from '../../engine/text/preprocess/json'
import type { RuleSet } from '../../engine/text/preprocess/types'

const UNDO_STEPS = 50

/** Edits the rules, with undo, and imports rules from a file. */
export function useRulesEdit(rules: RuleSet, onChange: (rules: RuleSet) => void) {
  const [before, setBefore] = useState<readonly RuleSet[]>([])
  const [error, setError] = useState<ErrorData | null>(null)

  const change = (next: RuleSet) => {
    setBefore((list) => [...list, rules].slice(-UNDO_STEPS))
    setError(null)
    onChange(next)
  }
  const undo = () => {
    const last = before.at(-1)
    if (!last) return
    setBefore(before.slice(0, -1))
    onChange(last)
  }
  async function importFile(file: File) {
    try {
      change(parseRules(await file.text(), file.name))
    } catch (caught) {
      setError(toErrorData(caught))
    }
  }
  return { change, undo, canUndo: before.length > 0, importFile, error, dismissError: () => setError(null) }
}
