import { unicodeEscape } from '../body'

/**
 * JSON in ASCII, with \uXXXX for all that Windows' shells and programs take for their own: curl.exe reads its arguments
 * in the ANSI code page; cmd expands % and ! even between quotes, and in PowerShell typographic quotes end a string.
 * What is left are quotes as JSON's own marks, backslashes of its short escapes, letters, digits and plain punctuation.
 * Such characters stand inside JSON's strings only, so that the text stays the same.
 */
export const windowsJson = (body: string): string =>
  body
    .replace(/\\(["\\])/g, (_, char: string) => unicodeEscape(char))
    .replace(/[^\x20-\x7e]|[%!&|<>^()'`$@#;~]/g, unicodeEscape)
