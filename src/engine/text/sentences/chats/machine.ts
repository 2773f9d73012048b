/** Names and words of programs, parcels, forms, contracts and lists, in the places of speakers and of what they say. */

const LEVEL =
  /(?:^|[^\p{L}])(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL|SEVERE|ALERT|EMERG|PANIC)(?:$|[^\p{L}])|^\[?(?:Info|Warn|Warning|Error|Debug|Trace|info|warn|warning|error|debug|trace|fatal|notice|critical|severe)\b/u
/** sshd[123], java.lang.X, main.py:12, an exception: the names of programs. */
const PROGRAM =
  /\[\d+\]|\w\.\w+\.\w|Exception|Error\b|Traceback|^DIR$|^[A-Z]\w*\(\d{1,3}\)$|已[到发签揽收完被]|正在|\w\/\w.*\/|\w\(\)|^\w+\.(?:py|js|ts|go|rs|java|c|cpp)\b/
/** Words that a log file has in the place of a name. */
export const isOfLog = (name: string): boolean => LEVEL.test(name) || PROGRAM.test(name)

/** What runs on a computer. */
const MACHINE =
  /^v?\d+(?:\.\d+)+$|^(?:kernel|systemd|init|cron|crond|sudo|su|root|main|app|api|web|db|database|server|client-?\d*|worker|scheduler|gateway|proxy|cache|queue|broker|backend|frontend|nginx|apache2?|httpd|mysqld?|postgres(?:ql)?|redis|mongod?|docker|dockerd|kubelet|containerd|webpack|vite|npm|git|node|java|python|celery|gunicorn|uvicorn|kafka|zookeeper|etcd|consul|sshd?|ftpd?|smtp|dhcp|dns|usb|eth\d|cpu|gpu|disk|memory|network|system|job|task|build|deploy|test|ci|thread|process|session|monitor|backup|health ?check|[\w.]+[-_ ](?:service|server|worker|daemon|api|db|job|svc|agent|pod|\d+))(?:[-_ ]?\d+)?$|^(?:系统|服务|服务器|数据库|接口|网关|任务|线程|进程|缓存|队列|节点|主机|日志|定时任务|[a-z]*使用率|温度|告警|调度|应用|程序|模块|设备|网络|磁盘|内存)(?:\p{Script=Han}{1,4})?$|\p{Script=Han}(?:启动|连接|加载|初始化|检查|检测|同步|备份|任务|服务|模块|进程|线程)$/iu
export const isMachine = (name: string): boolean => MACHINE.test(name)

/** What is written about a parcel on its way. */
const ON_THE_WAY =
  /(?:已|被|正在|待|开始|完成|准备)(?:揽收|揽件|收件|收寄|取件|发出|发货|发往|发车|到达|抵达|离开|签收|派送|派件|投递|妥投|出库|入库|装车|清关|接单|打包|封车|交付|交航|代收)|(?:派送|派件|运输|配送|揽收|投递|清关|转运|派送途|运送)中|(?:快件|包裹|邮件|貨件|包裏|货物|订单|您的订单).{0,14}(?:到达|到達|送達|离开|離開|发往|发出|發出|揽收|签收|簽收|派送|运输|出库|出口|进口|扫描|转运)|(?:转运|分拨|集散|处理|中转|分拣)中心|配送中|配達中|配達完了|持ち出し中|発送済|荷物受付|引受|到着済|通過|お届け済|배송\s?(?:중|출발|완료)|집화|간선|배달\s?(?:중|출발|완료)|out for delivery|in transit|picked up|arrived (?:at|in)|departed|delivered|customs? clear|clearance|shipment|label created|processed (?:at|through)|tracking|(?:sendung|paket).{0,40}|zustell|colis|livraison|en cours d|pris en charge|en reparto|en tránsito|entregado|paquete|saiu para entrega|objeto|postado|in consegna|spedizione|onderweg|bezorg|доставк|прибыл|покинул|отправлен|вручен|сортир/iu
const ASKS = /[?？吗呢吧]|[你我]|(?<!\p{L})(?:i|my|me|you|ich|mein|je|yo|mi|eu|я)(?!\p{L})/iu
export const isOnTheWay = (said: string): boolean => ON_THE_WAY.test(said) && !ASKS.test(said)

/** Where a parcel is: 上海转运中心, 朝阳网点, Memphis, TN. */
const DEPOT =
  /^(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|成都|武汉|西安|苏州|郑州|长沙|香港|澳门|台北|東京|东京|大阪|서울|부산)市?$|(?:转运|分拨|集散|处理|中转|分拣|配送|营业)(?:中心|部|站)|(?:网点|分公司|营业部|营业点|驿站|服务站|快递站|集散地|口岸|海关|机场|仓库?|枢纽|服务部|揽投部)$|^[\p{L} .'-]+, [A-Z]{2}(?: \d{5})?(?:,? [A-Z]{2,3})?$|(?:hub|depot|facility|distribution cent(?:er|re)|sort(?:ing)? cent(?:er|re)|post office|warehouse)$/iu
export const isDepot = (name: string): boolean => DEPOT.test(name)

/** Names of fields, remarks and appointments, in the place where a speaker stands. */
const FIELD = new RegExp(
  `^(?:${[
    // Forms and mails.
    'names?|(?:first|last|full|user)[ _]?name|age|id|date|time|from|to|cc|bcc|subject|author|title|address|city|country|phone|tel|fax|e-?mail|url|link|web(?:site)?|company|organi[sz]ation|department|position|gender|sex|birthday|occupation|signature|order|invoice|contact|group|shell|home|sent|received|created|updated|modified|published|posted|printed|started|finished|completed|last .{1,12}|.{1,12} (?:at|on|date|time)|gesendet|von|envoyé|enviado|inviato|erstellt|créé|creado',
    '姓名|名称|名字|性别|年龄|生日|民族|籍贯|学历|专业|职业|职务|职位|部门|单位|公司|日期|时间|地点|地址|电话|手机|手机号|微信|邮箱|邮编|网址|链接|标题|主题|作者|来源|订单|发票|身份证号?|.{0,4}(?:编号|单号|号码|地址|电话|日期|时间|姓名|名称|金额|方式|情况|信息)|联系人|收货人|收件人|寄件人|发件人|签收人|负责人|申请人|经办人|审批人|投诉人|报修人',
    '名前|氏名|フリガナ|日付|日時|時間|場所|住所|電話|電話番号|件名|価格|備考|注記|会社|部署|주의|참고|이름|날짜|시간|장소|주소|전화|가격|제목|회사',
    'nom|prénom|adresse|téléphone|prix|objet|preis|datum|ort|telefon|betreff|hinweis|achtung|nombre|apellidos?|dirección|teléfono|asunto|precio|fecha|nota|nome|endereço|assunto|indirizzo|prezzo|data|имя|фамилия|адрес|телефон|дата|тема',
    // Notes.
    'notes?|hint|tips?|warning|caution|important|remember|reminder|todo|fixme|example|e\\.?g|i\\.?e|备注|注意|注意事项|注|提示|温馨提示|说明|警告|示例|例如|例|重要|总结|小结',
    // Goods, recipes.
    'price|total|subtotal|tax|amount|quantity|qty|size|colou?r|weight|width|height|length|status|type|model|brand|material|ingredients?|directions?|method|serves|servings|yield|prep(?: time)?|cook(?: time)?|价格|单价|总价|数量|金额|合计|规格|型号|颜色|尺寸|重量|品牌|产地|材质|适用.{0,4}|保质期|生产.{0,3}|功能|特点|材料|食材|主料|辅料|调料|配料|用料|做法|制作|烹饪.{0,2}',
    // Programs, data, HTTP.
    'begin|end|password|login|role|content|messages?|text|body|key|value|input|output|expected|actual|result|source|target|version|host|port|path|file|line|code|server|database|worker|scheduler|cron|https?|ftp|mailto|case|default|else|try|finally|return|public|private|protected|properties|resources?|parameters?|args?|image|volumes?|ports|env|command|accept|connection|cookie|origin|referer|etag|expires|vary|via|allow|disallow|sitemap|location|age|pragma|authorization|upgrade|(?:content|cache|user|accept|x|if|access|set|transfer|www|last|strict|sec|proxy|keep|retry|crawl|alt|mime|message|reply|return|delivered|received|in|list|dkim)-[\\w-]+|输入|输出|结果|状态|类型|版本|编号|参数|返回',
    // Texts and their parts.
    'answers?|question|pros?|cons?|advantages?|disadvantages?|summary|description|details?|usage|install(?:ation)?|configuration|requirements?|examples?|features?|benefits?|overview|introduction|background|conclusion|goals?|objectives?|risks?|impact|cause|solution|step|chapter|section|article|art|clause|verse|结论|优点|缺点|优势|劣势|步骤|原因|方法|摘要|关键词|目的|要求|目标|背景|问题|方案|措施|影响|风险|现象|建议|第[一二三四五六七八九十百\\d]+[条章节款步]',
    // Appointments.
    'day|week|opening|closing|break|lunch|dinner|breakfast|meeting|keynote|talk|session|workshop|welcome|agenda|place|room',
    // Contracts and courts.
    '(?:part(?:y|ies)|parte|partie|partei) ?[ab12]?|landlord|tenant|lessor|lessee|lender|borrower|licensor|licensee|employer|employee|purchaser|vendor|supplier|contractor|plaintiff|defendant|claimant|respondent|appellant|the (?:company|buyer|seller|customer|client|supplier|contractor)|[甲乙丙丁][方]?(?:[(（].{1,12}[)）])?方?|.{1,3}方(?:[(（].{1,12}[)）])?|原告|被告|上诉人|被上诉人|第三人|申诉人|被申请人|委托人|受托人|出借人|借款人|担保人|保证人|投保人|被保险人|受益人|法定代表人|委托代理人|审判长|书记员',
    // Lists of changes.
    'fixed|added|changed|removed|deprecated|improved|updated|security|bug ?fix(?:es)?|hotfix|breaking(?: change)?|new|enhancements?|known issues?|(?:feat|fix|chore|docs?|refactor|style|perf|tests?|build|ci|revert|wip|merge)(?:\\(.{1,20}\\))?!?|backup|cleanup|新增|修复|优化|改进|变更|删除|移除|更新|调整|升级|重构|新功能|修正|完善|废弃|支持',
  ].join('|')})(?:[ .#-]?\\d{1,4}[a-z]?|[ .#-][a-z])?$`,
  'iu',
)
/** 甲 and 乙 alone speak in exercises and interviews. */
export const isFieldName = (name: string): boolean => FIELD.test(name) && !/^[甲乙丙丁]$/.test(name)
