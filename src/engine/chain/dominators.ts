/**
 * The dominators of a tensor: the tensors that every path from the word embeddings to it passes. The nearest one before the
 * tensor is its immediate dominator.
 */
import { needed } from '../onnx/graph-tools'
import type { OnnxGraph } from '../onnx/types'
import type { Classified } from './classify'

export class Dominators {
  /** Main tensor → its immediate dominator; null: it has none. */
  private readonly immediate = new Map<string, string | null>()
  private readonly depth = new Map<string, number>()

  constructor(graph: OnnxGraph, { classes, lookups }: Classified) {
    const first = new Set(lookups.map(({ node }) => node.outputs[0]))
    for (const node of graph.nodes) {
      const taken = needed(node).filter((name) => classes.get(name) === 'main')
      const dominator =
        taken.length > 0 ? taken.reduce<string | null>((a, b) => this.meet(a, b), taken[0]!) : null
      for (const name of node.outputs) {
        if (classes.get(name) !== 'main') continue
        this.immediate.set(name, first.has(name) ? null : dominator)
        this.depth.set(name, this.depthOf(this.immediate.get(name)!) + 1)
      }
    }
  }

  /** All dominators of a main tensor, from the rows that the lookup gives to the tensor itself. */
  of(name: string): string[] {
    const chain: string[] = []
    for (let at: string | null = name; at !== null; at = this.immediateOf(at)) chain.push(at)
    return chain.reverse()
  }

  /** The immediate dominator of a main tensor. */
  immediateOf(name: string): string | null {
    return this.immediate.get(name) ?? null
  }

  private depthOf(name: string | null): number {
    return name === null ? 0 : this.depth.get(name)!
  }

  /** The nearest dominator that both have. */
  private meet(a: string | null, b: string | null): string | null {
    while (a !== b) {
      if (this.depthOf(a) >= this.depthOf(b)) a = this.immediateOf(a!)
      else b = this.immediateOf(b!)
    }
    return a
  }
}
