export const endpointErrors = {
  'endpoint/url-invalid': {
    title: '这不是服务器地址：{{found}}',
    next: '{{detail}} 请填写带 http:// 或 https:// 的基础地址，例如 http://localhost:8080。',
  },
  'endpoint/key-invalid': {
    title: '密钥无法发送',
    next: '其中有空格、换行或 ASCII 以外的字符，HTTP 头不允许。请重新复制。',
  },
  'endpoint/down': {
    title: '{{host}} 没有应答',
    next: '请确认服务器正在运行、端口正确、本机能解析该主机名。防火墙、代理或不受信任的证书也会如此；在 Firefox 和 Safari 中，缺少 CORS 许可也可能如此。（{{detail}}）',
  },
  'endpoint/dns': {
    title: '找不到主机 {{host}}',
    next: '主机名无法解析。请检查拼写，以及它是否只在其他网络或 VPN 中可见。',
  },
  'endpoint/timeout': {
    title: '{{host}} 在 {{seconds}} 秒内没有应答',
    next: '它可能正在加载模型，或处理这段文本太慢：请重试，或延长等待时间（终端：--timeout）。',
  },
  'endpoint/mixed-content': {
    title: '浏览器在此页面上禁止访问 http://{{host}}',
    next: '本页面通过 HTTPS 打开（{{page}}），安全页面不能请求明文 HTTP 的服务器（混合内容）：请求没有发出。请为服务器配置 HTTPS，或用 http:// 打开 m3scope，或在终端中运行（没有此限制）：npm run -s cli -- compare --endpoint …',
  },
  'endpoint/cors': {
    title: '{{host}} 有应答，但不允许本页面读取（CORS）',
    next: '服务器必须返回两个响应头：“Access-Control-Allow-Origin: {{origin}}”，并在预检请求（OPTIONS）中返回“Access-Control-Allow-Headers: content-type, authorization”。设置方法见下方；在终端中运行则不需要。',
  },
  'endpoint/local-network': {
    title: '本页面无法访问 {{host}}',
    next: '页面在公网（{{page}}），服务器在您的内网：浏览器需要您许可（Local Network Access）。请在网站设置中允许，并确认服务器正在运行；或在终端中运行：npm run -s cli -- compare --endpoint …',
  },
  'endpoint/unauthorized': {
    title: '{{host}} 需要密钥（{{status}}）',
    next: '请输入密钥或更换密钥；它只保存在本标签页的内存中。终端从环境变量 API_KEY 读取。服务器的说明：{{said}}',
  },
  'endpoint/not-found': {
    title: '{{host}} 没有这个路径（{{status}}）',
    next: '已尝试：{{tried}}。请确认方言正确，且基础地址不含该方言自己的路径。有些服务器在模型名不存在时也这样回答。服务器的说明：{{said}}',
  },
  'endpoint/too-large': {
    title: '请求对 {{host}} 来说太大（413）',
    next: '请缩短文本，或提高服务器及其前方代理的上限（nginx：client_max_body_size）。这是明确拒绝，不是静默截断。服务器的说明：{{said}}',
  },
  'endpoint/media-type': {
    title: '{{host}} 在此不接受 JSON（415）',
    next: '已尝试：{{tried}}。可能应选另一种方言。服务器的说明：{{said}}',
  },
  'endpoint/refused': {
    title: '{{host}} 拒绝了请求（{{status}}）',
    next: '服务器的说明：{{said}} 常见原因：模型名有误、该版本不认识的字段、文本过长。',
  },
  'endpoint/no-head': {
    title: '{{host}} 上的模型不提供此项（424）',
    next: 'TEI 只为 SPLADE 模型提供稀疏向量，不支持 bge-m3。服务器的说明：{{said}}',
  },
  'endpoint/busy': {
    title: '{{host}} 暂不接受更多请求（429）',
    next: '请稍后重试。Retry-After：{{wait}}。服务器的说明：{{said}}',
  },
  'endpoint/server': {
    title: '{{host}} 内部出错（{{status}}）',
    next: '错误在服务器一侧，详情见其日志。服务器的说明：{{said}}',
  },
  'endpoint/html': {
    title: '{{host}} 返回了网页：“{{title}}”',
    next: '向量应为 JSON。服务器前面可能有登录页或代理，或这是其网页的地址：请检查基础地址（{{status}}）。',
  },
  'endpoint/other-dialect': {
    title: '应答不符合 {{dialect}} 的格式',
    next: '收到：{{found}}。请选择另一种方言。',
  },
  'endpoint/reply-too-large': {
    title: '{{host}} 的应答太大',
    next: '已超过 {{limit}} 字节，其余部分没有读取。',
  },
  'endpoint/count': {
    title: '{{asked}} 段文本得到 {{found}} 个向量',
    next: '服务器拆分了文本，或没有返回向量，无法比较。请选择另一种方言，或咨询服务器的开发者。',
  },
  'endpoint/cannot': {
    title: '{{dialect}} 不提供稠密向量',
    next: '{{detail}}。请选择另一种方言。',
  },
  'endpoint/not-recognised': {
    title: '无法识别 {{host}} 的方言',
    next: '已尝试：{{tried}}。请手动选择方言（终端：--dialect）。',
  },
  'endpoint/sweep-words': {
    title: '无法构造确切长度的文本',
    next: '该模型的分词器只把扫描用词中的 {{found}} 个作为单个 token。',
  },
}
