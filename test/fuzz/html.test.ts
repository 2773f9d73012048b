/** HTML of the clipboard, and of texts. */
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { parseCost } from '../../src/engine/text/html/cost'
import { looksLikeHtml } from '../../src/engine/text/html/looks-like'
import { htmlToText } from '../../src/engine/text/html/to-text'
import { fuzz, textOf } from './fuzz'

const PARTS = [
  ...['a', ' ', '\n', '\u00a0', '&amp;', '&#0;', '&', '<', '>', '"', "'", '=', '/', '\0', '你'],
  ...[
    '<b>',
    '<b id=1>',
    '</b>',
    '<a href=x>',
    '</a>',
    '<font color="',
    '<i class=',
    '<nobr>',
    '<p>',
    '</p>',
    '<div>',
    '</div>',
  ],
  ...[
    '<span style="white-space:pre">',
    '<ul style="list-style:none">',
    '<ol reversed>',
    '<li>',
    '</li>',
    '<table>',
    '<tr>',
    '<td>',
  ],
  ...[
    '<br>',
    '<img alt="😀">',
    '<select>',
    '<option>',
    '<svg>',
    '<title>',
    '<math>',
    '<template>',
    '<script>',
    '</script>',
  ],
  ...[
    '<!--',
    '-->',
    '<!-->',
    '<!doctype',
    '<![CDATA[',
    '<?',
    '</3',
    '<o:p>',
    '<textarea>',
    '<xmp>',
    '<plaintext>',
    '<form>',
    '<button>',
  ],
]

describe('HTML', () => {
  fuzz(
    'any HTML has a text, which is not much longer',
    fc.property(textOf(PARTS, 10_000), (html) => {
      // An indent of 20 and a number of 12 digits for each item.
      expect(htmlToText(html).length).toBeLessThanOrEqual(40 * html.length + 40)
    }),
    50,
  )
  fuzz(
    'tags are counted, and looked for, in any text',
    fc.property(textOf(PARTS), (html) => {
      expect(parseCost(html)).toBeGreaterThanOrEqual(0)
      expect(typeof looksLikeHtml(html)).toBe('boolean')
    }),
  )
})
