/** Values of JSON. `isObject` of src/engine/values.ts narrows `Json` to `JsonObject`. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}
