/** Tensors that all data must pass on their way from the word embeddings to a tensor (dominators of its). */
import { needed } from '../onnx/graph-tools'
import type { OnnxGraph } from '../onnx/types'
import type { Classified } from './classify'

export class Separators {
  /** Main tensor → the last tensor that all data on their way to it must pass; null: there is none. */
  private readonly last = new Map<string, string | null>()
  private readonly depth = new Map<string, number>()

  constructor(graph: OnnxGraph, { classes, lookups }: Classified) {
    const first = new Set(lookups.map(({ node }) => node.outputs[0]))
    for (const node of graph.nodes) {
      const taken = needed(node).filter((name) => classes.get(name) === 'main')
      const last = taken.length > 0 ? taken.reduce<string | null>((a, b) => this.meet(a, b), taken[0]!) : null
      for (const name of node.outputs) {
        if (classes.get(name) !== 'main') continue
        this.last.set(name, first.has(name) ? null : last)
        this.depth.set(name, this.depthOf(this.last.get(name)!) + 1)
      }
    }
  }

  /** Of a main tensor, from the lookup's rows to the tensor itself. */
  to(name: string): string[] {
    const chain: string[] = []
    for (let at: string | null = name; at !== null; at = this.before(at)) chain.push(at)
    return chain.reverse()
  }

  /** The last one that all data on their way to a main tensor pass before it. */
  before(name: string): string | null {
    return this.last.get(name) ?? null
  }

  private depthOf(name: string | null): number {
    return name === null ? 0 : this.depth.get(name)!
  }

  private meet(a: string | null, b: string | null): string | null {
    while (a !== b) {
      if (this.depthOf(a) >= this.depthOf(b)) a = this.before(a!)
      else b = this.before(b!)
    }
    return a
  }
}
