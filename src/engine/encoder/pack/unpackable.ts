import { detail } from '../../details'
import { EngineError } from '../../errors'

/** Weights whose values are not what the layer needs: the model then runs in onnxruntime-web. */
export function unpackable(tensor: string): EngineError {
  const found = detail('encoder-weights', { tensor })
  return new EngineError('model/run-failed', `${found.text}.`, { detail: found })
}
