/** Writes the commands and options into docs/cli.md, from their descriptions in cli/. Run it with `npm run docs:cli`. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { commandSections } from '../cli/describe/markdown'
import { formatted } from './format'

export const CLI_DOCUMENT = fileURLToPath(new URL('../docs/cli.md', import.meta.url))

const BEGIN = '<!-- `npm run docs:cli` writes what follows, from cli/commands/*/description.ts. -->'
const END = '<!-- End of the generated part. -->'

/**
 * @param document docs/cli.md as it is
 * @returns the document with the generated part made anew
 * @throws Error when a marker is missing
 */
export async function withCommandSections(document: string): Promise<string> {
  const begin = document.indexOf(BEGIN)
  const end = document.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`docs/cli.md needs the lines\n${BEGIN}\n${END}`)
  const text = `${document.slice(0, begin + BEGIN.length)}\n\n${commandSections()}\n\n${document.slice(end)}`
  return formatted(CLI_DOCUMENT, text, { proseWrap: 'always' })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(CLI_DOCUMENT, await withCommandSections(await readFile(CLI_DOCUMENT, 'utf8')))
}
