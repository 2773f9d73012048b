/** The entry of the worker that splits long texts and applies the rules to them. It has no model and no network. */
import { toErrorData } from '../engine/errors'
import { installHtmlParser } from '../engine/text/html/parser'
import { recognise } from '../engine/text/sentences/chats'
import { installRecogniser } from '../engine/text/sentences/dialogue'
import { workOn, type TextJob } from '../engine/text/work'
import { parseWithParse5 } from '../platform/parse5'
import { holdLifeline } from './lifeline'
import type { FromTextWorker } from './text-client'

installHtmlParser(parseWithParse5)
installRecogniser(recognise)

const post = (message: FromTextWorker) => self.postMessage(message)

self.addEventListener('message', ({ data, ports }: MessageEvent<TextJob | { type: 'lifeline' }>) => {
  if ('type' in data) {
    holdLifeline(ports[0]!)
    return
  }
  try {
    post({ work: workOn(data) })
  } catch (error) {
    post({ error: toErrorData(error) })
  }
})
