/** The same engine with the same messages, but without a worker: for the terminal and for tests. */
import type { EngineClient, FromEngine } from './calls'
import { MessageClient } from './client'
import { createEngine } from './engine'
import type { EnginePorts } from './handlers'
import { ModelHolder } from './model-holder'
import { serve } from './serve'

/** Its dispose() also frees the model, when a run that goes on has ended: nothing else closes the files that it is read from. */
export function createInProcessClient(ports: EnginePorts): EngineClient {
  const holder = new ModelHolder(ports)
  const client = new InProcessClient((message) => receive(message), holder)
  const receive = serve(createEngine(ports, holder), (message: FromEngine) => client.receive(message))
  return client
}

class InProcessClient extends MessageClient {
  constructor(
    post: ConstructorParameters<typeof MessageClient>[0],
    private readonly holder: ModelHolder,
  ) {
    super(post)
  }

  override dispose(): void {
    super.dispose()
    void this.holder.close()
  }
}
