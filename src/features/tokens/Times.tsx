/** "×3" for what there is three times; nothing for what there is once. */
export function Times({ count }: { readonly count: number }) {
  return count > 1 ? <span className="num muted"> ×{count}</span> : null
}
