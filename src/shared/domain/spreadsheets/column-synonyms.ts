/** Names of columns as suppliers and card systems write them, by what they hold. Sources: exports of public card shops. */
export function names(list: string): readonly string[] {
  return list.split(/,\s*/).map((name) => name.trim());
}

export const KEY_SHEET_SYNONYMS = {
  cardNumber:
    names(`卡号, 卡號, 卡号码, 卡片号, 卡片号码, 充值卡号, 礼品卡号, 点卡号, 点卡卡号, 序列号, 序号码, 流水卡号, 编码, 卡编号,
    卡券号, 券号, 券码编号, SN, S/N, card number, card no, cardno, card_number, cardnum, card, serial,
    serial number, serial no, serialno, serial_number, card id, cardid, 卡ID, voucher number`),
  secret:
    names(`卡密, 卡密码, 卡密碼, 激活碼, 啟用碼, 兌換碼, 充值碼, 序號碼, 充值密码, 充值码, 激活码, 兑换码, 兑换密码, 兑换代码, CDK, CDKEY, CD-KEY, 密钥, 秘钥, 注册码,
    序列码, 礼品码, 券码, 券密码, 核销码, 核销密码, 卡券密码, 提货码, 提取码, 密文, 点卡密码, 游戏码, KEY码, PIN, PIN码, pin code,
    code, key, keys, secret, card secret, card password, cardpwd, card_pwd, cardpassword, redeem code,
    redemption code, activation code, gift code, voucher code, license, license key, serial key, game key,
    卡密信息, 卡密内容, 卡券码, 券密, 卡券密, 兑换口令, 领取码, 消费码, 使用码, redeem, serial code, voucher`),
  account:
    names(`账号, 帳號, 賬號, 帳戶, 帐号, 账户, 帐户, 账户名, 用户名, 登录名, 登录账号, 邮箱, 邮箱账号, 邮箱地址, 手机号, account, username,
    user name, user, login, email, e-mail, mail, account name`),
  password: names(`密码, 密碼, 登录密码, 账号密码, 帐号密码, 口令, password, passwd, pwd, login password`),
  redeemLink:
    names(`兑换链接, 链接, 领取链接, 激活链接, 短链接, 短链, 网址, 兑换地址, 领取地址, H5链接, url, link, redeem link,
    redeem url, redemption url, redemption link, claim url, claim link`),
  otherField:
    names(`邮箱密码, 辅助邮箱, 辅助邮箱密码, 备用邮箱, 密保, 密保问题, 密保答案, 二次验证, 2FA, 2fa密钥, token, 校验码, 验证码, CVV, cvv2, 安全码,
    recovery email`),
  faceValue:
    names(`面值, 面额, 面額, 卡面值, 卡面额, 金额, 面值金额, 充值金额, 档位, 额度, 点数, 数值, face value, facevalue,
    face_value, denomination, value, amount, denom`),
  unitCost:
    names(`成本, 成本价, 进价, 进货价, 采购价, 采购单价, 单价, 结算价, 结算单价, 供货价, 拿货价, 批发价, 价格, 购买单价,
    含税单价, cost, unit cost, price, unit price, purchase price, cost price`),
  discount: names(`折扣, 折扣率, 折率, 折, 汇率折扣, discount, discount rate, rate`),
  currency: names(
    `币种, 货币, 币别, 成本币种, 采购币种, 结算币种, 交易币种, currency, currency code, cost currency, ccy`,
  ),
  expiresOn:
    names(`有效期, 有效日期, 有效时间, 使用有效期, 卡有效期, 兑换有效期, 兑换截止, 到期, 有效期限, 有效期至, 有效期止, 有效截止日期, 有效截止, 过期时间, 过期日期, 过期日, 到期时间, 到期日期, 到期日,
    失效时间, 失效日期, 截止日期, 截止时间, 截止有效期, 使用期限, 最晚使用日期, 质保到期, expiry, expiry date,
    expiry_date, expire, expire date, expires, expires on, expires at, expiration, expiration date, expiretime,
    expire_time, valid until, valid to, deadline, card_deadline, exp, exp date, valid
    thru, valid through, use by`),
  batchNumber:
    names(`批次, 批次号, 批号, 批次编号, 入库批次, 发货批次, batch, batch no, batch number, batchno, batch_no, lot,
    lot number`),
  status:
    names(`状态, 狀態, 使用狀態, 卡状态, 卡密状态, 使用状态, 卡片状态, 是否使用, 是否已使用, 是否已用, 是否售出, 销售状态, 库存状态,
    status, state, used, is used, card status`),
  skuText:
    names(`商品, 商品名称, 商品名, 产品, 产品名称, 产品名, 品名, 名称, 卡种, 卡类, 卡类型, 卡名称, 类型, 品类, 规格,
    商品规格, 商品类型, 型号, 品牌, 套餐, SKU, sku name, sku code, 商品编码, 商品编号, product, product name,
    goods, goods name, item, item name, type, card type, cardtype, name, title`),
  region:
    names(`地区, 区域, 国家, 国区, 区服, 服务器, 大区, 平台, 国家地区, 国家/地区, region, country, server, area, platform,
    store region`),
  remark:
    names(`备注, 说明, 备注信息, 附注, 预告, 预告信息, 使用说明, 注意事项, remark, remarks, note, notes, memo, comment,
    comments, description`),
  ignore:
    names(`序号, 行号, 编号, 数量, 张数, 创建时间, 创建日期, 导入时间, 添加时间, 入库时间, 生成时间, 使用者, 使用时间,
    使用人, 使用日期, 出库时间, 提卡时间, 发货时间, 订单号, 供应商, 汇率, 加价, 面值币种, 面额币种, 卡币种, 操作, no,
    no., index, id, quantity, qty, created at, create time, createtime, used at, used time, supplier, order no,
    order number, face currency, face value currency, card currency`),
} as const;

export const STATEMENT_SYNONYMS = {
  occurredOn:
    names(`日期, 时间, 交易时间, 交易日期, 发生时间, 发生日期, 业务日期, 业务时间, 记账时间, 记账日期, 入账时间, 动账时间,
    结算时间, 结算日期, 下单时间, 下单日期, 提卡时间, 提卡日期, 提货时间, 出库日期, 出库时间, 发货时间, 发货日期,
    创建时间, 订单时间, 订单日期, 完成时间, 交易创建时间, 付款时间, 支付时间, 充值时间, 单据日期, 开单日期,
    送货日期, date, time, order date, transaction date, transaction time, created at, create time, posted on,
    invoice date, day`),
  externalNumber:
    names(`单号, 订单号, 订单编号, 流水号, 交易号, 交易单号, 交易流水号, 单据号, 单据编号, 单据号码, 系统单号, 系统订单号,
    平台单号, 平台订单号, 账务流水号, 业务流水号, 资金流水单号, 支付宝交易号, 微信支付业务单号, 提卡单号, 提货单号,
    出库单号, 发货单号, 送货单号, 对账单号, 凭证号, 业务单号, order no, order number, order id, orderid, order_no,
    transaction id, transaction no, document no, document number, reference, ref, ref no, reference no, invoice no,
    invoice number, trade no`),
  ourNumber:
    names(`我方单号, 我方订单号, 客户单号, 客户订单号, 商户订单号, 商户单号, 商家订单号, 外部单号, 外部订单号, 采购单号,
    采购订单号, 买方单号, 合作方单号, 下游单号, 下游订单号, 第三方单号, your order, your reference, your ref,
    customer order no, customer_order_no, customer reference, out trade no, out_trade_no, purchase order,
    po number, po no, po, merchant order no`),
  product:
    names(`商品, 商品名称, 商品名, 产品, 产品名称, 品名, 名称, 品名规格, 商品/规格, 品名及规格, 货品, 货品名称, 卡种,
    卡类型, 卡名称, 规格, 品类, 摘要, 项目, 商品说明, product, product name, item, item name, goods, sku,
    particulars`),
  quantity:
    names(`数量, 张数, 件数, 提卡数量, 购买数量, 发货数量, 数量(张), 商品数量, 个数, quantity, qty, count, pieces, pcs,
    units`),
  unitPrice: names(
    `单价, 结算单价, 结算价, 采购单价, 供货价, 含税单价, 商品单价, 价格, unit price, price, unit cost, rate`,
  ),
  amount: names(`金额, 总金额, 交易金额, 发生额, 发生金额, 变动金额, 结算金额, 应付金额, 应收金额, 总价, 小计金额,
    合计金额, 订单金额, 货款, 金额小计, 收支金额, 动账金额, 价税合计, 扣款金额, amount, total, total amount,
    line total, transaction amount, sum, change`),
  income:
    names(`收入, 收入金额, 收入(元), 存入, 存入金额, 转入, 贷方, 贷方金额, 充值, 充值金额, 付款, 付款金额, 本期付款, 已付,
    已付金额, 入账, 入账金额, 加款, 加款金额, 预存, income, credit, deposit, paid, payment, payments, in, received,
    top-up, top up`),
  expense:
    names(`支出, 支出金额, 支取, 支取金额, 转出, 借方, 借方金额, 扣款, 消费, 消费金额, 出账, 出账金额, 提卡金额, 应付,
    采购金额, 欠款金额, expense, debit, withdrawal, charge, charged, out, purchases`),
  direction:
    names(`收/支, 收支, 收支类型, 收支方向, 借贷, 借/贷, 借贷标志, 借贷方向, 动账方向, 方向, direction, dr/cr, drcr,
    in/out`),
  type: names(`类型, 交易类型, 业务类型, 业务名称, 账务类型, 费用类型, 费用名称, 单据类型, 变动类型, 交易分类, 类别, 操作类型,
    业务描述, 动账场景, type, kind, transaction type, category, operation`),
  balance:
    names(`余额, 账户余额, 账户结余, 结余, 当前余额, 剩余余额, 可用余额, 变动后余额, 交易后余额, 预存余额, 期末余额,
    累计欠款, 欠款余额, 结存, 账面余额, balance, running balance, closing balance, balance after,
    remaining balance`),
  currency: names(`币种, 货币, 币别, 结算币种, 交易币种, currency, currency code, ccy`),
  fee: names(`手续费, 服务费, 技术服务费, 平台服务费, fee, fees, service fee, commission`),
  discount:
    names(`优惠, 优惠金额, 优惠总金额, 优惠额, 折扣, 折扣金额, 折扣额, 折让, 折让金额, 立减, 立减金额, 减免, 减免金额, 让利, 让利金额,
    抵扣, 抵扣金额, discount, discounts, discount amount`),
  refund:
    names(`退款, 退款金额, 退款额, 已退款, 已退款金额, 已退金额, 成功退款, 退货金额, 退回金额, refund, refunds, refund amount,
    refunded, refunded amount, amount refunded`),
  net: names(`实付, 实付金额, 实付款, 实际支付, 实际支付金额, 实际付款, 实收, 实收金额, 折后金额, 优惠后金额, 折后价, 净额, net, net amount,
    net total`),
  status: names(`状态, 交易状态, 订单状态, 当前状态, 结算状态, 资金状态, status, state, order status`),
  remark: names(
    `备注, 说明, 附言, 附注, 备注信息, 费率备注, 描述, remark, remarks, note, notes, memo, comment, description`,
  ),
  ignore: names(`序号, 行号, 变动前余额, 交易前余额, 期初余额, 操作员, 操作人, 单位, 对方账号, 对方账户, 交易对方, no,
    no., index, unit, operator, balance before`),
} as const;

export const STOCK_TAKE_SYNONYMS = {
  cardNumber: KEY_SHEET_SYNONYMS.cardNumber,
  secret: KEY_SHEET_SYNONYMS.secret,
  account: KEY_SHEET_SYNONYMS.account,
  status: [
    ...KEY_SHEET_SYNONYMS.status,
    ...names(
      `使用情况, 核销状态, 兑换状态, 激活状态, 充值状态, 结果, 查询结果, 检测结果, result, redeemed, check result`,
    ),
  ],
  usedOn:
    names(`使用时间, 使用日期, 核销时间, 核销日期, 兑换时间, 兑换日期, 激活时间, 激活日期, 充值时间, 充值日期, 消费时间,
    used at, used on, used time, used date, redeemed at, redeemed on, redemption date, activated at`),
  skuText: KEY_SHEET_SYNONYMS.skuText,
  remark: KEY_SHEET_SYNONYMS.remark,
  ignore:
    names(`序号, 行号, 面值, 面额, 金额, 有效期, 过期时间, 批次, 批次号, 创建时间, no, index, id, face value, expiry,
    batch`),
} as const;

export const CATALOGUE_SYNONYMS = {
  skuCode: names(`SKU编码, SKU编号, 商品编码, 商品编号, 商家编码, 货号, 编码, SKU, sku code, code, sku id, item code`),
  brand: names(`品牌, 品牌名称, 厂商, brand, publisher, issuer`),
  product: names(`商品, 商品名称, 商品名, 产品, 产品名称, product, product name, title`),
  skuName: names(`规格, 规格名称, 商品规格, SKU名称, 名称, sku name, name, variant, option`),
  faceValue: names(`面值, 面额, face value, denomination, value`),
  faceValueUnit: names(`面值单位, 面值币种, 币种, 单位, face value unit, currency, unit`),
  region: names(`地区, 区域, 国家, 国家/地区, 区服, region, country, area`),
  platform: names(`平台, 使用平台, 服务器, platform, server`),
  deliveryKind: names(`发货方式, 交付方式, 商品类型, 类型, 充值方式, delivery, delivery kind, delivery type, type`),
  membershipDays: names(`会员天数, 时长, 会员时长, 权益天数, membership days, duration, membership`),
  shelfLifeDays: names(
    `保质期, 保质天数, 有效天数, 卡密有效期, 有效期(天), 有效期天数, shelf life, shelf life days, valid days`,
  ),
  minimumDaysLeft: names(`最少剩余天数, 最低剩余有效期, 可售最少天数, minimum days left, min days left`),
  uses: names(`可用次数, 使用次数, 循环次数, uses, use count`),
  salePrice: names(`售价, 销售价, 零售价, 标价, sale price, selling price, retail price, price`),
  minimumStock: names(
    `最低库存, 安全库存, 预警库存, 库存预警, 最小库存, minimum stock, min stock, safety stock, reorder point`,
  ),
  unitCost: names(`成本, 成本价, 进价, 进货价, 采购价, cost, unit cost, purchase price`),
  status: names(`状态, 上架状态, status, state, archived`),
  remark: names(`备注, 说明, remark, remarks, note, notes, description`),
  ignore: names(`序号, 行号, 库存, 现有库存, 可用库存, no, index, stock, on hand`),
} as const;
