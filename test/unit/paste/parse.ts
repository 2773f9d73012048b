import { parsePastes } from '../../../src/formats/paste'
import type { PastedCase } from '../../../src/formats/paste/types'

/** The first case of a paste. @throws EngineError paste/… */
export const parsePaste = (text: string): PastedCase => parsePastes(text)[0]!
