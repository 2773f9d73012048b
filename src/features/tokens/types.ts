/** The tokens view. */
import type { Prepared } from '../../engine/text/prepare'
import type { ErrorData } from '../../engine/errors'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { Side } from '../../core/state'

/** One side's text through each tokenizer mode that the model has. */
export interface SideSteps {
  /** Model input (rules applied, prefix included) and max_length that these steps belong to. */
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
  /** Brings `steps` up to date with the texts and settings; cheap, nothing is encoded. */
  refreshTokens(): Promise<void>
}

/** What the view shows of one side. */
export interface TokensOfSide {
  /** As given. */
  readonly text: string
  readonly prefix: string
  readonly prepared: Prepared
  readonly steps: SideSteps | null
  readonly error: ErrorData | null
}
