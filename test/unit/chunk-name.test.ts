/** Files of a build are named after what they hold. */
import { describe, expect, it } from 'vitest'
import { chunkName } from '../../scripts/chunk-name'

const SRC = '/home/me/src/m3scope/src'
const PACKAGES = '/home/me/src/m3scope/node_modules'

describe('the name of a chunk', () => {
  it.each([
    [`${SRC}/features/heatmap/index.ts`, 'features-heatmap'],
    [`${SRC}/features/cases/CasesDrawer.tsx`, 'features-cases-CasesDrawer'],
    [`${SRC}/i18n/zh-CN/heatmap.ts?raw`, 'i18n-zh-CN-heatmap'],
    [`${PACKAGES}/recharts/es6/index.js`, 'recharts-es6'],
    [`${PACKAGES}/@huggingface/tokenizers/dist/tokenizers.mjs`, 'huggingface-tokenizers-tokenizers'],
  ])('of one that is loaded by itself is its module’s: %s', (facadeModuleId, name) => {
    expect(chunkName({ facadeModuleId, moduleIds: [facadeModuleId, `${SRC}/ui/Num.tsx`] })).toBe(name)
  })
  it.each([
    [['antd/es/table/Table.js', 'antd/es/table/hooks/useFilter.js', 'clsx/dist/clsx.js'], 'antd-table'],
    [['antd/es/table/Table.js', 'antd/es/button/Button.js'], 'antd'],
    [['@codemirror/view/dist/index.js', '@codemirror/view/dist/a.js'], 'codemirror-view'],
  ])('of a shared one is the folder of most of its modules: %j', (modules, name) => {
    expect(chunkName({ moduleIds: modules.map((path) => `${PACKAGES}/${path}`) })).toBe(name)
  })
  it('counts modules of the application as well', () => {
    const moduleIds = [`${SRC}/ui/Num.tsx`, `${SRC}/ui/matrix/draw.ts`, `${PACKAGES}/clsx/dist/clsx.js`]
    expect(chunkName({ facadeModuleId: null, moduleIds })).toBe('ui')
  })
  it('of nothing known is "shared"', () => {
    expect(chunkName({ moduleIds: [] })).toBe('shared')
    expect(chunkName({ moduleIds: ['\0vite/preload-helper.js'] })).toBe('shared')
  })
})
