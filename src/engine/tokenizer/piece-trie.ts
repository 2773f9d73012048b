/** XLM-R's 250,002 pieces make 505,207 nodes. */
const NODES_PER_PIECE = 2

/**
 * The vocabulary as a trie over UTF-16 units: one open-addressed hash table of (node, unit) for all edges, in
 * typed arrays, so that 250,002 pieces load in a fraction of a second. Node 0 is the root and means "none" as a
 * child.
 */
export class PieceTrie {
  /** [nodes] id of the piece that ends here, or -1. */
  ids: Int32Array
  private parents: Int32Array
  private units: Uint16Array
  /** Twice the number of nodes that there is room for. */
  private slots: Int32Array
  private readonly roots = new Int32Array(0x10000)
  private count = 1

  /** @param pieces the approximate number of pieces that will be added */
  constructor(pieces: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(64, NODES_PER_PIECE * pieces)))
    this.ids = new Int32Array(capacity).fill(-1)
    this.parents = new Int32Array(capacity)
    this.units = new Uint16Array(capacity)
    this.slots = new Int32Array(2 * capacity)
  }

  /** Adds a piece; the id replaces that of an equal piece added before. */
  add(piece: string, id: number): void {
    if (piece.length === 0) return
    let node = 0
    for (let i = 0; i < piece.length; i++) node = this.childOrNew(node, piece.charCodeAt(i))
    this.ids[node] = id
  }

  first(unit: number): number {
    return this.roots[unit]!
  }

  child(node: number, unit: number): number {
    const { slots, parents, units } = this
    const mask = slots.length - 1
    for (let at = hash(node, unit) & mask; ; at = (at + 1) & mask) {
      const child = slots[at]!
      if (child === 0 || (units[child] === unit && parents[child] === node)) return child
    }
  }

  idOf(piece: string): number {
    if (piece.length === 0) return -1
    let node = this.first(piece.charCodeAt(0))
    for (let i = 1; i < piece.length && node !== 0; i++) node = this.child(node, piece.charCodeAt(i))
    return node === 0 ? -1 : this.ids[node]!
  }

  /** Id of the piece that units [from, to) spell, or -1; the range is not empty. */
  find(text: Uint16Array, from: number, to: number): number {
    let node = this.first(text[from]!)
    for (let at = from + 1; at < to && node !== 0; at++) node = this.child(node, text[at]!)
    return node === 0 ? -1 : this.ids[node]!
  }

  private childOrNew(node: number, unit: number): number {
    const known = node === 0 ? this.roots[unit]! : this.child(node, unit)
    if (known !== 0) return known
    if (this.count === this.ids.length) this.grow()
    const created = this.count++
    this.parents[created] = node
    this.units[created] = unit
    if (node === 0) this.roots[unit] = created
    else this.place(created)
    return created
  }

  private place(node: number): void {
    const { slots } = this
    const mask = slots.length - 1
    let at = hash(this.parents[node]!, this.units[node]!) & mask
    while (slots[at] !== 0) at = (at + 1) & mask
    slots[at] = node
  }

  private grow(): void {
    const { ids, parents, units, count } = this
    this.ids = new Int32Array(2 * ids.length).fill(-1)
    this.ids.set(ids)
    this.parents = new Int32Array(2 * ids.length)
    this.parents.set(parents)
    this.units = new Uint16Array(2 * ids.length)
    this.units.set(units)
    this.slots = new Int32Array(4 * ids.length)
    for (let node = 1; node < count; node++) if (this.parents[node] !== 0) this.place(node)
  }
}

function hash(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
