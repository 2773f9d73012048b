// The few globals that every realm of ours (window, worker, Node) has and that TypeScript's ES library lacks.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare const performance: { now(): number }
declare function atob(base64: string): string
declare function btoa(binary: string): string
