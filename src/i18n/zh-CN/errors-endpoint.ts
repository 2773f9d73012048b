export const endpointErrors = {
  'endpoint/url-invalid': {
    title: '这不是服务器地址：{{found}}',
    next: '{{detail}} 请填带 http:// 或 https:// 的基础 URL，例如 http://localhost:8080。',
  },
  'endpoint/key-invalid': {
    title: '密钥无法发送',
    next: '其中有空格、换行或 ASCII 以外的字符，不能放进 HTTP 请求头。请重新复制。',
  },
  'endpoint/down': {
    title: '{{host}} 没有响应',
    next: '请确认服务器正在运行、端口正确、本机能解析这个主机名。防火墙、代理或不受信任的证书也会这样；在 Firefox 和 Safari 里，缺少 CORS 许可也可能这样。浏览器原文：“{{detail}}”。',
  },
  'endpoint/dns': {
    title: '找不到主机 {{host}}',
    next: '主机名无法解析。请检查拼写，以及它是否只在其他网络或 VPN 里可见。',
  },
  'endpoint/timeout': {
    title: '{{host}} 在 {{seconds}} 秒内没有响应',
    next: '它可能正在加载模型，或处理这段文本太慢：请重试，或调高超时（终端：--timeout）。',
  },
  'endpoint/mixed-content': {
    title: '浏览器在此页面上禁止访问 http://{{host}}',
    next: '本页面通过 HTTPS 打开（{{page}}），安全页面不能请求普通 HTTP 的服务器（混合内容）：请求没有发出。请给服务器配置 HTTPS，或用 http:// 打开 m3scope，或在终端里运行（没有这个限制）：npm run -s cli -- compare --endpoint …',
  },
  'endpoint/cors': {
    title: '{{host}} 有响应，但不允许本页面读取（CORS）',
    next: '服务器必须返回两个响应头：“Access-Control-Allow-Origin: {{origin}}”，并在预检请求（OPTIONS）的响应里返回“Access-Control-Allow-Headers: content-type, authorization”。设置方法见下方；在终端里运行则不需要。',
  },
  'endpoint/local-network': {
    title: '本页面无法访问 {{host}}',
    next: '页面（{{page}}）要先得到你的许可，才能请求内网里的服务器（Local Network Access）。请在网站设置里允许，并确认服务器正在运行；或在终端里运行：npm run -s cli -- compare --endpoint …',
  },
  'endpoint/unauthorized': {
    title: '{{host}} 需要密钥（{{status}}）',
    next: '请输入密钥，或换一个；它只保留在本标签页的内存中。终端从环境变量 API_KEY 读取。服务器的说明：{{said}}',
  },
  'endpoint/not-found': {
    title: '{{host}} 没有这个路径（{{status}}）',
    next: '已尝试：{{tried}}。请确认接口格式正确，基础 URL 不含接口自身的路径。有些服务器在没有这个模型名时也这样响应。服务器的说明：{{said}}',
  },
  'endpoint/too-large': {
    title: '请求对 {{host}} 来说太大（413）',
    next: '请缩短文本，或调高服务器及其前面代理的上限（nginx：client_max_body_size）。这是明确的拒绝，不是静默截断。服务器的说明：{{said}}',
  },
  'endpoint/media-type': {
    title: '{{host}} 在这里不接受 JSON（415）',
    next: '已尝试：{{tried}}。可能应选另一种接口格式。服务器的说明：{{said}}',
  },
  'endpoint/refused': {
    title: '{{host}} 拒绝了请求（{{status}}）',
    next: '服务器的说明：{{said}} · 常见原因：模型名有误、有这个版本不认识的字段、文本过长。',
  },
  'endpoint/no-head': {
    title: '{{host}} 上的模型不支持此项（424）',
    next: 'TEI 只为 SPLADE 模型返回稀疏向量，不支持 bge-m3。服务器的说明：{{said}}',
  },
  'endpoint/busy': {
    title: '{{host}} 暂时不接受更多请求（429）',
    next: '请稍后重试。Retry-After：{{wait}}。服务器的说明：{{said}}',
  },
  'endpoint/server': {
    title: '{{host}} 内部出错（{{status}}）',
    next: '错误在服务器一侧，详情见它的日志。服务器的说明：{{said}}',
  },
  'endpoint/html': {
    title: '{{host}} 返回了网页：“{{title}}”',
    next: '向量应为 JSON。服务器前面可能有登录页或代理，或者这是它的网页地址：请检查基础 URL（{{status}}）。',
  },
  'endpoint/other-dialect': {
    title: '响应不符合 {{dialect}} 的格式',
    next: '收到：{{found}}。请选择另一种接口格式。',
  },
  'endpoint/reply-too-large': {
    title: '{{host}} 的响应太大',
    next: '已超过 {{limit}} 字节，其余部分没有读取。',
  },
  'endpoint/count': {
    title: '{{asked}} 段文本得到 {{found}} 个向量',
    next: '服务器拆分了文本，或没有返回向量，无法比较。请选择另一种接口格式，或咨询服务器的开发者。',
  },
  'endpoint/cannot': {
    title: '{{dialect}} 不提供稠密向量',
    next: '{{detail}}。请选择另一种接口格式。',
  },
  'endpoint/not-recognised': {
    title: '无法识别 {{host}} 的接口格式',
    next: '已尝试：{{tried}}。请手动选择接口格式（终端：--dialect）。',
  },
  'endpoint/sweep-words': {
    title: '无法构造长度确切的文本',
    next: '扫描用的词里，只有 {{found}} 个在此模型的分词器里是单个 token。',
  },
}
