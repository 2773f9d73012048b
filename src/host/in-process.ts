/** The same engine with the same messages, but without a worker: for the terminal and for tests. */
import type { EngineClient, FromEngine } from './calls'
import { MessageClient } from './client'
import { createEngine } from './engine'
import type { EnginePorts } from './handlers'
import { serve } from './serve'

export function createInProcessClient(ports: EnginePorts): EngineClient {
  const client: MessageClient = new MessageClient((message) => receive(message))
  const receive = serve(createEngine(ports), (message: FromEngine) => client.receive(message))
  return client
}
