import { changedNames } from './changed-names'
import type { PyValue } from './python-types'
import { PythonReader } from './python-values'

/** The values that the program gives to names, in its order. */
export function assignments(
  text: string,
): { readonly name: string; readonly at: number; readonly value: PyValue }[] {
  const found: { name: string; at: number; value: PyValue }[] = []
  const names = new Map<string, PyValue>()
  const changed = changedNames(text, 'python')
  const pattern = /^[ \t]*((?:[A-Za-z_]\w*\.)?[A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?=(?!=)[ \t]*/gm
  for (const { 0: whole, 1: name, index } of text.matchAll(pattern))
    try {
      if (changed.has(name!)) continue
      const reader = new PythonReader(text, index + whole.length, names)
      const value = reader.expression()
      // With a comma after it, it is an argument of a call.
      if (/^[ \t]*,/.test(text.slice(reader.at, reader.at + 40))) continue
      found.push({ name: name!, at: index, value })
      names.set(name!, value)
    } catch {
      // The value is not readable: the name stays unknown.
    }
  return found
}
