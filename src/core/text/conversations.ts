/**
 * The recogniser of conversations is fetched when a text first may be one. Until it is there, texts count as no
 * conversations; whatever runs the model waits for it (`ensureModel`), so no number is made without it.
 */
import { installRecogniser, mayBeDialogue, recogniserNow } from '../../engine/text/sentences/dialogue'
import type { Context } from '../context'
import { SIDES, type AppState } from '../state'

const notYet = () => null
if (recogniserNow() === null) installRecogniser(notYet)

/** Between two parts of the preparation the page takes keys and paints. */
const pause = () => new Promise<void>((done) => setTimeout(done))

async function fetchChats(): Promise<void> {
  const { prepare, recognise } = await import('../../engine/text/sentences/chats')
  await prepare(pause)
  if (recogniserNow() === notYet) installRecogniser(recognise)
}

let fetching: Promise<void> | null = null

/** Resolves when conversations are recognised. Rejects if the code cannot be fetched; the next call tries again. */
export async function fetchRecogniser(): Promise<void> {
  if (recogniserNow() !== notYet) return
  fetching ??= fetchChats().finally(() => (fetching = null))
  await fetching
}

type Texts = Pick<AppState, 'a' | 'b'>

const isMissing = (state: Texts): boolean =>
  recogniserNow() === notYet && SIDES.some((side) => mayBeDialogue(state[side].text))

/** Resolves when the conversations of both texts are recognised. */
export const conversationsOf = async (state: Texts): Promise<void> => {
  if (isMissing(state)) await fetchRecogniser()
}

/** Fetches the recogniser for the texts of the page, and tells the views when it is there. */
export function followConversations({ store }: Pick<Context, 'store'>): () => void {
  async function look(state: Texts): Promise<void> {
    if (!isMissing(state)) return
    await fetchRecogniser()
    store.setState({ recognises: true })
  }
  // If it cannot be fetched, the next change of a text tries again, and a run tells the error.
  const quietly = (state: Texts) => void look(state).catch(() => undefined)
  quietly(store.getState())
  return store.subscribe((state, before) => {
    if (SIDES.some((side) => state[side].text !== before[side].text)) quietly(state)
  })
}
