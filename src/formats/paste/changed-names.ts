/**
 * Names of a program whose value changes in a way that is not followed here: `+=`, `push`, an item or property that is set, a
 * parameter of a function. They count as unknown: a value that was true before the change would be wrong.
 */

const NAME = String.raw`[A-Za-z_$][\w$]*`
const CHANGES: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w$.])(${NAME})\s*(?:\*\*|\/\/|<<|>>>?|\?\?|\|\||&&|[-+*/%|&^])=(?!=)`, 'g'),
  new RegExp(String.raw`(?<![\w$.])(${NAME})\s*(?:\+\+|--)`, 'g'),
  new RegExp(
    String.raw`(?<![\w$.])(${NAME})\s*\.\s*(?:append|extend|insert|push|unshift|pop|shift|splice|update|setdefault|clear|remove|sort|reverse|fill|set|add|delete)\s*\(`,
    'g',
  ),
  // The start of a statement: an argument that is given by its name is no change.
  new RegExp(
    String.raw`(?:^|[;{}\n])[ \t]*(${NAME})\s*(?:\[[^\]\n]{0,200}\]|\??\.\s*${NAME})+\s*[-+*/%|&]?=(?![=>])`,
    'g',
  ),
]
const PARAMETERS: readonly RegExp[] = [
  /\bdef\s+\w+\s*\(((?:[^()]|\([^()]*\)){0,2000})\)/g,
  /\blambda\s+([^:\n]{0,200}):/g,
  /\bfunction(?:\s*[\w$]+)?\s*\(((?:[^()]|\([^()]*\)){0,2000})\)/g,
  /\(([^()\n]*)\)\s*=>/g,
  /(?<![\w$])([A-Za-z_$][\w$]*)\s*=>/g,
  /\bfor\s{1,20}(?:await\s{1,20})?\(?\s{0,20}(?:(?:const|let|var)\s)?([\w$, ]{1,200}?)\s{1,20}(?:in|of)\b/g,
]
/** A second value without const, let or var, or one that stands inside of a block. */
const REASSIGNED = new RegExp(String.raw`(?:^|[;{}\n)])[ \t]*(${NAME})\s*=(?![=>])`, 'g')

export function changedNames(text: string, language: 'python' | 'javascript'): ReadonlySet<string> {
  const names = new Set<string>()
  const patterns = language === 'javascript' ? [...CHANGES, REASSIGNED] : CHANGES
  for (const pattern of patterns) for (const [, name] of text.matchAll(pattern)) names.add(name!)
  for (const pattern of PARAMETERS)
    for (const [, list] of text.matchAll(pattern))
      for (const one of list!.split(',')) {
        const name = /^[\s*.{]*([A-Za-z_$][\w$]*)/.exec(one)?.[1]
        if (name !== undefined) names.add(name)
      }
  names.delete('self')
  return names
}
