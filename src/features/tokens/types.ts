/** Types for the tokens view. */
import type { Prepared } from '../../engine/text/prepare'
import type { ErrorData } from '../../engine/errors'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { Side } from '../../core/state'

/** The steps of one side's text for each tokenizer mode of the model. */
export interface SideSteps {
  /** The model input (rules applied, prefix included) that these steps belong to. */
  readonly input: string
  readonly maxLength: number
  readonly modelHash: string
  readonly byMode: Readonly<Partial<Record<TokenizerMode, TokenSteps>>>
}

export interface TokensState {
  readonly steps: Readonly<Record<Side, SideSteps | null>>
  readonly error: Readonly<Record<Side, ErrorData | null>>
}

export interface TokensActions {
  /** Updates `steps` to the present texts and settings. This is fast, because nothing is encoded. */
  refreshTokens(): Promise<void>
}

/** The data of one side for the view. */
export interface TokensOfSide {
  /** The original text, as typed. */
  readonly text: string
  readonly prefix: string
  readonly prepared: Prepared
  /** A worker still prepares the text: `prepared` is the text as given. */
  readonly pending: boolean
  readonly steps: SideSteps | null
  readonly error: ErrorData | null
}
