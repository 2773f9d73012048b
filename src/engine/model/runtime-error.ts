import { saidBy } from '../detail-words'
import { detail } from '../details'
import { EngineError } from '../errors'

/** onnxruntime's messages for a node that it cannot run. The first group is the operator's name. */
const OPERATOR_MISSING = [
  /No Op registered for (\S+) with domain_version/,
  /Fatal error: (\S+)\(-?\d+\) is not a registered function\/op/,
  /(?:Could not find an implementation for|Failed to find kernel for) (\S+?)\(-?\d+\)/,
]
/** Messages for a graph of a newer ONNX version than the runtime knows. */
const TOO_NEW = [
  /Unsupported model (IR version): (\d+)/,
  /ONNX Runtime only \*guarantees\* support[^]*?(Opset) (\d+) is under development/,
]
/**
 * The C++ allocator, WebAssembly.Memory and the browsers' ArrayBuffers; then ONNX Runtime's own limits in a 32-bit
 * heap: a size beyond 4 GB overflows, a graph in one piece is refused from 2 GB.
 */
const OUT_OF_MEMORY =
  /bad_alloc|out of memory|\bOOM\b|failed to allocate|could not allocate|allocation failed|allocation size overflow|Maximum memory size exceeded|unable to grow|Memory\.grow|invalid (typed )?array length|SafeInt\w*\(\) Integer overflow|exceeds maximum supported size/i

/** The error of a runtime that refuses a graph, with the file and the remedy. */
export function sessionError(file: string, cause: unknown): EngineError {
  const said = saidBy(cause)
  const missing = OPERATOR_MISSING.map((pattern) => pattern.exec(said)?.[1]).find((name) => name)
  const tooNew = TOO_NEW.map((pattern) => pattern.exec(said)).find((match) => match)
  const operator = missing ?? (tooNew ? `${tooNew[1]!} ${tooNew[2]!}` : null)
  if (operator !== null)
    return new EngineError(
      'model/operator-missing',
      `onnxruntime-web lacks an operator of ${file}: ${operator} (${said})`,
      { file, operator, detail: said },
    )
  if (OUT_OF_MEMORY.test(said))
    return new EngineError('model/out-of-memory', `Not enough memory to open ${file}: ${said}`, {
      file,
      detail: said,
    })
  return new EngineError('model/create-failed', `onnxruntime-web cannot open ${file}: ${said}`, {
    file,
    detail: said,
  })
}

/** The error of a run that failed. */
export function runError(cause: unknown): EngineError {
  const said = saidBy(cause)
  return OUT_OF_MEMORY.test(said)
    ? new EngineError('run/out-of-memory', `Out of memory during a run: ${said}`, { detail: said })
    : new EngineError('model/run-failed', `onnxruntime-web failed: ${said}`, {
        detail: detail('runtime-said', { said }),
      })
}
