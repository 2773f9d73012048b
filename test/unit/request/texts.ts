/** Texts that shells, JSON and terminals give a meaning to. */
import fc from 'fast-check'

export const NASTY: readonly string[] = [
  'What is BGE M3?',
  '手机充不进电，USB 接口里有“灰尘”。',
  "it's 'quoted' \"twice\" `thrice` \\ \\\\ \\' \\\" \\n",
  '$(rm -rf x) ${HOME} $HOME $1 $$ `id` !! !x! !"',
  '%PATH% %1 %%a %~dp0 100% ^^ ^& & && | || < > >> ( ) ;',
  'line\none\r\ntwo\rthree\ttab\u000b\u000c\u0008 end\n',
  '\u0001\u0002\u001b[31m\u007f\u0080\u0085\u009f control',
  '\u00a0\u200b\u200d\u200e\u202e\u2028\u2029\ufeff unseen',
  '‘single’ “double” ‚low‛ „lower‟ typographic',
  '😀👨‍👩‍👧‍👦🇨🇳 emoji 𝕏 cafe\u0301',
  '@file <(x) #comment ~ * ? [a-z] {a,b} =x -n --',
  "'@\n@'\n\"@\nEOF\n",
  'C:\\new\\table\\ends\\',
  '\\',
  '"',
  "'",
  '\\"',
  '"\\',
]

export const long = (bytes: number): string => {
  const part = '长文本 it\'s "long" $x %y% !z! \\ `q`\n'
  return part.repeat(Math.ceil(bytes / new TextEncoder().encode(part).length))
}

/** Any text without a half of a character: the page refuses those. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY), fc.constantFrom(...'\'"\\$%!^&|<>()`\n\r @#'), fc.string()), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join('')),
)
