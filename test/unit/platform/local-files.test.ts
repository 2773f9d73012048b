/** What the user picks or drops, as the model's folder. */
import { describe, expect, it } from 'vitest'
import { arrange, isHidden, MAX_FILES, requireGraph } from '../../../src/platform/web/local/arrange'
import { pickedFromDrop, pickedFromHandle, pickedFromInput } from '../../../src/platform/web/local/collect'

const file = (name: string, content = name) => new File([content], name.split('/').at(-1)!)
const files = (names: readonly string[]) => names.map((name) => ({ name, file: file(name) }))
const arranged = async (names: readonly string[]) => {
  const { id, files: found } = await arrange(files(names), '')
  return { id, names: found.map(({ name }) => name).sort() }
}

const MODEL = ['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data', 'tokenizer.json']
const inside = (folder: string) => MODEL.map((name) => `${folder}/${name}`)

describe('the model’s folder', () => {
  it.each([
    ['picked itself', inside('bge-m3'), 'bge-m3', MODEL],
    ['in a folder', inside('Downloads/new/bge-m3'), 'bge-m3', MODEL],
    [
      'beside other files',
      [...inside('work/bge-m3'), 'work/notes.txt', 'work/photos/a.png'],
      'bge-m3',
      MODEL,
    ],
    [
      'of loose files',
      ['model_int8.onnx', 'tokenizer.json'],
      'model_int8.onnx',
      ['model_int8.onnx', 'tokenizer.json'],
    ],
    ['of loose files and a folder', MODEL, 'onnx/model.onnx', MODEL],
    [
      'with its graph in onnx/ alone',
      ['m/README.md', 'm/onnx/model.onnx'],
      'm',
      ['README.md', 'onnx/model.onnx'],
    ],
    ['onnx/ itself', ['onnx/model.onnx', 'onnx/tokenizer.json'], 'onnx', ['model.onnx', 'tokenizer.json']],
    [
      'with text files above the graph’s folder',
      ['m/config.json', 'm/int8/model.onnx', 'm/int8/tokenizer.json'],
      'm',
      ['config.json', 'int8/model.onnx', 'int8/tokenizer.json'],
    ],
    [
      'with hidden files',
      [...inside('m'), 'm/.git/HEAD', 'm/.DS_Store', '__MACOSX/m/._model.onnx'],
      'm',
      MODEL,
    ],
    ['two models', [...inside('m/a'), ...inside('m/b')], 'm', [...inside('a'), ...inside('b')].sort()],
    [
      'head files alone',
      ['h/sparse_linear.pt', 'h/colbert_linear.pt'],
      'h',
      ['colbert_linear.pt', 'sparse_linear.pt'],
    ],
  ])('%s', async (_, names, id, expected) => {
    expect(await arranged(names)).toEqual({ id, names: expected })
  })

  const snapshot = (commit: string) => `models--BAAI--bge-m3/snapshots/${commit}`
  it.each(['', 'hub/'])('in the hub’s cache (%s)', async (above) => {
    const names = [
      ...inside(above + snapshot('5617a9f6')),
      `${above}models--BAAI--bge-m3/blobs/0f3c`,
      `${above}models--BAAI--bge-m3/refs/main`,
    ]
    expect(await arranged(names)).toEqual({ id: 'BAAI/bge-m3', names: MODEL })
  })
  it('of several snapshots, the one that main names', async () => {
    const names = [...inside(snapshot('aaaa')), ...inside(snapshot('bbbb')), ...inside(snapshot('cccc'))]
    const main = { name: 'models--BAAI--bge-m3/refs/main', file: file('main', 'bbbb\n') }
    const other = { name: 'models--other--m/refs/main', file: file('main', 'cccc') }
    const picked = [
      ...files(names).map((each) => ({ ...each, file: file(each.name, each.name) })),
      other,
      main,
    ]
    const { files: found } = await arrange(picked, '')
    expect(await found.find(({ name }) => name === 'config.json')!.file.text()).toContain('/bbbb/')
  })
  it('of several models, none is chosen', async () => {
    const names = [...inside(snapshot('aaaa')), ...inside('models--o--m/snapshots/bbbb')]
    expect((await arranged(names)).names).toHaveLength(2 * MODEL.length)
  })

  it('is refused when it is empty, has no graph, or is a whole disk', async () => {
    await expect(arrange(files(['m/.git/HEAD']), 'm')).rejects.toMatchObject({
      code: 'local/empty',
      values: { name: 'm' },
    })
    const text = await arrange(files(['m/tokenizer.json']), '')
    expect(() => requireGraph(text)).toThrow(
      expect.objectContaining({ code: 'local/empty', values: { name: 'm' } }),
    )
    const model = await arrange(files(inside('m')), '')
    expect(requireGraph(model)).toBe(model)
    const many = files(Array.from({ length: MAX_FILES + 1 }, (_, at) => `m/${at}`))
    await expect(arrange(many, '')).rejects.toMatchObject({
      code: 'file/too-many',
      values: { limit: MAX_FILES },
    })
  })
  it('hides what is not the user’s', () => {
    expect(['.git', '__MACOSX', 'onnx'].map(isHidden)).toEqual([true, true, false])
  })
})

describe('picked', () => {
  it('with an input, by relative paths', async () => {
    const list = inside('bge-m3').map((name) =>
      Object.defineProperty(file(name), 'webkitRelativePath', { value: name }),
    )
    const picked = await pickedFromInput(list)
    expect(picked.id).toBe('bge-m3')
    expect(picked.files.map(({ name }) => name).sort()).toEqual(MODEL)
    expect(picked.handle).toBeNull()
  })
  it('as a folder’s handle', async () => {
    const handle = folderHandle('bge-m3', ['.git/config', ...MODEL])
    const picked = await pickedFromHandle(handle)
    expect(picked).toMatchObject({ id: 'bge-m3', handle })
    expect(picked.files.map(({ name }) => name).sort()).toEqual(MODEL)
  })
  it('as a folder that has gone', async () => {
    const gone = { kind: 'directory', name: 'bge-m3', values: () => failing() }
    await expect(pickedFromHandle(gone as unknown as FileSystemDirectoryHandle)).rejects.toMatchObject({
      code: 'file/unreadable',
      values: { file: 'bge-m3/', detail: 'gone' },
    })
  })
})

describe('dropped', () => {
  it('a folder: all of it, though the browser gives a few entries at a time', async () => {
    const many = Array.from({ length: 250 }, (_, at) => `more/${at}.txt`)
    const picked = await pickedFromDrop([folderItem('bge-m3', [...MODEL, '.git/HEAD', ...many])])
    expect(picked.id).toBe('bge-m3')
    expect(picked.files.map(({ name }) => name).sort()).toEqual([...MODEL, ...many].sort())
    expect(picked.handle).toMatchObject({ kind: 'directory', name: 'bge-m3' })
  })
  it('loose files; text that came along is no file', async () => {
    const text = { kind: 'string' } as DataTransferItem
    const picked = await pickedFromDrop([text, fileItem('model.onnx'), fileItem('tokenizer.json')])
    expect(picked).toMatchObject({ id: 'model.onnx', handle: null })
    expect(picked.files.map(({ name }) => name)).toEqual(['model.onnx', 'tokenizer.json'])
  })
  it('reads the list before the event ends', async () => {
    const items = [folderItem('bge-m3', MODEL)]
    const picking = pickedFromDrop(items)
    items.length = 0
    expect((await picking).files).toHaveLength(MODEL.length)
  })
  it('where the browser knows no handles, or refuses them', async () => {
    const item = folderItem('bge-m3', MODEL)
    const without = { ...item, getAsFileSystemHandle: undefined } as unknown as DataTransferItem
    expect((await pickedFromDrop([without])).handle).toBeNull()
    const refusing = {
      ...item,
      getAsFileSystemHandle: () => Promise.reject(new Error('no')),
    } as unknown as DataTransferItem
    expect((await pickedFromDrop([refusing])).handle).toBeNull()
  })
})

async function* failing(): AsyncGenerator<never> {
  yield await Promise.reject<never>(new Error('gone'))
}

/** Names below a folder, by their first part. */
function childrenOf(names: readonly string[]): Map<string, string[] | null> {
  const children = new Map<string, string[] | null>()
  for (const name of names) {
    const [first, ...rest] = name.split('/')
    children.set(first!, rest.length === 0 ? null : [...(children.get(first!) ?? []), rest.join('/')])
  }
  return children
}

function folderHandle(name: string, names: readonly string[]): FileSystemDirectoryHandle {
  async function* values(): AsyncGenerator<unknown> {
    for (const [child, below] of childrenOf(names))
      yield await Promise.resolve(
        below
          ? folderHandle(child, below)
          : { kind: 'file', name: child, getFile: () => Promise.resolve(file(child)) },
      )
  }
  return { kind: 'directory', name, values } as unknown as FileSystemDirectoryHandle
}

function entry(name: string, names: readonly string[] | null): FileSystemEntry {
  if (!names)
    return {
      isDirectory: false,
      name,
      file: (done: (found: File) => void) => done(file(name)),
    } as unknown as FileSystemEntry
  const rest = [...childrenOf(names)].map(([child, below]) => entry(child, below))
  const createReader = () => ({
    readEntries: (done: (entries: FileSystemEntry[]) => void) => done(rest.splice(0, 100)),
  })
  return { isDirectory: true, name, createReader } as unknown as FileSystemEntry
}

const folderItem = (name: string, names: readonly string[]): DataTransferItem =>
  ({
    kind: 'file',
    webkitGetAsEntry: () => entry(name, names),
    getAsFile: () => file(name),
    getAsFileSystemHandle: () => Promise.resolve(folderHandle(name, names)),
  }) as unknown as DataTransferItem

const fileItem = (name: string): DataTransferItem =>
  ({
    kind: 'file',
    webkitGetAsEntry: () => entry(name, null),
    getAsFile: () => file(name),
    getAsFileSystemHandle: () => Promise.resolve({ kind: 'file', name }),
  }) as unknown as DataTransferItem
