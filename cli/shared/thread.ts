/** What runs in the thread of an engine: the engine, with the same messages as in the page's worker. */
import { parentPort } from 'node:worker_threads'
import type { ToEngine } from '../../src/host/calls'
import { createEngine } from '../../src/host/engine'
import { nodePorts } from '../../src/host/node-ports'
import { serve } from '../../src/host/serve'

const port = parentPort!
const receive = serve(createEngine(nodePorts), (message) => port.postMessage(message))
port.on('message', (message: ToEngine) => receive(message))
