/** What a person is asked about a sheet before it comes in. */
export const importDecisions = {
  title: '需要你决定',
  status: '状态“{{text}}”',
  sellable: '能卖，入库',
  notSellable: '不能卖，拒绝',
  statusHidden: '状态列里有不认识的内容，看起来不像状态，请核对列对应。',
  invisible_other: '{{count, quantity}} 张含有看不见的字符 {{name}}',
  invisibleAllowed: '看不见的字符 {{name}}',
  removeInvisible: '去掉后入库',
  wide_other: '{{count, quantity}} 张的卡号里有全角字符',
  foldWide: '转为半角',
  rounded_other: '{{count, quantity}} 张的长号码第 15 位以后全是 0，多半被表格软件改过',
  roundedAllowed: '长号码第 15 位以后全是 0',
  acceptRounded: '号码就是这样，照样入库',
  smallCosts_other: '{{count, quantity}} 张的成本像是折扣（0.95、9.5 都是 95 折）',
  smallCostsRead: '像折扣的成本（0.95、9.5 都是 95 折）',
  smallCostsAs: { refuse: '拒绝', discount: '按面值打折', cost: '就是成本' },
  hidden_other: '{{count, quantity}} 行在表里是隐藏的',
  includeHidden: '包含隐藏行',
  unknownSku_other: '{{count, quantity}} 张不知道是哪个 SKU，在上面“SKU”里指定',
  furtherColumns_other: '{{count, quantity}} 行多出了列',
  ignoreFurther: '多出的列不要',
};

/** What the check of a sheet says beside its counts; by the code of the warning. */
export const importWarnings = {
  LEADING_ZEROS_MAY_BE_LOST_other: '{{count, quantity}} 张的卡号是数字格式，开头的 0 可能已经丢了',
  MAY_BE_ROUNDED_other: '{{count, quantity}} 张的长号码第 15 位以后全是 0，可能被表格软件改过，请和原文核对',
  GUARD_REMOVED_other: '{{count, quantity}} 张去掉了防变形的引号',
  INVISIBLE_REMOVED_other: '{{count, quantity}} 张去掉了看不见的字符',
  WIDE_FOLDED_other: '{{count, quantity}} 张转为半角',
  WIDE_KEPT_other: '{{count, quantity}} 张的卡密含全角字符，原样保留',
  ODD_CHARACTER_other: '{{count, quantity}} 张含有少见的字符，原样保留',
  LINE_BREAK_INSIDE_other: '{{count, quantity}} 张的卡密里有换行，原样保留',
  SPACE_INSIDE_other: '{{count, quantity}} 张的卡密里有空格，原样保留',
  NUMBER_SEEN_BEFORE_other: '{{count, quantity}} 张的卡号以前出现过，但卡密不同',
  LOOKS_LIKE_ANOTHER_other: '{{count, quantity}} 张与已有的卡只差大小写、空格或横线',
  KEY_BESIDE_LEFT_OUT_other: '{{count, quantity}} 行的右边还有一组同名的列没有导入，请改成上下排列，或换列再导一次',
  FIELD_LEFT_OUT_other:
    '{{count, quantity}} 行有一列是卡密的一部分，但这个 SKU 没有对应的字段，没有导入。要不要先给 SKU 加字段？',
  STATUS_LEFT_OUT_other:
    '{{count, quantity}} 行在备注或没有导入的列里写着“已使用”“已售出”之类，仍按可售入库。那一列是不是状态？',
  COST_LOW_other: '{{count, quantity}} 张的成本不到面值的两成，表里写的会不会是折扣（9.5 即 95 折）？',
  CURRENCY_LEFT_OUT_other: '{{count, quantity}} 行的币种列没有导入，写的是别的币种，成本仍按供应商账户的币种入账',
  ISSUED_BEFORE_other: '{{count, quantity}} 张在恢复的备份之后已经发出或停售过，直接放进隔离区，不会出售',
  AMOUNT_DIFFERS_other: '实际收费与成本合计不一致，对账时按实际收费',
};
