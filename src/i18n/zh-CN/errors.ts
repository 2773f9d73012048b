import type { Dictionary } from '../dictionary'
import type { errors as en } from '../en/errors'
import { endpointErrors } from './errors-endpoint'
import { searchErrors } from './errors-search'

export const errors: Dictionary<typeof en> = {
  'text/empty': {
    title: '这段文本是空的',
    next: '没有内容可以打分。请在这里输入、粘贴或拖入文本，或选一个示例。',
  },
  'text/blank': {
    title: '这段文本只有空白字符',
    next: '只有空格或换行，没有可评分的内容。请在这里输入、粘贴或拖入文本，或选择一个示例。',
  },
  'text/lone-surrogate': {
    title: '位置 {{index}} 处只有半个字符',
    next: '那里的 UTF-16 代理项缺少另一半。Python 的分词器拒绝这样的字符串，因此没有参考分数。请删除或替换它。',
  },
  'text/too-long': {
    title: '文本过长（{{file}}）',
    next: '文本有 {{size}} 个字符，编辑器最多容纳 {{limit}} 个。请缩短文本。',
  },
  'file/too-large': {
    title: '{{file}} 过大',
    next: '文件有 {{bytes}} 字节，上限是 {{limit}}。请只保留要比较的部分。',
  },
  'file/binary': {
    title: '{{file}} 不是文本文件（{{kind}}）',
    next: '它的内容不是任何已知编码的文本。请另存为 .txt 或 .md，或复制其中的文字再粘贴。',
  },
  'file/undecodable': {
    title: '{{file}} 无法解码',
    next: '没有合适的编码。最接近的是 {{nearest}}，有 {{damaged}} 处损坏。请选择编码，或把文件另存为 UTF-8。',
  },
  'file/unreadable': {
    title: '{{file}} 无法读取',
    next: '{{detail}}。它可能是文件夹，或已被移动、修改：请重新选择。',
  },
  'file/too-many': {
    title: '一次拖入了 {{found}} 个文件',
    next: '一个文件填入一个编辑器，两个文件分别填入 A 和 B。请拖入一个或两个文件。',
  },
  'model/file-missing': {
    title: '缺少模型文件：{{file}}',
    next: '它不在模型文件列表所写的位置。请放到那里（本站模型也可以改 models/models.json），或换一个版本或计算图。{{url}}',
  },
  'model/truncated': {
    title: '模型文件不完整：{{file}}',
    next: '应有 {{expected}} 字节，只有 {{found}} 字节。来源处的文件不完整或已更换：请重新复制到那里，再加载一次。',
  },
  'model/hash-mismatch': {
    title: '{{file}} 与列表里登记的不是同一个文件',
    next: '它的 SHA-256 是 {{found}}，登记的是 {{expected}}。可能在传输中损坏，或文件换了而列表没有更新：请再次加载、重新复制文件，或更正列表（本站模型是 models.json）。这个文件没有保存。',
  },
  'model/not-onnx': {
    title: '{{file}} 不是 ONNX 模型',
    next: '{{reason}}。请换成真正的模型文件，再加载一次。',
  },
  'model/ambiguous': {
    title: '有多个计算图，不知道用哪一个',
    next: '找到：{{files}}。请在模型对话框里选一个，或在 models.json 里只保留一个。',
  },
  'model/unknown': {
    title: '本站没有模型 {{id}}',
    next: '现有：{{known}}。请在模型菜单里选择，或更正地址里的 ?model=。',
  },
  'model/external-data-missing': {
    title: '缺少计算图的权重：{{missing}}',
    next: '{{file}} 的权重放在这个单独的文件里（external data）。请把它放在计算图旁边，并加入文件列表。',
  },
  'model/config-invalid': {
    title: '{{file}} 缺失或无效',
    next: '{{detail}}',
  },
  'model/head-invalid': {
    title: '输出头文件 {{file}} 无法使用',
    next: '{{reason}}。请使用与此模型配套的输出头文件。',
  },
  'model/layout-unknown': {
    title: '{{file}}：输入或输出不属于任何已知结构',
    next: '找到：{{found}}。应为：{{expected}}。请使用文本编码器的导出文件，或在模型对话框里指定各输出。',
  },
  'model/outputs-unknown': {
    title: '{{file}} 没有可用的输出 {{output}}',
    next: '它的输出：{{found}}。每个输出最多指定一次。',
  },
  'model/fixed-shape': {
    title: '{{file}} 只接受固定长度的文本',
    next: 'input_ids 的形状是 {{shape}}，而且{{reason}}。请导出序列轴可变的计算图（dynamic_axes、dynamic_shapes）。',
  },
  'model/bfloat16': {
    title: '{{file}} 用 bfloat16 计算',
    next: 'onnxruntime-web 不支持 bfloat16 运算。请导出为 float32 或 float16。原文：“{{detail}}”。',
  },
  'model/ort-format': {
    title: '{{model}} 只有 ORT 格式的计算图：{{file}}',
    next: 'm3scope 读取 .onnx，才能查看各层和权重。请提供生成此文件的 .onnx。',
  },
  'model/create-failed': {
    title: '运行时拒绝了 {{file}}',
    next: 'onnxruntime-web 原文：“{{detail}}”。可能是内存不足（请关闭其他标签页），也可能是计算图含有 WASM 不支持的算子。',
  },
  'model/run-failed': {
    title: '模型运行时出错',
    next: '{{detail}}。请调低 max_length 再试；如果仍然出错，请复制错误信息并反馈。',
  },
  'model/not-finite': {
    title: '模型输出了 NaN 或无穷大',
    next: '{{file}} 的 {{head}}[{{index}}] 是 {{found}}，不会用它计算分数。文件可能损坏，或量化不当：请换用其他导出或精度。',
  },
  'model/head-unavailable': {
    title: '此模型没有 {{head}} 输出头',
    next: '{{reason}}其他分数不受影响。',
  },
  'model/not-loaded': { title: '尚未加载模型', next: '请点“分析”：会先加载模型。' },
  'model/vocabulary-mismatch': {
    title: '分词器与模型不配套',
    next: '{{file}} 的 id 最大为 {{tokenizer}}，而计算图的词嵌入表只有 {{table}} 行。请使用与此计算图一同发布的 tokenizer.json。',
  },
  'model/operator-missing': {
    title: '运行时缺少 {{file}} 的算子：{{operator}}',
    next: 'onnxruntime-web 的 WASM 版不支持它。请换用同一模型的其他导出：普通的 fp32、int8 或 q4 文件，不要用为 GPU 或其他运行时融合过的文件。',
  },
  'model/out-of-memory': {
    title: '内存不足，无法加载 {{file}}',
    next: '浏览器或运行时的原文：“{{detail}}”。请换用更小的文件（int8、q4）、减少线程数，或关闭其他标签页；一个标签页的 WASM 堆最多 4 GB。',
  },
  'reference/invalid': {
    title: '{{file}} 不是参考值文件',
    next: '{{detail}}。这种文件由终端的 certify 命令生成：npm run -s cli -- certify --model 文件夹 texts.jsonl',
  },
  'hub/not-found': {
    title: '{{host}} 上没有 {{repo}}',
    next: '请检查拼写和版本（revision）。私有仓库需要访问令牌。',
  },
  'hub/unauthorized': {
    title: '{{host}} 拒绝访问 {{repo}}（{{status}}）',
    next: '名称有误，或仓库是私有、受限的：请检查名称，或输入有读取权限的访问令牌。令牌只保留在本标签页的内存中。',
  },
  'hub/invalid-address': {
    title: '这不是模型的地址：{{found}}',
    next: '应为：{{expected}}。',
  },
  'hub/nothing-found': {
    title: '{{url}} 处没有模型',
    next: '那里没有常见的模型文件（{{tried}}），或服务器不允许本页面读取（CORS：Access-Control-Allow-Origin）。',
  },
  'store/incomplete': {
    title: '此浏览器里没有 {{model}} 的全部文件',
    next: '缺少 {{file}}，而没有你的操作不会下载任何内容。请从来源加载：已保存的文件不会重复下载。',
  },
  'local/permission': {
    title: '浏览器不允许页面读取 {{name}}',
    next: '请在浏览器询问时允许，或重新选择文件夹。',
  },
  'local/empty': {
    title: '{{name}} 中没有模型',
    next: '其中没有 .onnx 文件。请选择包含 tokenizer.json 和计算图（通常在 onnx/ 里）的文件夹。模型库自己的缓存（models--…）里是链接，浏览器会跳过：请用 cp -rL 复制快照，再选择副本。',
  },
  'webgpu/unavailable': {
    title: 'WebGPU 不可用',
    next: '{{detail}}。请选择 WASM：参考数值就是用它算的。',
  },
  'tokenizer/missing': {
    title: '缺少分词器：{{file}}',
    next: '请把模型的 tokenizer.json 放进模型文件夹，并加入文件列表。',
  },
  'tokenizer/invalid': { title: '{{file}} 不是可用的分词器', next: '{{detail}}' },
  'settings/invalid': { title: '设置无效', next: '{{detail}}' },
  'worker/crashed': {
    title: '引擎已崩溃',
    next: '文本没有受影响。{{restarted}}（{{detail}}）',
  },
  'worker/unavailable': {
    title: '引擎无法启动',
    next: '浏览器没能启动 Web Worker。（{{detail}}）',
  },
  'network/failed': {
    title: '下载失败：{{file}}',
    next: '{{reason}}（{{url}}）。请确认服务器正在运行、从这里能够访问，然后重试。',
  },
  'run/too-large': {
    title: '内存不够处理 {{tokens}} 个 token',
    next: '运行约需 {{needed}}，一个标签页最多可用 {{limit}}。{{remedy}}',
  },
  'run/fused-attention': {
    title: '用这个计算图，文本最多 {{limit}} 个 token，这段有 {{tokens}} 个',
    next: '该计算图用单个算子 {{operator}} 计算注意力。注意力头大小为 {{headSize}} 时，超过 {{limit}} 个 token 就会超出 32 位 WebAssembly 的整数范围。请把 max_length 调到 {{limit}}，或导出时不融合注意力：torch 用 attn_implementation="eager" 且 opset 低于 23，onnxruntime 的 optimizer 关闭注意力融合，optimum 用 O1。',
  },
  'run/out-of-memory': {
    title: '运行途中内存用尽',
    next: '浏览器或运行时的原文：“{{detail}}”。{{restarted}}请调低 max_length、改为逐层运行、减少线程数、换用更小的文件，或关闭其他标签页。',
  },
  'encoder/no-simd': {
    title: '此浏览器不支持 WebAssembly SIMD',
    next: '编码器依赖它。请升级浏览器：Chrome 91、Firefox 89、Safari 16.4 及以上版本均支持。',
  },
  'encoder/missing': {
    title: '找不到编码器程序 {{file}}',
    next: '{{detail}}。网页请重新加载；终端请在 m3scope 目录下执行 npm run kernels。',
  },
  'encoder/thread-lost': {
    title: '编码器的一个线程已停止',
    next: '原文：“{{detail}}”。请重新运行；若再次出现，请改用单线程。',
  },
  'attention/unavailable': { title: '没有注意力权重', next: '{{reason}}' },
  'attention/no-such': {
    title: '没有编号为 {{found}} 的{{what}}',
    next: '编号从 0 到 {{limit}}。',
  },
  'rules/invalid': {
    title: '{{file}} 不是预处理规则文件',
    next: '{{detail}}。可以先导出规则看看格式。页面上的规则没有改变。',
  },
  'rules/too-much': {
    title: '预处理规则对这段文本的改动过大，已中止',
    next: '中止于第 {{number}} 条规则（{{rule}}）：{{detail}}。请打开规则，撤销上一步修改、关闭这条规则，或选择“全部关闭”“恢复默认”。文本和设置都没有改变；在此之前不会计算分数。',
  },
  'text/nothing-left': {
    title: '规则把这段文本删空了',
    next: '启用的预处理规则（{{rules}}）和“对话”里的选择删去了全部字符。请关闭其中一条，或修改文本。',
  },
  'text/not-ready': {
    title: '这段长文本还没有处理完',
    next: '正在分句并应用规则，编辑器下方有提示。请等提示消失；如果提示显示已取消或失败，请点击“重新开始”。',
  },
  'text/work-cancelled': {
    title: '这段文本没有分句：处理已取消',
    next: '文本没有改变。处理完成之前，分句和规则的结果都是未知的，因此不会计算分数。请点击“重新开始”，或缩短文本；点击“分析”也会重新开始处理。',
  },
  'text/work-failed': {
    title: '这段文本没有分句：处理失败',
    next: '文本没有改变。请点击“重新开始”。如果仍然失败，请缩短文本或关闭一些规则。（{{detail}}）',
  },
  'heatmap/other-model': {
    title: '这张热力图属于另一个模型',
    next: '它是用 {{made}} 算的，现在加载的是 {{loaded}}。请重新计算，再打开单元格。',
  },
  'heatmap/too-large': {
    title: '单元格太多',
    next: '{{rows}} × {{columns}} 句超过内存能放下的 {{limit}} 个单元格。请改用分块，或缩短文本。',
  },
  'run/cancelled': { title: '已取消', next: '点“分析”可以重新运行。' },
  'vector/unreadable': {
    title: '没有找到向量',
    next: '{{where}}：“{{start}}”。可读取：数字（JSON、逗号分隔、numpy）、float32 的 base64、服务器的完整响应、Milvus 或 Qdrant 的一行。',
  },
  'vector/empty': {
    title: '向量是空的',
    next: '{{where}} 没有任何数值。服务器可能出了错却没有报告：请查看它的日志。',
  },
  'vector/not-finite': {
    title: '向量在 {{where}}[{{index}}] 处是 {{found}}',
    next: '这样无法比较。NaN（JSON 里是 null）通常表示服务器的 float16 溢出：请用 float32 启动它。',
  },
  'vector/ragged': {
    title: '各行长度不一',
    next: '{{where}}：第 {{row}} 行有 {{found}} 个数值，应为 {{expected}} 个。很可能没有复制完整。',
  },
  'vector/shortened': {
    title: '向量打印时被省略了',
    next: '“...”代替了大部分数值。请完整打印：json.dumps(vector.tolist())，或 numpy.set_printoptions(threshold=sys.maxsize)。',
  },
  'vector/too-deep': {
    title: '嵌套太深，不是服务器的响应',
    next: '括号嵌套超过 {{limit}} 层，没有服务器这样响应：请检查复制的内容。',
  },
  'vector/base64-length': {
    title: '这些字节不是 float32 向量',
    next: '它有 {{bytes}} 字节，不是 4 的倍数。可能没有复制完整，或是其他类型（float16）。',
  },
  'vector/base64-values': {
    title: '这些字节不是 float32 向量',
    next: '按小端 float32 读取，[{{index}}] 处是 {{found}}。它可能是大端、float16，或根本不是向量。',
  },
  'reply/refused': {
    title: '服务器没有返回向量',
    next: '服务器的说明：{{said}}',
  },
  'paste/empty': {
    title: '没有内容可读',
    next: '请粘贴 curl、fetch、HAR 条目、JSON 请求体，或含有这些内容的一行日志。',
  },
  'paste/unknown': {
    title: '没有找到请求',
    next: '“{{start}}”。可读取：curl（bash、cmd、PowerShell）、fetch、HAR、JSON 请求体，或含有这些内容的一行日志。',
  },
  'paste/no-texts': {
    title: '请求中没有文本',
    next: '找到：{{found}}。应有 input、inputs、prompt、content、texts、queries 之一，值为文本或文本列表。',
  },
  'paste/not-json': {
    title: '请求体不是 JSON',
    next: '它以“{{start}}”开头。可能没有复制完整，或缺少 shell 的引号。',
  },
  'paste/variable': {
    title: '请求体使用了变量 {{name}}',
    next: '这里不知道它的值。请换成文本本身：用 echo 打印命令，或直接粘贴请求体。',
  },
  'paste/file': {
    title: '请求体在文件 {{file}} 里',
    next: '{{option}} 在命令运行时才读取它，页面读不到。请粘贴文件内容，或把文件拖到这里。',
  },
  'paste/form': {
    title: '这是表单，不是 JSON（{{option}}）',
    next: '向量服务都不接受 multipart 表单。请粘贴发送 JSON 的请求。',
  },
  'paste/token-ids': {
    title: '输入是 token id，不是文本',
    next: '发送的是 {{count}} 个 id，不是文本。其他分词器的 id 对 bge-m3 没有意义。LangChain 的 OpenAIEmbeddings 会发送 tiktoken 的 id：请设置 check_embedding_ctx_length=False。从 id 不能还原文本：请粘贴原来的文本。',
  },
  'paste/open-quote': {
    title: '引号没有闭合：{{quote}}',
    next: '从“{{start}}”开始。命令很可能没有复制完整。',
  },
  'paste/option': {
    title: 'curl 没有选项 {{option}}',
    next: '不知道“{{value}}”是它的值还是地址。请删除或改正这个选项。',
  },
  'paste/too-long': {
    title: '粘贴的文本太长',
    next: '有 {{size}} 个字符，上限为 {{limit}}。请只粘贴请求本身。',
  },
  'paste/too-large': {
    title: '读取这个请求的工作量过大',
    next: '其中的变量或嵌套调用会产生超过 {{limit}} 个字符。请粘贴带有最终请求体的请求。',
  },
  'paste/too-deep': {
    title: '嵌套太深，不是请求',
    next: '括号或命令嵌套超过 {{limit}} 层。请只粘贴请求本身。',
  },
  ...endpointErrors,
  ...searchErrors,
  'case/not-a-case': {
    title: '{{file}} 不是案例文件',
    next: '案例是含 "format": "m3scope/case"（或 "m3scope/cases"）的 JSON，而这个文件{{found}}。可用“保存案例”存一个看看格式。当前的文本和结果没有改变。',
  },
  'case/newer': {
    title: '{{file}} 由更新的 m3scope 生成',
    next: '它的版本是 {{found}}，本页面最高支持 {{known}}。请在新版本里打开，或升级本页面。当前的文本和结果没有改变。',
  },
  'case/truncated': {
    title: '{{file}} 不完整',
    next: 'JSON 在第 {{length}} 个字符后中断。请重新完整地复制或下载。当前的文本和结果没有改变。',
  },
  'case/invalid': {
    title: '{{file}} 已损坏，或被手工改过',
    next: '问题所在：{{field}}：{{detail}}。请改正，或使用保存时的原文件。当前的文本和结果没有改变。',
  },
  'case/altered': {
    title: '{{file}} 被手工改过',
    next: '{{field}}：{{altered}}。其中的结果可能对应别的文本。请使用保存时的原文件，或仍然打开。当前的文本和结果没有改变。',
  },
  'case/some-unread': {
    title: '{{file}} 的 {{total}} 个案例里有 {{count}} 个没能导入',
    next: '第一个的原因：{{detail}}。其余的已加入列表。',
  },
  'case/gone': {
    title: '案例“{{name}}”已不在此浏览器里',
    next: '可能在另一个标签页里被删除，或浏览器数据被清除。请改为打开它的文件。',
  },
  'case/not-kept': {
    title: '此浏览器不保存案例',
    next: '浏览器原文：“{{detail}}”。案例只保留到页面关闭：请存为文件。隐私窗口或禁用站点数据时会这样。',
  },
  'case/no-space': {
    title: '案例没能存入浏览器',
    next: '浏览器原文：“{{detail}}”。请删除一些案例或已存的模型，或把案例存为文件。',
  },
  'case/link-damaged': {
    title: '分享链接已损坏',
    next: '{{damaged}}聊天工具和邮件会截断长链接：请对方重发，或改发案例文件。当前的文本和结果没有改变。',
  },
  'case/link-newer': {
    title: '分享链接由更新的 m3scope 生成',
    next: '它的版本是 {{found}}，本页面最高支持 {{known}}。请在生成它的页面里打开。当前的文本和结果没有改变。',
  },
  'why/dimension': {
    title: '这个向量不是当前模型生成的',
    next: '它有 {{found}} 维，而 {{model}} 输出 {{expected}} 维。多出的值不是填充的 0。请加载生成它的模型，或只粘贴一个向量。',
  },
  'why/too-short': {
    title: '向量太短，无法比较',
    next: '它只有 {{found}} 个值，而模型输出 {{expected}} 个。值太少时方向会碰巧相同：请粘贴完整的向量。',
  },
  'why/zero': {
    title: '向量的所有值都是 0',
    next: '零向量没有方向，无法比较。服务器出错或文本为空时会得到这样的向量：请先检查这些。',
  },
  'why/token-id': {
    title: '这些权重不是当前模型生成的',
    next: '没有 token id {{found}}：{{model}} 的范围是 0 到 {{limit}}。请粘贴以 token id 为键的 lexical_weights，或加载生成它们的模型。',
  },
  'why/token-name': {
    title: '权重以 token 为键，其中一些无法确定 id',
    next: '词表里没有这些 token，或者带前置空格和不带的两种都有：{{found}}。请粘贴以 token id 为键的 lexical_weights。',
  },
  'validation/labels-not-kept': {
    title: '此浏览器不保存标注',
    next: '浏览器原文：“{{detail}}”。标注只保留到页面关闭：请导出为 qrels。隐私窗口或禁用站点数据时会这样。',
  },
  'validation/run-of-other-model': {
    title: '这次运行用的是另一个模型',
    next: '它是用 {{made}} 算的，现在加载的是 {{loaded}}。请重新加载 {{made}}，或用 {{loaded}} 再次运行。',
  },
  'validation/other-pairs': {
    title: '两次运行没有相同的句对',
    next: '{{name}} 的查询和文档都不在本次运行里。请选择同一文件的运行。',
  },
  'export/nothing': {
    title: '没有可导出的内容',
    next: '两段文本都是空的。请至少输入、粘贴或拖入一段文本，或选一个示例。',
  },
  'export/too-large': {
    title: '文件过大，无法以此格式导出',
    next: '{{rows}} 行文本过多，放不进一个 {{form}} 文件。请减少所选的行，或改用 CSV 或 JSON Lines。',
  },
  'validation/no-file': {
    title: '没有给出文件',
    next: '请拖入、选择或粘贴一个包含查询和文档的表格。',
  },
  'validation/empty': {
    title: '{{file}} 是空文件',
    next: '文件里一行数据也没有。请重新选择，或从来源重新导出。',
  },
  'validation/not-json': {
    title: '{{file}} 不是 JSON',
    next: '原因：{{detail}}。如果下载中断了，请重新下载。每行一个对象的文件（JSON Lines，.jsonl）也能读取。',
  },
  'validation/no-records': {
    title: '{{file}} 里没有记录列表',
    next: '需要一个对象列表，每个对象包含查询和文档；列表也可以嵌在另一个对象里。',
  },
  'validation/xlsx': {
    title: '{{file}} 无法按 XLSX 读取',
    next: '原因：{{detail}}。如果文件有密码，请去掉密码后保存；也可以把工作表另存为 CSV（UTF-8）。',
  },
  'validation/no-sheet': {
    title: '{{file}} 里没有工作表“{{sheet}}”',
    next: '现有的工作表：{{known}}。',
  },
  'validation/parquet': {
    title: '{{file}} 无法按 Parquet 读取',
    next: '原因：{{detail}}。请改存为 CSV 或 JSON Lines。',
  },
  'validation/no-column': {
    title: '{{file}} 里没有列“{{column}}”',
    next: '它被指定为 {{role}}。现有的列：{{columns}}。',
  },
  'validation/texts-missing': {
    title: '{{file}} 只有 id，没有文本',
    next: '请连同包含文本的文件一起拖入：{{needed}}。',
  },
  'validation/out-of-memory': {
    title: '内存装不下 {{file}}',
    next: '请把文件拆开，分批读取。原因：{{detail}}',
  },
  'validation/nothing': {
    title: '没有可打分的查询–文档对',
    next: '请先拖入一个含查询和文档的文件。如果文件只有查询和语料库，请选“检索语料库”。',
  },
  'validation/other-model': {
    title: '验证途中换了模型',
    next: '验证开始时用的是 {{made}}，现在加载的是 {{loaded}}。已算出的结果都保留着。请重新加载 {{made}} 再继续，或用现在的模型重新运行。',
  },
  'validation/text-failed': {
    title: '模型在 {{name}} 处停下了',
    next: '{{detail}} 此前算出的结果都保留着。请调小 max_length，或把这段文本从文件中去掉，再继续运行。',
  },
  'validation/checkpoint': {
    title: '无法使用检查点',
    next: '{{folder}}：{{detail}} 请换一个可写的文件夹，或不用 --checkpoint。',
  },
  internal: {
    title: 'm3scope 内部错误',
    next: '程序异常的原文：“{{detail}}”。请复制错误信息并反馈；刷新页面也许能恢复。',
  },
}
