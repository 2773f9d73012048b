import { processIo } from './process-io'
import { run } from './run'

// In `m3scope … | head` the reader closes the pipe when it has seen enough. That is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const code = await run(process.argv.slice(2), processIo())
// The threads of onnxruntime keep Node.js alive, so the process must exit by itself. The callback runs when all output
// has been written.
process.stdout.write('', () => process.exit(code))
