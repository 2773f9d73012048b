/** The lint rules on imports report what the layout forbids, and nothing else. */
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const RULES = ['own/layers', 'no-restricted-imports']
const eslint = new ESLint({ ruleFilter: ({ ruleId }) => RULES.includes(ruleId) })

async function problems(filePath: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath })
  return result!.messages.map(({ message }) => message)
}
const importing = (path: string) => `export { x } from '${path}'\n`

describe('an import', () => {
  it.each([
    ['src/app/App.tsx', '../features/heatmap/inner/cells'],
    ['src/app/App.tsx', '../engine/score/score'],
    ['src/features/heatmap/HeatmapView.tsx', './inner/cells'],
    ['src/features/heatmap/inner/cells.ts', '../HeatmapView'],
    ['src/features/heatmap/inner/engine/cells.ts', '../../HeatmapView'],
    ['src/features/heatmap/HeatmapView.tsx', '../../core/texts'],
    ['src/features/anatomy/AnatomyView.tsx', '../heatmap'],
    ['src/features/anatomy/AnatomyView.tsx', '../heatmap/index'],
    ['src/features/anatomy/parts/Part.tsx', '../../heatmap'],
    ['src/core/store.ts', '../host/calls'],
    ['src/ui/Num.tsx', '../i18n'],
    ['src/formats/case/file.ts', '../../engine/errors'],
    ['src/host/worker.ts', '../platform/ort'],
    ['src/host/worker.ts', '../formats/case/file'],
    ['src/platform/ort.ts', '../engine/errors'],
    ['src/main.tsx', './app/App'],
    ['src/engine/score/score.ts', 'zod'],
  ])('is allowed: %s of %s', async (file, path) => {
    expect(await problems(file, importing(path))).toEqual([])
  })

  it.each([
    ['src/engine/score/score.ts', '../../platform/ort', 'src/engine may import only: itself, kernels.'],
    ['src/platform/ort.ts', '../host/calls', 'src/platform may import only: itself, engine, kernels.'],
    ['src/host/worker.ts', '../core/store', 'src/host may import only: itself, formats, platform, engine.'],
    ['src/formats/case/file.ts', '../../host/calls', 'src/formats may import only: itself, engine.'],
    ['src/ui/Num.tsx', '../core/store', 'src/ui may import only: itself, i18n, engine.'],
    ['src/ui/Num.tsx', '../core', 'src/ui may import only: itself, i18n, engine.'],
    ['src/core/store.ts', '../features/heatmap', 'src/core may import only'],
    ['src/core/store.ts', '../main', 'src/core may import only'],
    ['src/features/heatmap/HeatmapView.tsx', '../../app/registry', 'src/features may import only'],
    ['src/features/heatmap/HeatmapView.tsx', '../tokens', 'The feature heatmap may import no file of'],
    ['src/features/heatmap/inner/cells.ts', '../../tokens/rows', 'The feature heatmap may import no file of'],
    [
      'src/features/anatomy/AnatomyView.tsx',
      '../heatmap/cells',
      'heatmap is imported through its index alone',
    ],
    ['src/engine/score/score.ts', 'react', 'Engine and formats are pure'],
    ['src/formats/case/file.ts', 'node:fs', 'Engine and formats are pure'],
  ])('is reported: %s of %s', async (file, path, message) => {
    expect(await problems(file, importing(path))).toEqual([expect.stringContaining(message)])
  })

  it.each([
    ["import type { X } from '../host/calls'\nexport const x: X = 1\n"],
    ["import '../host/calls'\n"],
    ["export * from '../host/calls'\n"],
    ["export const load = () => import('../host/calls')\n"],
  ])('is seen in every form: %j', async (source) => {
    expect(await problems('src/platform/ort.ts', source)).toHaveLength(1)
  })
})
