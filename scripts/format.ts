/** Formats what a script writes as `npm run format` would. */
import { readFileSync } from 'node:fs'
import { format, type FormatOptions } from 'oxfmt'

const OPTIONS = JSON.parse(
  readFileSync(new URL('../.oxfmtrc.json', import.meta.url), 'utf8'),
) as FormatOptions

/**
 * @param path of the file; its ending chooses the language
 * @param more options beside those of `.oxfmtrc.json`
 * @throws Error when the text has a syntax error
 */
export async function formatted(path: string, text: string, more: FormatOptions = {}): Promise<string> {
  const { code, errors } = await format(path, text, { ...OPTIONS, ...more })
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  return code
}
