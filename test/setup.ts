/** Before each file of unit tests: what the terminal does at its start. */
import { installHtmlParser } from '../src/engine/text/html/parser'
import { parseWithParse5 } from '../src/platform/parse5'

installHtmlParser(parseWithParse5)
