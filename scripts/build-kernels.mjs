/**
 * Compiles src/kernels/assembly to src/kernels/build/{relaxed,plain}.wasm: with relaxed SIMD, and for engines without it.
 * Nothing is done if both are of these sources. `npm run kernels` runs it, and so do `npm install`, Vite and the tests.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { argv, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const KERNELS = join(ROOT, 'src/kernels')
const BUILD = join(KERNELS, 'build')
/** Of the sources that the binaries are of. */
const STAMP = join(BUILD, 'sources.sha256')
const FEATURES = { relaxed: 'simd,threads,relaxed-simd', plain: 'simd,threads' }

const OPTIONS = [
  ...['--runtime', 'stub', '--noAssert', '-O3', '--converge'],
  // The memory is JavaScript's. A page that is not isolated has none that is shared: src/platform/kernels/binary.ts clears
  // the flag in the binary then.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
]

/** @param {{ force?: boolean, log?: ((line: string) => void) | null }} options */
export async function buildKernels({ force = false, log = null } = {}) {
  const compiler = compilerOf()
  if (compiler === null) {
    // npm install --omit=dev: what is there already is used, or the model runs in onnxruntime-web.
    log?.('The compiler of the kernels (assemblyscript) is not installed: they are not built.')
    return
  }
  await generate()
  const stamp = stampOf(compiler)
  const isBuilt = Object.keys(FEATURES).every((name) => existsSync(join(BUILD, `${name}.wasm`)))
  if (!force && isBuilt && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return
  mkdirSync(BUILD, { recursive: true })
  await Promise.all(Object.keys(FEATURES).map((name) => compile(compiler, name, log)))
  replace(STAMP, stamp)
}

/** Sources that a program writes: `files` of src/kernels/generate/index.ts gives name → text, below assembly/. */
async function generate() {
  const generator = join(KERNELS, 'generate/index.ts')
  if (!existsSync(generator)) return
  const { tsImport } = await import('tsx/esm/api')
  const { files } = await tsImport(generator, import.meta.url)
  for (const [name, text] of Object.entries(files())) {
    const path = join(KERNELS, 'assembly', name)
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    mkdirSync(dirname(path), { recursive: true })
    replace(path, text)
  }
}

function compilerOf() {
  try {
    return createRequire(import.meta.url).resolve('assemblyscript/package.json')
  } catch {
    return null
  }
}

function stampOf(compiler) {
  const hash = createHash('sha256').update(readFileSync(compiler))
  hash.update(readFileSync(fileURLToPath(import.meta.url)))
  const sources = readdirSync(KERNELS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.parentPath !== BUILD)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const path of sources) hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

/** Another process may build or read at the same time, so a file is there whole or not at all. */
function replace(path, data) {
  const temporary = `${path}.${process.pid}`
  writeFileSync(temporary, data)
  renameSync(temporary, path)
}

async function compile(compiler, name, log) {
  const temporary = join(BUILD, `${name}.${process.pid}.wasm`)
  const entry = 'src/kernels/assembly/index.ts'
  const args = [join(dirname(compiler), 'bin/asc.js'), entry, '--outFile', relative(ROOT, temporary)]
  await execute([...args, ...OPTIONS, '--enable', FEATURES[name]])
  renameSync(temporary, join(BUILD, `${name}.wasm`))
  log?.(`src/kernels/build/${name}.wasm`)
}

function execute(args) {
  const child = spawn(execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) =>
      // A warning is a conversion that may lose something: an error here.
      status === 0 && output === '' ? resolve() : reject(new Error(`The kernels do not compile:\n${output}`)),
    )
  })
}

if (argv[1] === fileURLToPath(import.meta.url))
  await buildKernels({ force: argv.includes('--force'), log: (line) => console.log(line) })

/** Vitest calls this before the tests. */
export const setup = () => buildKernels()
