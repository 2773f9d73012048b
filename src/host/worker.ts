/** The entry of the worker: it connects the engine, the browser's ports and the messages. */
import { installHtmlParser } from '../engine/text/html/parser'
import { recognise } from '../engine/text/sentences/chats'
import { installRecogniser } from '../engine/text/sentences/dialogue'
import { parseWithParse5 } from '../platform/parse5'
import { Recorder } from '../engine/monitor/recorder'
import { wasmHeap } from '../platform/wasm-heap'
import { coalesce } from './coalesce'
import { createEngine } from './engine'
import { webPorts } from './web-ports'
import { serve } from './serve'
import { withNotes } from './notes'
import type { ToEngine } from './calls'
import { holdLifeline } from './lifeline'

installHtmlParser(parseWithParse5)
installRecogniser(recognise)

const recorder = new Recorder(wasmHeap)
const receive = serve(
  createEngine({ ...webPorts, recorder }),
  coalesce((message) => self.postMessage(withNotes(recorder, message))),
)
self.addEventListener('message', (event: MessageEvent<ToEngine | { type: 'lifeline' }>) => {
  if (event.data.type === 'lifeline') holdLifeline(event.ports[0]!)
  else receive(event.data)
})
