/**
 * Masks of graphs that hide tokens by their ids. A text usually has none of these, and gets masks of one value; a text that
 * spells out "<pad>" gets the graph's own mask, as one row for all queries.
 */
import type { Tensor, TensorSession } from '../model/ports'

/** Ids that are tried at once: their mask has the square of it. */
const TRIED = 64

export class TextMasks {
  /** Ids that hide nothing. */
  private readonly harmless = new Set<number>()

  /**
   * @param run computes the masks of a text with these ids
   * @param small the masks of a text that hides nothing
   */
  constructor(
    private readonly session: TensorSession,
    private readonly run: (ids: Int32Array) => Promise<Readonly<Record<string, Tensor>>>,
    private readonly small: ReadonlyMap<string, Tensor>,
  ) {}

  /** @throws EngineError as a session's run does */
  async of(ids: Int32Array): Promise<ReadonlyMap<string, Tensor>> {
    if (await this.hidesNothing(ids)) return this.small
    const full = await this.run(ids)
    return new Map([...this.small.keys()].map((name) => [name, sharedRow(full[name]!)]))
  }

  private async hidesNothing(ids: Int32Array): Promise<boolean> {
    const unknown = [...new Set(ids)].filter((id) => !this.harmless.has(id))
    for (let at = 0; at < unknown.length; at += TRIED) {
      const tried = unknown.slice(at, at + TRIED)
      const masks = await this.run(Int32Array.from(tried))
      for (const [name, { data }] of this.small) if (!isAll(masks[name]!, data[0]!)) return false
      for (const id of tried) this.harmless.add(id)
    }
    return true
  }

  release(): Promise<void> {
    return this.session.release()
  }
}

export const isAll = ({ data }: Tensor, value: number | bigint): boolean =>
  (data as Float32Array).every((other) => Object.is(other, value))

/** The mask [.., n, n] as [.., 1, n], which every query can use; as it is where queries have rows of their own. */
function sharedRow(mask: Tensor): Tensor {
  const [rows = 1, n = 1] = mask.dims.slice(-2)
  const data = mask.data as Float32Array
  const isShared = data.every((value, i) => Object.is(value, data[i - (i % (rows * n)) + (i % n)]))
  if (!isShared || mask.dims.length < 2) return mask
  const outer = data.length / (rows * n)
  const shared = data.slice(0, outer * n)
  for (let i = 0; i < outer; i++) shared.set(data.subarray(i * rows * n, i * rows * n + n), i * n)
  return { ...mask, dims: [...mask.dims.slice(0, -2), 1, n], data: shared } as Tensor
}
