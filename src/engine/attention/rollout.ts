/**
 * Attention rollout (Abnar & Zuidema, "Quantifying Attention Flow in Transformers", 2020, §3): where the residual connection
 * counts as half of each layer: R ← ((A + I) / 2) · R, A the mean over heads. Rows sum to 1.
 */
export class Rollout {
  /** [n][n] */
  private product: Float32Array

  constructor(private readonly n: number) {
    this.product = new Float32Array(n * n)
    for (let i = 0; i < n; i++) this.product[i * n + i] = 1
  }

  /** @param mean [n][n] attention of the next layer, mean over its heads */
  add(mean: Float32Array): void {
    const { n, product } = this
    const next = new Float32Array(n * n)
    // The inner loop runs along rows of both matrices, so that it stays in the cache.
    const row = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      row.fill(0)
      for (let k = 0; k < n; k++) {
        const weight = (mean[i * n + k]! + (i === k ? 1 : 0)) / 2
        if (weight === 0) continue
        for (let j = 0, at = k * n; j < n; j++, at++) row[j]! += weight * product[at]!
      }
      next.set(row, i * n)
    }
    this.product = next
  }

  get value(): Float32Array {
    return this.product
  }
}
