/** An ESLint rule: who may import whom below src. It reads the paths alone, so it is fast and needs no files on the disk. */
import { dirname, relative, resolve, sep } from 'node:path'

/**
 * @param {string} root folder that holds src
 * @param {string} file absolute path of a file, or of an import without its extension
 * @returns {{ layer: string, feature: string | null, inside: string } | null} null for what lies outside of src;
 *   the layer of a file that lies in src itself is ''
 */
export function placeOf(root, file) {
  const [src, ...path] = relative(root, file).split(sep)
  if (src !== 'src') return null
  const layer = path.length > 1 || !/\.\w+$/.test(path[0] ?? '') ? (path[0] ?? '') : ''
  const feature = layer === 'features' ? (path[1] ?? null) : null
  return { layer, feature, inside: path.slice(feature === null ? 1 : 2).join('/') }
}

/**
 * @param {{ layer: string, feature: string | null }} from
 * @param {{ layer: string, feature: string | null, inside: string }} to
 * @param {{ mayImport: Record<string, string[]>, featureMayImport: Record<string, string[]> }} tables
 * @returns {string | null} what is wrong with the import
 */
export function problemOf(from, to, { mayImport, featureMayImport }) {
  if (from.layer === '') return null // src/main.tsx and its like start everything
  if (from.layer !== to.layer) {
    const allowed = mayImport[from.layer] ?? []
    if (allowed.includes(to.layer)) return null
    return `src/${from.layer} may import only: ${['itself', ...allowed].join(', ')}.`
  }
  if (from.feature === to.feature) return null
  const others = featureMayImport[from.feature] ?? []
  if (!others.includes(to.feature))
    return `The feature ${from.feature} may import no file of the feature ${to.feature}; FEATURE_MAY_IMPORT lists the exceptions.`
  if (/^(index(\.\w+)?)?$/.test(to.inside)) return null
  return `The feature ${to.feature} is imported through its index alone.`
}

/** @type {import('eslint').Rule.RuleModule} */
export const layers = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: {
          root: { type: 'string' },
          mayImport: { type: 'object' },
          featureMayImport: { type: 'object' },
        },
        required: ['root', 'mayImport', 'featureMayImport'],
        additionalProperties: false,
      },
    ],
  },
  create(context) {
    const [{ root, ...tables }] = context.options
    const from = placeOf(root, context.filename)
    const check = ({ source }) => {
      if (from === null || typeof source?.value !== 'string' || !source.value.startsWith('.')) return
      const to = placeOf(root, resolve(dirname(context.filename), source.value))
      const message = to && problemOf(from, to, tables)
      if (message) context.report({ node: source, message })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    }
  },
}
