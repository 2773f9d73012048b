/** Bundled by html.spec.ts and run inside the browser, where the browser's own parser reads the HTML. */
import { installHtmlParser } from '../src/engine/text/html/parser'
import { htmlToText } from '../src/engine/text/html/to-text'
import { withEdits } from '../src/engine/text/preprocess/edit'
import { htmlEdits } from '../src/engine/text/preprocess/html'
import { parseWithBrowser } from '../src/platform/web/dom-parser'

installHtmlParser(parseWithBrowser)

/** What a paste of rich text gives, and what the rule that strips HTML gives. */
export const read = (html: string) => ({
  pasted: htmlToText(html),
  stripped: withEdits(html, htmlEdits(html)).text,
})
