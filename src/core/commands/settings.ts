/** Commands of every setting that is a choice. */
import { DEFAULT_WEIGHTS } from '../../engine/score/fuse'
import { offersActivations, offersArithmetic } from '../../engine/model/types'
import { i18next } from '../../i18n'
import { MAX_LENGTHS } from '../limits'
import { positionLimit } from '../selectors'
import type { Title } from '../title'
import type { Mode, Settings } from '../state'
import { choice, title } from './helpers'
import type { Command, Commands } from './types'

const DIMENSIONS = [null, 768, 512, 256] as const

const MODES: readonly (readonly [Mode, Title, string])[] = [
  ['hybrid', title('稀疏+稠密', 'sparse+dense'), 'hybrid 混合'],
  ['dense', title('稠密', 'dense'), 'dense_vecs'],
  ['sparse', title('稀疏', 'sparse'), 'lexical_weights'],
  ['colbert', title('ColBERT', 'ColBERT'), 'colbert_vecs multi-vector'],
  ['all', title('ColBERT+稀疏+稠密', 'ColBERT+sparse+dense'), 'hybrid 混合'],
]

export const settingCommands: Commands = (context) => [
  ...modelInput(context),
  ...ofVectors(context),
  ...ofMachine(context),
  ...ofPage(context),
]

const modelInput: Commands = ({ app: { store, actions } }) => {
  const { settings, model } = store.getState()
  const limit = positionLimit(model)
  const modes = model.phase === 'ready' ? model.info.tokenizerModes : null
  return [
    ...choice(
      { id: 'mode', name: title('模式', 'Mode') },
      settings.mode,
      MODES.map(([value, name, also]) => ({ value, id: value, name, also })),
      actions.setMode,
    ),
    ...choice(
      { id: 'max-length', name: title('max_length', 'max_length'), also: '最大长度 截断 truncate' },
      settings.maxLength,
      MAX_LENGTHS.map((value) => ({
        value: value as number,
        id: String(value),
        name: title(String(value), String(value)),
        unavailable:
          limit !== null && value > limit
            ? title(`此模型最多 ${limit} 个 token`, `this model takes at most ${limit} tokens`)
            : undefined,
      })),
      (maxLength) => actions.set({ maxLength }),
    ),
    ...choice(
      { id: 'tokenizer', name: title('分词器', 'Tokenizer'), also: 'tokenizer_mode' },
      settings.tokenizerMode,
      (['hf4', 'hf5'] as const).map((value) => ({
        value,
        id: value,
        name: title(value, value),
        also: value === 'hf4' ? 'transformers 4 TEI' : 'transformers 5',
        unavailable:
          modes !== null && !modes.includes(value)
            ? title('此模型的分词器没有这种模式', 'this model’s tokenizer does not have this mode')
            : undefined,
      })),
      (tokenizerMode) => actions.set({ tokenizerMode }),
    ),
    ...choice(
      { id: 'prefix', name: title('前缀', 'Prefix'), also: 'instruction 指令' },
      settings.prefix,
      [
        { value: '', id: 'none', name: title('无', 'none') },
        { value: 'query: ', id: 'query', name: title('“query: ”', '“query: ”'), also: 'e5' },
      ],
      (prefix) => actions.set({ prefix }),
    ),
    ...choice(
      {
        id: 'metadata',
        name: title('对话的时间和说话人', 'Timestamps and speakers'),
        also: 'dialogue headers 会话 聊天 说话人',
      },
      settings.metadata,
      [
        { value: 'sentences', id: 'sentences', name: title('只从句子里去掉', 'left out of sentences') },
        { value: 'out', id: 'out', name: title('全部去掉', 'left out everywhere') },
        { value: 'in', id: 'in', name: title('全部保留', 'kept everywhere') },
      ] as const,
      (metadata: Settings['metadata']) => actions.set({ metadata }),
    ),
  ]
}

const ofVectors: Commands = ({ app: { store, actions } }) => {
  const { settings, model } = store.getState()
  const info = model.phase === 'ready' ? model.info : null
  const isFixed = info !== null && !offersActivations(info)
  return [
    {
      id: 'weights-reset',
      group: 'setting',
      title: title('权重：恢复 1 : 1 : 1', 'Weights: reset to 1 : 1 : 1'),
      also: 'weights_for_different_modes',
      run: () => actions.set({ weights: DEFAULT_WEIGHTS }),
    },
    ...choice(
      { id: 'normalize', name: title('归一化', 'Normalise'), also: 'normalize_embeddings L2' },
      settings.normalize,
      [
        { value: true, id: 'on', name: title('开', 'on') },
        { value: false, id: 'off', name: title('关', 'off') },
      ],
      (normalize) => actions.set({ normalize }),
    ),
    ...choice<number | null>(
      { id: 'truncate-dim', name: title('truncate_dim', 'truncate_dim'), also: 'dimensions matryoshka 维度' },
      settings.truncateDim,
      DIMENSIONS.map((value) => ({
        value,
        id: String(value ?? 'off'),
        name: value === null ? title('关', 'off') : title(String(value), String(value)),
        unavailable:
          value !== null && info !== null && value >= info.hiddenSize.value
            ? title(
                `此模型只有 ${info.hiddenSize.value} 维`,
                `this model has ${info.hiddenSize.value} dimensions`,
              )
            : undefined,
      })),
      (truncateDim) => actions.set({ truncateDim }),
    ),
    ...choice(
      { id: 'activations', name: title('激活', 'Activations'), also: 'int8 quantised 量化' },
      settings.activations,
      [
        { value: 'published', id: 'published', name: title('按发布的方式', 'as published') },
        { value: 'faithful', id: 'faithful', name: title('更忠实', 'faithful'), also: '--faithful' },
      ].map((each) => ({
        ...(each as { value: Settings['activations']; id: string; name: Title; also?: string }),
        unavailable: isFixed
          ? title('此计算图没有量化激活', 'this graph does not quantise activations')
          : undefined,
      })),
      (activations) => actions.set({ activations }),
    ),
    ...choice(
      { id: 'arithmetic', name: title('int8 算法', 'int8 arithmetic'), also: 'cpu vnni saturation 饱和' },
      settings.arithmetic,
      [
        { value: 'exact' as const, id: 'exact', name: title('精确', 'exact') },
        {
          value: 'avx2' as const,
          id: 'avx2',
          name: title('没有 VNNI 的 CPU（AVX2）', 'a CPU without VNNI (AVX2)'),
          also: '--arithmetic',
        },
      ].map((each) => ({
        ...each,
        unavailable:
          info !== null && !offersArithmetic(info)
            ? title('此模型没有这种选择', 'this model has no such choice')
            : undefined,
      })),
      (arithmetic) => actions.set({ arithmetic }),
    ),
  ]
}

const ofMachine: Commands = ({ app: { store, actions }, capabilities }) => {
  const { settings } = store.getState()
  const alone = capabilities.crossOriginIsolated
    ? undefined
    : title('页面没有跨源隔离，只有一个线程', 'one thread: the page is not cross-origin isolated')
  const counts = [1, 2, 4, 8, 16].filter((count) => count <= capabilities.hardwareThreads)
  return [
    ...choice<number | null>(
      { id: 'threads', name: title('线程', 'Threads'), also: 'wasm cpu' },
      settings.threads,
      [null, ...counts].map((value) => ({
        value,
        id: String(value ?? 'auto'),
        name: value === null ? title('自动', 'auto') : title(String(value), String(value)),
        unavailable: alone,
      })),
      actions.setThreads,
    ),
    ...choice(
      { id: 'graph', name: title('计算图', 'Graph'), also: 'memory 内存 --whole' },
      settings.whole,
      [
        { value: false, id: 'layers', name: title('逐层运行', 'layer by layer') },
        { value: true, id: 'whole', name: title('整图运行', 'whole graph') },
      ],
      actions.setWhole,
    ),
    ...choice(
      { id: 'encoder', name: title('各层计算', 'Layers'), also: 'engine --encoder 编码器' },
      settings.encoder,
      [
        { value: 'own' as const, id: 'own', name: title('自有编码器', 'our own encoder') },
        {
          value: 'onnxruntime' as const,
          id: 'onnxruntime',
          name: title('onnxruntime-web', 'onnxruntime-web'),
        },
      ],
      actions.setEncoder,
    ),
  ]
}

const ofPage: Commands = ({ app: { store, actions } }) => {
  const asPage = (command: Command): Command => ({ ...command, group: 'page' })
  const { settings } = store.getState()
  return [
    ...choice(
      { id: 'language', name: title('语言', 'Language'), also: 'lang' },
      i18next.language,
      [
        { value: 'zh-CN', id: 'zh', name: title('中文', '中文'), also: 'chinese' },
        { value: 'en', id: 'en', name: title('English', 'English'), also: '英文' },
      ] as const,
      (language) => void actions.setLanguage(language as 'en'),
    ).map(asPage),
    ...choice(
      { id: 'theme', name: title('主题', 'Theme'), also: 'colour mode 外观' },
      settings.theme,
      [
        { value: 'system', id: 'system', name: title('跟随系统', 'follow the system') },
        { value: 'light', id: 'light', name: title('浅色', 'light'), also: '亮色' },
        { value: 'dark', id: 'dark', name: title('深色', 'dark'), also: '暗色 夜间 night' },
      ] as const,
      (theme: Settings['theme']) => actions.set({ theme }),
    ).map(asPage),
  ]
}
