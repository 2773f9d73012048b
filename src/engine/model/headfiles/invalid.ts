import type { Detail } from '../../detail-words'
import { EngineError } from '../../errors'

export const invalid = (file: string, reason: Detail): EngineError =>
  new EngineError('model/head-invalid', `${file} cannot be used: ${reason.text}.`, { file, reason })
