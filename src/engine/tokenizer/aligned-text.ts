/**
 * Normalised text with, for each UTF-16 unit, the UTF-16 range of the original text that it stands for. The
 * counterpart of NormalizedString in the Rust library, whose alignments are per UTF-8 byte; both units of a
 * surrogate pair share one range.
 */
export class AlignedText {
  units: Uint16Array
  /** [length] start of each unit's original range. */
  starts: Int32Array
  /** [length] end of each unit's original range. */
  ends: Int32Array
  length = 0

  /** @param origin where the segment begins in the original text (`offsets_original().0` in the library) */
  constructor(
    readonly origin: number,
    capacity: number,
  ) {
    this.units = new Uint16Array(capacity)
    this.starts = new Int32Array(capacity)
    this.ends = new Int32Array(capacity)
  }

  /** `text.slice(start, end)`, every character standing for itself; `text` must be well-formed. */
  static of(text: string, start: number, end: number): AlignedText {
    const aligned = new AlignedText(start, end - start)
    const { units, starts, ends } = aligned
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at)
      const to = at - start
      units[to] = unit
      const high = (unit & 0xfc00) === 0xd800
      const low = (unit & 0xfc00) === 0xdc00
      starts[to] = low ? at - 1 : at
      ends[to] = high ? at + 2 : at + 1
    }
    aligned.length = end - start
    return aligned
  }

  push(unit: number, start: number, end: number): void {
    const at = this.length
    if (at === this.units.length) this.grow()
    this.units[at] = unit
    this.starts[at] = start
    this.ends[at] = end
    this.length = at + 1
  }

  /** Appends units [from, to) of another text. */
  append(other: AlignedText, from: number, to: number): void {
    for (let at = from; at < to; at++) this.push(other.units[at]!, other.starts[at]!, other.ends[at]!)
  }

  toString(): string {
    // A BOM is a character like any other here; the decoder would swallow one that comes first.
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(this.units.subarray(0, this.length))
  }

  private grow(): void {
    const capacity = Math.max(16, this.units.length + (this.units.length >> 1))
    const units = new Uint16Array(capacity)
    const starts = new Int32Array(capacity)
    const ends = new Int32Array(capacity)
    units.set(this.units)
    starts.set(this.starts)
    ends.set(this.ends)
    this.units = units
    this.starts = starts
    this.ends = ends
  }
}
