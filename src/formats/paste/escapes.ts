/** What a letter after a backslash means in JavaScript; Python knows one more. A line break after it is left out. */
export const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
}

export const PYTHON_ESCAPES: Readonly<Record<string, string>> = { ...ESCAPES, a: '\x07' }
