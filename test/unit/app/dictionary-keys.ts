/** Which keys of the dictionaries the source uses, as far as its text tells. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export type Words = readonly (readonly [key: string, words: string])[]

/** Every sentence with the path of its key. */
export const wordsOf = (tree: object, path = ''): Words =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value] as const] : wordsOf(value as object, `${path}${key}.`),
  )

interface SourceFile {
  /** Namespaces that the file asks for; none: it only hands keys on. */
  readonly namespaces: ReadonlySet<string>
  readonly literals: ReadonlySet<string>
  /** Templates, with `${…}` for any part of a key. */
  readonly templates: readonly RegExp[]
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function readSource(path: string, known: readonly string[]): SourceFile {
  const text = readFileSync(path, 'utf8')
  const namespaces = new Set(
    known.filter((name) =>
      new RegExp(`(useTranslation|TFunction|getFixedT)[^\\n]{0,60}'${name}'`).test(text),
    ),
  )
  if (/useTranslation\(\)/.test(text)) namespaces.add('app')
  const literals = new Set<string>()
  const templates: RegExp[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) literals.add(node.text)
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
      // A template that begins with a value says too little about the key.
      if (/^[\w:.-]{3,}/.test(parts[0]!)) templates.push(new RegExp(`^${parts.map(escaped).join('[^.]+')}$`))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return { namespaces, literals, templates }
}

/** @param folder whose files use the dictionaries */
export function keyUses(
  folder: string,
  known: readonly string[],
): (namespace: string, key: string) => boolean {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(i18n|words)\//.test(name))
    .map((name) => readSource(join(folder, name), known))
  return (namespace, key) => {
    const plain = key.replace(/_(one|other)$/, '')
    return files.some(({ namespaces, literals, templates }) => {
      const asked = namespaces.size === 0 || namespaces.has(namespace)
      const forms = asked ? [plain, `${namespace}:${plain}`] : [`${namespace}:${plain}`]
      return forms.some((form) => literals.has(form) || templates.some((template) => template.test(form)))
    })
  }
}
