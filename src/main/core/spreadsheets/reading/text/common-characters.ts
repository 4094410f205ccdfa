/**
 * What Chinese text looks like when it was decoded right: the characters that fill most of any text, simplified and
 * traditional, with those of our trade. Text decoded wrongly is made of characters that nobody uses.
 */
const SIMPLIFIED =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运' +
  '卡号密码额值效批状态备注订单支付宝微信账帐商户称型余收流退款手续费充点券会员激活兑换序列未售废计价折扣元角优惠店铺宝贝买卖客服快递编邮箱录登游戏币礼包季周终永久兹对总收付款方级别版本渠供应货库存';
const TRADITIONAL =
  '這個們來為國說時會對於過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話內給門東聲員解論處義幾認條係氣題爾別變總電報結務場計資許統區隊決馬書則聽卻達強難權設類據邊張該規萬覺術領確傳師觀讓識帶導爭運' +
  '卡號密碼額值效狀態備註訂單寶帳戶稱餘儲續費會員啟兌換序廢價優惠鋪買賣遊戲幣禮包週終應貨庫數點購實體虛擬發票';

export const COMMON_CHARACTERS: ReadonlySet<string> = new Set(SIMPLIFIED + TRADITIONAL);

/** Words that stand in the headers of key sheets, statements and bills. */
export const HEADER_WORDS: readonly string[] = (
  '卡号 卡密 密码 面值 面额 有效期 过期时间 到期日 批次 状态 备注 序号 序列号 激活码 兑换码 账号 账户 金额 订单 单号 ' +
  '交易 时间 日期 商品 名称 数量 单价 合计 总计 余额 收入 支出 类型 供应商 支付宝 微信 未使用 已使用 ' +
  '卡號 密碼 面額 有效期限 到期日 狀態 備註 序號 帳號 金額 訂單 單號 交易 時間 日期 商品 名稱 數量 單價 合計 總計 餘額'
).split(' ');
