import { cells } from '../../../formats/csv-cells'

/** A small set to try the tab with: customer service in Chinese and English, with production's order, scores and labels. Made up for this page. */

/** [id, text] */
const DOCUMENTS: readonly (readonly [string, string])[] = [
  ['d01', '因质量问题退货的，运费由商家承担；七天无理由退货的，运费由买家承担。'],
  ['d02', '在“我的订单”里选择商品，点“申请退货”，填写原因后寄回。'],
  ['d03', '退款一般在仓库收到退货后 3 个工作日内原路返回。'],
  ['d04', 'USB 接口有灰尘会导致无法充电，请用软毛刷清理。'],
  ['d05', '电池膨胀请立即停止使用，并联系售后更换。'],
  ['d06', '快充需要使用原装充电器和数据线。'],
  ['d07', '发票抬头填写有误，可在订单详情页申请重开。'],
  ['d08', '电子发票在确认收货后自动发送到注册邮箱。'],
  ['d09', '订单发货前可以修改收货地址，发货后请联系快递员。'],
  ['d10', '会员可以在账户中心取消自动续费，已付费的周期不退款。'],
  ['d11', '忘记密码时，点“找回密码”，用手机验证码重新设置。'],
  ['d12', '优惠券不能叠加使用，退货后优惠券退回账户。'],
  ['d13', '物流信息超过 48 小时没有更新，请联系客服催件。'],
  ['d14', '商品支持一年保修，人为损坏不在保修范围内。'],
  ['d15', '尊敬的客户：感谢您的来电，请问有什么可以帮您？'],
  ['d16', 'If the item is faulty, we pay the return postage. For a change of mind, you pay it.'],
  ['d17', 'Open My Orders, choose the item and press Return. Print the label and send it back.'],
  ['d18', 'Refunds arrive on the original card within three working days after we receive the parcel.'],
  ['d19', 'If the phone does not charge, clean the USB port with a soft brush and try another cable.'],
  ['d20', 'Stop using a swollen battery at once and contact support for a replacement.'],
  ['d21', 'You can change the delivery address until the parcel has been dispatched.'],
  ['d22', 'Cancel the automatic renewal in Account > Membership. The current period is not refunded.'],
  ['d23', 'To reset your password, press Forgot password and enter the code that we send to your phone.'],
  ['d24', 'Vouchers cannot be combined. After a return, the voucher goes back to your account.'],
  ['d25', 'The warranty covers one year. Damage by accident is not covered.'],
  ['d26', 'An invoice with a wrong company name can be issued again from the order page.'],
  ['d27', 'If tracking has not changed for two days, ask us to contact the carrier.'],
  ['d28', 'Thank you for calling. How can we help you today?'],
]

/** [query, language, intent, documents best first: + relevant, - not relevant, ? unsure] */
const QUERIES: readonly (readonly [string, string, string, string])[] = [
  ['退货运费谁承担', 'zh', '退货', 'd01+ d02- d03- d12- d15-'],
  ['怎么申请退货', 'zh', '退货', 'd03- d02+ d01- d12- d14-'],
  ['退款什么时候到账', 'zh', '退款', 'd03+ d10- d12- d08- d01-'],
  ['手机充不进电', 'zh', '充电', 'd06- d05- d04+ d14- d15-'],
  ['充电口有东西', 'zh', '充电', 'd06- d04+ d05- d09- d15-'],
  ['电池鼓包', 'zh', '充电', 'd04- d06- d14- d05+ d15-'],
  ['发票抬头改', 'zh', '发票', 'd08- d07+ d09- d10- d15-'],
  ['电子发票发到哪里', 'zh', '发票', 'd08+ d07- d13- d03- d15-'],
  ['改地址', 'zh', '物流', 'd15- d09+ d07- d11- d13-'],
  ['会员退订', 'zh', '会员', 'd12- d02- d10+ d03- d11-'],
  ['密码忘了', 'zh', '账户', 'd11+ d10- d15- d07- d12-'],
  ['券能一起用吗', 'zh', '优惠', 'd15- d12+ d06- d10- d14-'],
  ['快递不动了', 'zh', '物流', 'd09- d15- d13+ d04- d03-'],
  ['摔坏了保修吗', 'zh', '售后', 'd14+ d05- d04- d01- d15-'],
  ['彩信资费', 'zh', '资费', 'd15- d10- d06- d12- d08-'],
  ['who pays for return shipping', 'en', 'return', 'd17- d16+ d18- d24- d28-'],
  ['my phone is not charging', 'en', 'charging', 'd20- d19+ d25- d28- d04?'],
  ['swollen battery', 'en', 'charging', 'd20+ d19- d25- d05+ d28-'],
  ['how to cancel renewal', 'en', 'membership', 'd22+ d21- d17- d10+ d24-'],
  ['when do I get my money back', 'en', 'refund', 'd24- d18+ d22- d16- d28-'],
  ['change shipping address', 'en', 'delivery', 'd27- d21+ d26- d17- d28-'],
  ['forgot password', 'en', 'account', 'd23+ d22- d28- d26- d21-'],
  ['invoice has the wrong name', 'en', 'invoice', 'd26+ d21- d23- d28- d25-'],
  ['parcel stuck for days', 'en', 'delivery', 'd18- d28- d21- d27+ d24?'],
]

const LABELS: Readonly<Record<string, string>> = { '+': '1', '-': '0', '?': 'unsure' }

/** As a user would drop it: rows of CSV. */
export function exampleFile(): File {
  const texts = new Map(DOCUMENTS)
  const rows = [cells(['qid', 'query', 'docid', 'document', 'rank', 'score', 'label', 'language', 'intent'])]
  QUERIES.forEach(([query, language, intent, documents], number) =>
    documents.split(' ').forEach((each, at) => {
      const id = each.slice(0, -1)
      // Scores as a vector database gives them: falling, and far too alike.
      const score = (0.78 - 0.035 * at - 0.004 * (number % 7)).toFixed(3)
      const row = [
        `q${number + 1}`,
        query,
        id,
        texts.get(id)!,
        at + 1,
        score,
        LABELS[each.at(-1)!]!,
        language,
        intent,
      ]
      rows.push(cells(row))
    }),
  )
  return new File([`${rows.join('\r\n')}\r\n`], 'example.csv', { type: 'text/csv' })
}
