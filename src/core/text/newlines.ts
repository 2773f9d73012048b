/** Converts CRLF to LF, as Python's open() and every browser's text field do. A CR without LF is kept. */
export const universalNewlines = (text: string): string => text.replaceAll('\r\n', '\n')
