/** Rules as a file. Format and fields: docs/CONTRACT.md. */
import { z } from '../../zod'
import { saidBy, worded, type Detail } from '../../detail-words'
import { EngineError } from '../../errors'
import type { RuleSet } from './types'

export const RULES_FORMAT = 'm3scope/rules'
export const RULES_VERSION = 1

const common = { id: z.string().check(z.minLength(1)), enabled: z.boolean() }
const match = z.enum(['word', 'plain'])
/** The schema of one rule, for other formats that hold rules. */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('abbreviations'),
    entries: z.array(z.object({ from: z.string(), to: z.string() })),
    match,
    caseSensitive: z.boolean(),
  }),
  z.object({ ...common, kind: z.literal('symbols'), characters: z.string(), replacement: z.string() }),
  z.object({ ...common, kind: z.literal('control') }),
  z.object({ ...common, kind: z.literal('emoji'), replacement: z.string() }),
  z.object({
    ...common,
    kind: z.literal('urls'),
    longerThan: z.int().check(z.nonnegative()),
    keep: z.enum(['nothing', 'host', 'no-query']),
    replacement: z.string(),
  }),
  z.object({ ...common, kind: z.literal('whitespace'), newlines: z.enum(['keep', 'space']) }),
  z.object({ ...common, kind: z.literal('full-width') }),
  z.object({ ...common, kind: z.literal('lower-case') }),
  z.object({ ...common, kind: z.literal('html') }),
])
/** The file as it is read: a newer version is refused before with words of its own. */
export const rulesFileSchema = z.object({
  format: z.literal(RULES_FORMAT),
  version: z.int(),
  rules: z.array(ruleSchema),
  examples: z._default(z.array(z.object({ input: z.string(), expected: z.string() })), []),
})

export const rulesToJson = ({ rules, examples }: RuleSet): string =>
  JSON.stringify({ format: RULES_FORMAT, version: RULES_VERSION, rules, examples }, null, 1)

/** @param name of the file, for errors @throws EngineError rules/invalid */
export function parseRules(json: string, name: string): RuleSet {
  const invalid = (detail: Detail) =>
    new EngineError('rules/invalid', `${name}: ${detail.text}`, { file: name, detail })
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    const said = saidBy(error)
    throw invalid(worded(`no JSON (${said})`, 'json-said-in', { said }))
  }
  const version = (value as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > RULES_VERSION)
    throw invalid(
      worded(`version ${version}; this m3scope reads up to ${RULES_VERSION}`, 'rules-newer', {
        found: version,
        known: RULES_VERSION,
      }),
    )
  const parsed = rulesFileSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = z.core.toDotPath(issue!.path)
    const said = issue!.message
    throw invalid(
      field === ''
        ? worded(`the file: ${said}`, 'file-said', { said })
        : worded(`${field}: ${said}`, 'field-said', { field, said }),
    )
  }
  const { rules, examples } = parsed.data
  const ids = rules.map(({ id }) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined)
    throw invalid(worded(`rules: the id "${twice}" is there twice`, 'rule-twice', { id: twice }))
  return { rules, examples }
}
