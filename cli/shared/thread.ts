/** What runs in the thread of an engine: the engine, with the same messages as in the page's worker. */
import { parentPort } from 'node:worker_threads'
import { Recorder } from '../../src/engine/monitor/recorder'
import { wasmHeap } from '../../src/platform/wasm-heap'
import type { ToEngine } from '../../src/host/calls'
import { createEngine } from '../../src/host/engine'
import { nodePorts } from '../../src/host/node-ports'
import { withNotes } from '../../src/host/notes'
import { serve } from '../../src/host/serve'

const port = parentPort!
const recorder = new Recorder(wasmHeap)
const receive = serve(createEngine({ ...nodePorts, recorder }), (message) =>
  port.postMessage(withNotes(recorder, message)),
)
port.on('message', (message: ToEngine) => receive(message))
