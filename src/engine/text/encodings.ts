/** For a menu, likeliest first. All are labels of the Encoding Standard, which every TextDecoder knows. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
] as const

export type TextEncoding = (typeof TEXT_ENCODINGS)[number]
