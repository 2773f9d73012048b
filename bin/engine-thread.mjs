// The engine in a thread of its own (cli/shared/thread-client.ts). A thread loads TypeScript only after it has registered
// tsx itself, as bin/m3scope.mjs does for the process.
import { register } from 'tsx/esm/api'

register()
await import('../cli/shared/thread.ts')
