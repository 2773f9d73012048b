/** dependency-cruiser: no import cycles. An `import type` counts too: two files that need each other's types are one. */

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // types too
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|^src/kernels/assembly' },
  },
}
