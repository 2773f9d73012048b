import type { ValueInfo } from './types'
import { OBJECT, type Walker } from './walker'
import type { Field } from './wire'

// Field numbers: onnx.proto3 of ONNX 1.17.
const VALUE = { name: 1, type: 2 } as const
const TYPE = { tensor: 1 } as const
const TENSOR_TYPE = { element: 1, shape: 2 } as const
const SHAPE = { dim: 1 } as const
const DIM = { value: 1, parameter: 2 } as const

/** @throws WireError; as ByteRanges.read */
export async function readValueInfo(walker: Walker, value: Field): Promise<ValueInfo> {
  walker.keep(OBJECT, value.start)
  let name = ''
  let type: number | null = null
  let dims: (number | string | null)[] | null = null
  const readDim = async (dim: Field): Promise<number | string | null> => {
    let found: number | string | null = null
    await walker.walk(dim.start, dim.end, async (field) => {
      if (field.number === DIM.value && field.wireType === 0) found = field.value
      if (field.number === DIM.parameter && field.wireType === 2) found = (await walker.text(field)) || null
    })
    return found
  }
  const readShape = async (shape: Field): Promise<void> => {
    const read: (number | string | null)[] = []
    await walker.walk(shape.start, shape.end, async (field) => {
      if (field.number !== SHAPE.dim || field.wireType !== 2) return
      walker.keep(OBJECT, field.start)
      read.push(await readDim(field))
    })
    dims = read
  }
  const readTensorType = (tensor: Field) =>
    walker.walk(tensor.start, tensor.end, (field) => {
      if (field.number === TENSOR_TYPE.element && field.wireType === 0) type = field.value || null
      if (field.number === TENSOR_TYPE.shape && field.wireType === 2) return readShape(field)
    })
  await walker.walk(value.start, value.end, async (field) => {
    if (field.wireType !== 2) return
    if (field.number === VALUE.name) name = await walker.text(field)
    if (field.number === VALUE.type)
      await walker.walk(field.start, field.end, (kind) => {
        if (kind.number === TYPE.tensor && kind.wireType === 2) return readTensorType(kind)
      })
  })
  return { name, type, dims }
}
