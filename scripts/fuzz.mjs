/**
 * `npm run fuzz`: the properties of test/fuzz, many more times than CI runs them, with a seed of the day. Prints the seed, so
 * that what failed is seen again with M3SCOPE_FUZZ_SEED. Further arguments go to Vitest: a file, or -t and a name.
 */
import { spawnSync } from 'node:child_process'

const { M3SCOPE_FUZZ_TIMES: times = '50', M3SCOPE_FUZZ_SEED: seed = String(Date.now() % 2 ** 31) } =
  process.env
console.log(`M3SCOPE_FUZZ_TIMES=${times} M3SCOPE_FUZZ_SEED=${seed}`)
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'fuzz', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, M3SCOPE_FUZZ_TIMES: times, M3SCOPE_FUZZ_SEED: seed } },
)
process.exit(status ?? 1)
