/**
 * Built-in pairs of texts. Each shows one property of the scores. The pairs are from test/golden/demo.json, so their
 * scores are known.
 */
export const EXAMPLES = [
  {
    id: 'dialog', // demo.json pair "dialog"
    a: '显示器缺货怎么退款',
    b: [
      '[2024-05-12 09:31:07] user_8842913: 你好，我上周五下的订单 SO20240510-77812 到现在还没发货，什么情况？',
      '[2024-05-12 09:31:42] 客服小林(agent_0147): 您好，给您带来不便非常抱歉，我马上帮您查询一下。',
      '[2024-05-12 09:33:15] 客服小林(agent_0147): 查到了，您购买的 27 英寸显示器目前仓库缺货，预计 5 月 15 日到货后优先发出。',
      '[2024-05-12 09:33:58] user_8842913: 那我不要了，直接退款可以吗？支付宝付的。',
      '[2024-05-12 09:34:30] 客服小林(agent_0147): 可以的，退款申请已提交，1-3 个工作日原路退回，请留意短信通知。',
    ].join('\n'),
  },
  {
    id: 'crosslingual', // demo.json pair "t29r": the sparse score is exactly 0, the dense score is not
    a: 'cancel automatic renewal of membership',
    b: '在会员中心的自动续费管理中即可取消续费。',
  },
  {
    // demo.json pair "t37r". It separates sparse from dense better than the other candidates (t01r, t03n, t19r): all
    // shared tokens belong to the error code, and the question has no other word in common with the answer.
    id: 'keyword',
    a: 'ERR_CONNECTION_TIMED_OUT 怎么解决',
    b: '连接超时通常是网络或防火墙问题，请检查代理设置并重启路由器 (ERR_CONNECTION_TIMED_OUT)。',
  },
] as const

export type ExampleId = (typeof EXAMPLES)[number]['id']
