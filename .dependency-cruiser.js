/** dependency-cruiser: no import cycles. An `import type` counts too: two files that need each other's types are one. */
import { NOT_YET } from './lint/not-yet.js'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: NOT_YET.map((folder) => `^${folder}/`) },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // types too
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules' },
  },
}
