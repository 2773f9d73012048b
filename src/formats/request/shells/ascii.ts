import { unicodeEscape } from '../body'

/**
 * JSON in ASCII, with \uXXXX for every character that Windows' shells and programs would interpret: curl.exe reads its
 * arguments in the ANSI code page, cmd replaces % and ! even between quotes, and in PowerShell typographic quotes end a
 * string. JSON's own quotes and short escapes, letters, digits and plain punctuation stay. The escaped characters occur
 * only in JSON's strings, so the text stays the same.
 */
export const windowsJson = (body: string): string =>
  body
    .replace(/\\(["\\])/g, (_, char: string) => unicodeEscape(char))
    .replace(/[^\x20-\x7e]|[%!&|<>^()'`$@#;~]/g, unicodeEscape)
