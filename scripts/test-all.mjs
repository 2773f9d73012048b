/**
 * `npm test`: every check runs, also after one has failed, so that one failure does not hide the others. Ends with the
 * line "N passed, N failed" and exits with 1 if anything failed.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const REPORTS = 'reports'

/**
 * Scripts of package.json, one group after another. The scripts of a group run side by side, because each of them leaves
 * a core idle for a part of its time. `report` is where one writes its counts as JSON, if it does.
 */
const GROUPS = [
  [{ script: 'types' }, { script: 'lint' }],
  [
    { script: 'test:unit', report: `${REPORTS}/unit.json` },
    { script: 'test:interop', report: `${REPORTS}/interop.json` },
  ],
  [{ script: 'test:browser', report: `${REPORTS}/browser.json` }],
]

/** Of Vitest's and Playwright's JSON reports. A flaky test counts as failed. */
function countsOf(path) {
  if (!path || !existsSync(path)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests, stats } = JSON.parse(readFileSync(path, 'utf8'))
  if (stats) return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
  return { passed: numPassedTests, failed: numFailedTests }
}

/** Output of scripts side by side is printed when each ends, so that it does not mix. */
async function run({ script, report }, isAlone) {
  const heading = `\n> npm run ${script}`
  const started = Date.now()
  if (isAlone) console.log(heading)
  const { status, output } = await execute(script, isAlone ? 'inherit' : 'pipe')
  if (!isAlone) console.log(`${heading}\n${output}`)
  const counts = countsOf(report)
  // Types, lint, a build that fails, or a runner that crashed: they have no report, and they failed.
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  if (status === 0 && !report) counts.passed = 1
  return { script, ...counts, seconds: Math.round((Date.now() - started) / 1000) }
}

function execute(script, stdio) {
  const child = spawn('npm', ['run', '--silent', script], { stdio, shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output }))
  })
}

rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS)
const results = []
for (const group of GROUPS)
  results.push(...(await Promise.all(group.map((check) => run(check, group.length === 1)))))
console.log('')
console.table(results)
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const line = `${sum('passed')} passed, ${sum('failed')} failed`
writeFileSync(`${REPORTS}/summary.txt`, `${line}\n`)
console.log(line)
process.exitCode = sum('failed') > 0 ? 1 : 0
