import { names } from './column-synonyms.ts';

/* Names of columns in suppliers' price lists and in tables of exchange rates. */

export const PRICE_LIST_SYNONYMS = {
  skuText:
    names(`商品, 商品名称, 商品名, 产品, 产品名称, 产品名, 品名, 名称, 卡种, 卡类, 卡类型, 卡名称, 品类, 规格, 商品规格,
    型号, 套餐, 项目, product, product name, goods, goods name, item, item name, card type, name, title,
    description of goods`),
  supplierCode:
    names(`商品编码, 商品编号, 产品编码, 产品编号, 供应商编码, 对方编码, 商品ID, 产品ID, 货号, 编码, 编号, product code,
    product id, item code, item no, item number, supplier code, supplier sku, code, sku id, goods id`),
  ourCode: names(
    `我方编码, 我方SKU, 商家编码, 外部编码, SKU, SKU编码, our code, our sku, your code, your sku, sku code`,
  ),
  faceValue: names(`面值, 面额, 卡面值, 卡面额, face value, facevalue, denomination, denom`),
  unitPrice:
    names(`单价, 价格, 报价, 供货价, 供价, 结算价, 结算单价, 拿货价, 批发价, 采购价, 采购单价, 进价, 进货价, 成本价, 含税价,
    不含税价, 含票价, 不含票价, 最新价, 现价, 今日价, 今日报价, 优惠价, price, unit price, wholesale price, cost,
    quote, your price, net price, rate`),
  discount: names(`折扣, 折扣率, 折率, 折, 供货折扣, 结算折扣, discount, discount rate`),
  tierPrice: names(`阶梯价, tier price`),
  fromQuantity:
    names(`起始数量, 数量起, 阶梯数量, 起价数量, 满数量, 批量, 数量, 档位, from quantity, from qty, quantity from,
    quantity break, break, quantity, qty`),
  minimumQuantity:
    names(`起订量, 起批量, 起购量, 起订, 起批, 起批数, 起订数, 起订数量, 最小起订, 最小起订量, 最低起订, 最低起订量, 最少起订, 最小购买数量, 最低数量, 起提量, MOQ, minimum order, min order,
    min qty, minimum quantity, minimum order quantity`),
  quantityMultiple: names(
    `倍数, 整倍数, 订货倍数, 整批数量, 每箱, 每包, 装箱数, multiple, order multiple, pack size, case pack`,
  ),
  stock:
    names(`库存, 现货, 可用库存, 现有库存, 库存数量, 剩余库存, 余量, 货量, stock, in stock, available, availability, on hand,
    inventory`),
  promise:
    names(`发货时效, 时效, 交货期, 交货时间, 交货时效, 交付时间, 发货速度, 出卡时间, 出卡速度, 交期, 货期, 发货时间, 到货时间, 出货时间, 供货周期, delivery time, lead time, delivery,
    eta, ships in`),
  currency: names(`币种, 货币, 结算币种, 报价币种, currency, ccy`),
  validTo:
    names(`有效期, 有效期至, 报价有效期, 价格有效期, 截止日期, 有效截止, 失效日期, valid until, valid to, expires,
    expiry, quote valid until`),
  remark: names(`备注, 说明, 附注, 注意事项, remark, remarks, note, notes, comment, comments`),
  ignore: names(`序号, 行号, 原价, 市场价, 官方价, 建议零售价, 零售价, 上次价格, 涨跌, 涨幅, no, no., index, list price,
    retail price, msrp, rrp, old price, change`),
} as const;

export const EXCHANGE_RATE_SYNONYMS = {
  currency: names(`币种, 货币, 货币名称, 外币, 币种代码, 货币代码, currency, currency code, ccy, code, from`),
  occurredOn: names(
    `日期, 时间, 发布日期, 发布时间, 生效日期, 牌价日期, 汇率日期, date, day, rate date, value date, time`,
  ),
  rate: names(`汇率, 中间价, 折算价, 中行折算价, 基准价, 牌价, 现汇卖出价, 记账汇率, rate, exchange rate, mid rate, middle rate,
    reference rate, close`),
  units: names(`单位, 每单位, 外币单位, 交易单位, units, per, unit`),
  ignore: names(`序号, 现汇买入价, 现钞买入价, 现钞卖出价, 备注, no, index, change, 涨跌`),
} as const;
