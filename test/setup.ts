/** Before each file of unit tests: what the terminal does at its start. */
import { installHtmlParser } from '../src/engine/text/html/parser'
import { recognise } from '../src/engine/text/sentences/chats'
import { installRecogniser } from '../src/engine/text/sentences/dialogue'
import { parseWithParse5 } from '../src/platform/parse5'

installHtmlParser(parseWithParse5)
installRecogniser(recognise)
