/** What a row's refusal says: what is wrong, and what the person can do about it. */
export interface RefusalWords {
  readonly what: string;
  readonly remedy: string;
}

const ASK_FOR_TEXT = '请供应商把这一列设为“文本”后重新发来，或直接发 txt。';
const ASK_FOR_TEXT_EN = 'Ask the supplier for the file with this column as text, or for a txt file.';
const CHECK_DAY = '把单元格改成 2026-12-31 这样的日期，或在“有效期”里统一填写。';
const CHECK_DAY_EN = 'Write the day as 2026-12-31, or set one expiry for all under “Expiry”.';
const CHECK_AMOUNT = '核对这一列选得对不对，或改正单元格。';
const CHECK_AMOUNT_EN = 'See whether the right column is chosen, or correct the cell.';
const CHECK_MARKS = `${CHECK_AMOUNT}分号分隔的文件里，1.250 要写成 1250 或 1,25。`;
const CHECK_MARKS_EN = `${CHECK_AMOUNT_EN} In a file separated by semicolons write 1.250 as 1250 or 1,25.`;

export const REFUSAL_WORDS_ZH: Readonly<Record<string, RefusalWords>> = {
  FIELD_MISSING: { what: '卡号或卡密是空的', remedy: '向供应商补要这一张，或核对列对应。' },
  INVISIBLE_CHARACTER: { what: '含有看不见的字符', remedy: '在“需要你决定”里允许去掉，或请供应商重发。' },
  WIDE_CHARACTER: { what: '卡号里有全角字符', remedy: '在“需要你决定”里选择转为半角。' },
  BROKEN_CHARACTER: { what: '有乱码字符', remedy: '换一种编码再读；仍有乱码就请供应商重发。' },
  MASKED_VALUE: { what: '被星号遮住了', remedy: '这是脱敏的表，请供应商发完整卡密。' },
  PLACEHOLDER_TEXT: { what: '是提示语，不是卡密', remedy: '供应商还没发货，向他补要。' },
  LIST_NUMBER: { what: '前面带着列表的序号', remedy: '去掉行首的“1、”再导入，否则会连序号一起卖出去。' },
  WORDS_INSIDE: {
    what: '里面带着“卡号：”“（已使用）”这样的字样，会连字样一起卖出去',
    remedy: '把这一列复制到“粘贴”里导入，会按“卡号：”拆开；本来就要整段发给买家，就在“需要你决定”里照样入库。',
  },
  DAY_FOR_KEY: { what: '是日期，不是卡号或卡密', remedy: '核对列对应：这一列多半是有效期，或者这一行错位了。' },
  TOO_SHORT: { what: '比这个 SKU 规定的短', remedy: '核对列对应；确实没错就改 SKU 的长度规则。' },
  TOO_LONG: { what: '比这个 SKU 规定的长', remedy: '核对列对应和分隔符；确实没错就改 SKU 的长度规则。' },
  PATTERN_MISMATCH: { what: '不符合这个 SKU 的格式', remedy: '核对 SKU 选得对不对；确实没错就改 SKU 的格式规则。' },
  HIDDEN_ROW: { what: '这一行在表里是隐藏的', remedy: '确实要导入就勾选“包含隐藏行”。' },
  TOO_MANY_CELLS: { what: '多出了列，卡密可能被分隔符切断', remedy: '换一个分隔符，或确认多出的列不要。' },
  OUTSIDE_SET: {
    what: '不在完整的一组里（缺卡号或卡密），没有和别的行拼在一起',
    remedy: '看一眼原文这一行：是卡就补全这一组，向供应商补要缺的部分。',
  },
  OTHER_TABLE: {
    what: '在另一个表头下面，那里的列和上面不一样',
    remedy: '把下面这张表另存成一个文件再导入，或把它的列改成和上面一样的顺序。',
  },
  LOOKS_LIKE_SUMMARY: {
    what: '像合计行，但卡密列也有内容',
    remedy: '看一眼原表这一行，是卡密就改掉前面的“合计”字样。',
  },
  LOOKS_LIKE_COMMENT: { what: '像注释行，也可能是卡密', remedy: '看一眼原表这一行，是卡密就去掉开头的 # 或 //。' },
  STATUS_NOT_SELLABLE: {
    what: '状态是已用、已售或作废',
    remedy: '不能入库；有异议请联系供应商。是以前卖掉的卡，可以按“历史”导入，只用来认重。',
  },
  STATUS_SELLABLE: { what: '状态是还能卖', remedy: '历史卡不再能卖：先把还能卖的按“期初”或“采购”导入。' },
  STATUS_UNKNOWN: { what: '不认识这个状态', remedy: '在“需要你决定”里说明它能不能卖。' },
  SCIENTIFIC_NOTATION: { what: '变成了科学计数，后面的数字已经丢失', remedy: ASK_FOR_TEXT },
  TOO_MANY_DIGITS: { what: '超过 15 位的数字，Excel 已经改掉了末尾', remedy: ASK_FOR_TEXT },
  ROUNDED_NUMBER: {
    what: '这一列的长号码第 15 位以后全是 0，多半被表格软件改掉了末尾',
    remedy: `${ASK_FOR_TEXT}号码确实如此，就在“需要你决定”里照样入库。`,
  },
  FRACTIONAL_NUMBER: { what: '变成了小数', remedy: ASK_FOR_TEXT },
  NEGATIVE_NUMBER: { what: '变成了负数', remedy: ASK_FOR_TEXT },
  DATE_CELL: { what: '被 Excel 变成了日期', remedy: ASK_FOR_TEXT },
  BOOLEAN_CELL: { what: '被 Excel 变成了真假值', remedy: ASK_FOR_TEXT },
  FORMULA_ERROR: { what: '公式出错', remedy: '在 Excel 里修好公式再保存。' },
  FORMULA_WITHOUT_VALUE: { what: '公式还没有算出结果', remedy: '用 Excel 打开、保存一次再导入。' },
  NOT_AN_AMOUNT: { what: '不是金额', remedy: CHECK_MARKS },
  TOO_MANY_DECIMALS: { what: '金额超过四位小数', remedy: CHECK_AMOUNT },
  AMOUNT_TOO_LARGE: { what: '金额大得不合理', remedy: CHECK_AMOUNT },
  REFUND_WITHOUT_AMOUNT: { what: '只写了“已退款”，没有金额', remedy: CHECK_AMOUNT },
  NOT_A_QUANTITY: { what: '不是数量', remedy: CHECK_MARKS },
  FRACTIONAL_QUANTITY: { what: '数量不是整数', remedy: CHECK_AMOUNT },
  NOT_A_DAY: { what: '不是日期', remedy: CHECK_DAY },
  NO_SUCH_DAY: { what: '没有这一天', remedy: CHECK_DAY },
  DAY_MONTH_AMBIGUOUS: { what: '分不清哪个是月、哪个是日', remedy: CHECK_DAY },
  YEAR_MISSING: { what: '日期缺年份', remedy: CHECK_DAY },
  DAY_MISSING: { what: '日期缺日', remedy: CHECK_DAY },
  YEAR_OF_TWO_DIGITS: { what: '年份只有两位', remedy: CHECK_DAY },
  TIMESTAMP_NOT_A_DAY: { what: '是时间戳，不是日期', remedy: CHECK_DAY },
  DAY_OUT_OF_RANGE: { what: '日期超出合理范围', remedy: CHECK_DAY },
  NOT_A_DISCOUNT: { what: '不是折扣', remedy: '写成 95折、9.5折 或 0.95。' },
  DISCOUNT_AMBIGUOUS: { what: '分不清是几折', remedy: '写成 95折、9.5折 或 0.95。' },
  NOT_A_DURATION: { what: '不是时长', remedy: CHECK_DAY },
  SKU_UNKNOWN: { what: '不知道是哪个 SKU', remedy: '在“商品”里给这个名称指定 SKU，以后会记住。' },
  FACE_VALUE_DIFFERS: { what: '面值和所选 SKU 不一致', remedy: '按商品列分别指定 SKU，或核对供应商发错没有。' },
  COST_MISSING: { what: '没有成本', remedy: '在“成本”里填单价、折扣或总价。' },
  COST_MERGED: {
    what: '成本写在合并的单元格里，可能是几张的合计',
    remedy: '在“成本”里填单价或总价，或把列名写成“单价”。',
  },
  COST_LIKE_DISCOUNT: {
    what: '成本比面值小得太多，像是折扣（0.95、9.5 都是 95 折）',
    remedy: '在“需要你决定”里说明它是折扣还是成本。',
  },
  CURRENCY_DIFFERS: {
    what: '成本不是这个供应商账户的币种',
    remedy: '在“成本”里按账户币种填单价或总价，或另建该币种的供应商。',
  },
  CURRENCY_COLUMN_DIFFERS: {
    what: '币种列写的不是这个供应商账户的币种',
    remedy: '在“成本”里按账户币种填单价或总价；这一列只说面值的币种时，在“列对应”里改为“不导入”。',
  },
  FACE_CURRENCY_DIFFERS: {
    what: '面值和供应商账户的币种不同，折扣算不出成本',
    remedy: '在“成本”里按账户币种填单价或总价。',
  },
  FACE_VALUE_MISSING: { what: '按折扣算成本，但没有面值', remedy: '给 SKU 填面值，或换一种成本方式。' },
  COST_NEGATIVE: { what: '成本是负数', remedy: CHECK_AMOUNT },
  VALIDITY_OF_MEMBERSHIP: {
    what: '有效期写的时长和会员天数一样，可能是买家得到的时长，不是卡的有效期',
    remedy: '在“有效期”里改选保质期或一个日期；或请供应商写明卡的到期日。',
  },
  ALREADY_EXPIRED: { what: '已经过期', remedy: '不能入库；请供应商换卡。' },
  DUPLICATE_IN_FILE: { what: '这张表里重复出现', remedy: '同一张卡只收一次，无需处理。' },
  SAME_SECRET: { what: '卡密和另一张卡相同', remedy: '多半是重复发货；如果是短 PIN，在 SKU 里打开“短 PIN”。' },
  RE_SENT: { what: '这个供应商同一批已经发过', remedy: '重发的卡，无需再收；对账时别重复付款。' },
  RESOLD: { what: '以前就收过这张卡', remedy: '可能一卡多卖，带着首次来源找供应商退款。' },
};

export const REFUSAL_WORDS_EN: Readonly<Record<string, RefusalWords>> = {
  FIELD_MISSING: {
    what: 'A field of the key is empty',
    remedy: 'Ask the supplier for this key, or check the columns.',
  },
  INVISIBLE_CHARACTER: {
    what: 'Contains an invisible character',
    remedy: 'Allow its removal under “For you to decide”, or ask for the file again.',
  },
  WIDE_CHARACTER: {
    what: 'Full-width characters in the card number',
    remedy: 'Choose to fold them under “For you to decide”.',
  },
  BROKEN_CHARACTER: {
    what: 'Contains a broken character',
    remedy: 'Read it in another encoding, or ask for it again.',
  },
  MASKED_VALUE: { what: 'Masked with asterisks', remedy: 'Ask the supplier for the full keys.' },
  PLACEHOLDER_TEXT: { what: 'A notice, not a key', remedy: 'The supplier has not delivered yet: ask for it.' },
  LIST_NUMBER: {
    what: 'Begins with the number of a list',
    remedy: 'Take “1.” off each line and import again; it would be sold with the key.',
  },
  WORDS_INSIDE: {
    what: 'Words such as “PIN:” or “（used）” stand inside and would be sold with it',
    remedy:
      'Copy this column into the paste box, which parts it by such names; if buyers are to get it whole, say so under “For you to decide”.',
  },
  DAY_FOR_KEY: {
    what: 'A day, not a number or secret',
    remedy: 'Check the columns: this one is probably the expiry, or the row is shifted.',
  },
  TOO_SHORT: { what: 'Shorter than the SKU allows', remedy: "Check the columns, or change the SKU's length rule." },
  TOO_LONG: {
    what: 'Longer than the SKU allows',
    remedy: "Check columns and separator, or change the SKU's length rule.",
  },
  PATTERN_MISMATCH: {
    what: "Does not fit the SKU's pattern",
    remedy: 'See whether the SKU is right, or change its pattern.',
  },
  HIDDEN_ROW: { what: 'The sheet hides this row', remedy: 'Tick “Include hidden rows” if you want it.' },
  TOO_MANY_CELLS: {
    what: 'More cells than columns: a key may have been cut by the separator',
    remedy: 'Choose another separator, or say that the further columns are not needed.',
  },
  OUTSIDE_SET: {
    what: 'Belongs to no whole set of number and secret, and was not joined with another line',
    remedy: 'Look at this line in the text; where it is a key, ask the supplier for what is missing of it.',
  },
  OTHER_TABLE: {
    what: 'Below another header, whose columns differ from those above',
    remedy: 'Save that table as a file of its own, or bring its columns into the order of the first.',
  },
  LOOKS_LIKE_SUMMARY: { what: 'Looks like a total but holds a key', remedy: 'Look at this row in the file.' },
  LOOKS_LIKE_COMMENT: { what: 'Looks like a comment but may be a key', remedy: 'Look at this row in the file.' },
  STATUS_NOT_SELLABLE: {
    what: 'Its status is used, sold or void',
    remedy: 'It cannot be stock; ask the supplier. Keys that you sold before can be imported as history.',
  },
  STATUS_SELLABLE: {
    what: 'Its status says that it can be sold',
    remedy: 'History is never sold again: import what can be sold as opening stock or as a purchase first.',
  },
  STATUS_UNKNOWN: { what: 'The status is not known', remedy: 'Say under “For you to decide” whether it can be sold.' },
  SCIENTIFIC_NOTATION: { what: 'In scientific notation: digits are lost', remedy: ASK_FOR_TEXT_EN },
  TOO_MANY_DIGITS: { what: 'A number beyond 15 digits: Excel has changed its end', remedy: ASK_FOR_TEXT_EN },
  ROUNDED_NUMBER: {
    what: 'All long numbers of this column end in zeros after 15 digits: a spreadsheet has probably changed them',
    remedy: `${ASK_FOR_TEXT_EN} If the numbers are really so, take them under “For you to decide”.`,
  },
  FRACTIONAL_NUMBER: { what: 'Became a fraction', remedy: ASK_FOR_TEXT_EN },
  NEGATIVE_NUMBER: { what: 'Became a negative number', remedy: ASK_FOR_TEXT_EN },
  DATE_CELL: { what: 'Excel made a date of it', remedy: ASK_FOR_TEXT_EN },
  BOOLEAN_CELL: { what: 'Excel made true or false of it', remedy: ASK_FOR_TEXT_EN },
  FORMULA_ERROR: { what: 'A formula error', remedy: 'Mend the formula in Excel and save.' },
  FORMULA_WITHOUT_VALUE: { what: 'A formula without a result', remedy: 'Open and save the file in Excel once.' },
  NOT_AN_AMOUNT: { what: 'Not an amount', remedy: CHECK_MARKS_EN },
  TOO_MANY_DECIMALS: { what: 'More than four decimals', remedy: CHECK_AMOUNT_EN },
  AMOUNT_TOO_LARGE: { what: 'The amount is too large', remedy: CHECK_AMOUNT_EN },
  REFUND_WITHOUT_AMOUNT: { what: '“Refunded” without an amount', remedy: CHECK_AMOUNT_EN },
  NOT_A_QUANTITY: { what: 'Not a quantity', remedy: CHECK_MARKS_EN },
  FRACTIONAL_QUANTITY: { what: 'The quantity is not whole', remedy: CHECK_AMOUNT_EN },
  NOT_A_DAY: { what: 'Not a day', remedy: CHECK_DAY_EN },
  NO_SUCH_DAY: { what: 'There is no such day', remedy: CHECK_DAY_EN },
  DAY_MONTH_AMBIGUOUS: { what: 'Day and month cannot be told apart', remedy: CHECK_DAY_EN },
  YEAR_MISSING: { what: 'The year is missing', remedy: CHECK_DAY_EN },
  DAY_MISSING: { what: 'The day is missing', remedy: CHECK_DAY_EN },
  YEAR_OF_TWO_DIGITS: { what: 'The year has two digits', remedy: CHECK_DAY_EN },
  TIMESTAMP_NOT_A_DAY: { what: 'A time stamp, not a day', remedy: CHECK_DAY_EN },
  DAY_OUT_OF_RANGE: { what: 'The day is out of range', remedy: CHECK_DAY_EN },
  NOT_A_DISCOUNT: { what: 'Not a discount', remedy: 'Write it as 95% or 0.95.' },
  DISCOUNT_AMBIGUOUS: { what: 'The discount can be read two ways', remedy: 'Write it as 95% or 0.95.' },
  NOT_A_DURATION: { what: 'Not a duration', remedy: CHECK_DAY_EN },
  SKU_UNKNOWN: {
    what: 'The SKU is not known',
    remedy: 'Give this name a SKU under “Products”; it is remembered.',
  },
  FACE_VALUE_DIFFERS: {
    what: "The face value is not the SKU's",
    remedy: 'Assign SKUs by the product column, or ask whether the wrong cards were sent.',
  },
  COST_MISSING: { what: 'No cost', remedy: 'Give a unit cost, a discount or a total under “Cost”.' },
  COST_MERGED: {
    what: 'The cost is merged over several rows and may be what they come to together',
    remedy: 'Give a unit cost or a total under “Cost”, or name the column “Unit cost”.',
  },
  COST_LIKE_DISCOUNT: {
    what: 'A cost so far below the face value looks like a discount (0.95 and 9.5 are both 95 %)',
    remedy: 'Say under “For you to decide” whether it is a discount or a cost.',
  },
  CURRENCY_DIFFERS: {
    what: 'The cost is not in the currency of this supplier’s account',
    remedy: 'Give a unit cost or a total in that currency under “Cost”, or keep a supplier in the other one.',
  },
  CURRENCY_COLUMN_DIFFERS: {
    what: 'The currency column names another currency than this supplier’s account',
    remedy:
      'Give a unit cost or a total in the account’s currency under “Cost”; where the column is about face values only, leave it out under “Columns”.',
  },
  FACE_CURRENCY_DIFFERS: {
    what: 'Face value and supplier’s account are in different currencies: a discount gives no cost',
    remedy: 'Give a unit cost or a total in the account’s currency under “Cost”.',
  },
  FACE_VALUE_MISSING: {
    what: 'Cost by discount, but no face value',
    remedy: 'Give the SKU a face value, or choose another way of costing.',
  },
  COST_NEGATIVE: { what: 'The cost is negative', remedy: CHECK_AMOUNT_EN },
  VALIDITY_OF_MEMBERSHIP: {
    what: 'The validity is as long as the membership: it may be what the buyer gets',
    remedy: 'Choose the shelf life or a day under “Expiry”, or ask for the day on which the key ends.',
  },
  ALREADY_EXPIRED: { what: 'Already expired', remedy: 'It cannot be stock; ask for another key.' },
  DUPLICATE_IN_FILE: { what: 'Comes twice in this sheet', remedy: 'It is taken once; nothing to do.' },
  SAME_SECRET: {
    what: 'Has the secret of another key',
    remedy: 'Most likely sent twice; for short PINs switch on “Short PIN” in the SKU.',
  },
  RE_SENT: {
    what: 'This supplier sent it before in the same lot',
    remedy: 'Nothing to take; see that it is not paid twice.',
  },
  RESOLD: {
    what: 'We held this key before',
    remedy: 'It may have been sold twice: claim it with where it first came from.',
  },
};
