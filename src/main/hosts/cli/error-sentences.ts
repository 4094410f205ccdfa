import { BOOKS } from './sentences/books.ts';
import { CATALOGUE_AND_SUPPLIERS } from './sentences/catalogue-and-suppliers.ts';
import { PURCHASING } from './sentences/purchasing.ts';
import type { Sentences } from './sentences/sentences.ts';
import { SHOP_AND_PEOPLE } from './sentences/shop-and-people.ts';
import { STOCK_AND_SALES } from './sentences/stock-and-sales.ts';
import { UNREAD_FILES } from './sentences/unread-files.ts';

/** What a script's writer meets most. */
const COMMON: Sentences = {
  UNEXPECTED: {
    'zh-CN': '出现意外错误,详情见数据文件夹中的日志。',
    en: 'Something unexpected happened; the log in the data folder has the details.',
  },
  CANCELLED: { 'zh-CN': '已取消。', en: 'Cancelled.' },
  INVALID_INPUT: { 'zh-CN': '输入不符合要求。', en: 'The input is not what the procedure takes.' },
  SIGN_IN_NEEDED: {
    'zh-CN': '需要登录:请设置 KACANG_USER 和 KACANG_PASSPHRASE。',
    en: 'Signing in is needed: set KACANG_USER and KACANG_PASSPHRASE.',
  },
  WRONG_PASSPHRASE: { 'zh-CN': '用户或口令不对。', en: 'The user or the passphrase is wrong.' },
  SLOWED_DOWN: { 'zh-CN': '错误次数太多,请稍后再试。', en: 'Too many wrong tries; wait a while.' },
  PERMISSION_DENIED: { 'zh-CN': '没有这项权限。', en: 'The person has not the right for this.' },
  DAILY_LIMIT_REACHED: { 'zh-CN': '已达到今天的限额。', en: "The person's limit for today is reached." },
  SHOP_STATE: { 'zh-CN': '店铺现在不能这样做。', en: 'The shop does not take this as it stands.' },
  NOT_FOUND: {
    'zh-CN': '找不到所指的内容,没有改动:请核对写法,或先建好它。',
    en: 'What was named does not exist and nothing was changed: check how it is written, or make it first.',
  },
  INVALID_VALUE: { 'zh-CN': '有一个值不符合规则。', en: 'A value breaks a rule.' },
  AMBIGUOUS_ENCODING: {
    'zh-CN': '分不清是哪种编码,请用 --encoding 指定。',
    en: 'The encoding is not clear: give --encoding.',
  },
  COLUMNS_UNSETTLED: {
    'zh-CN':
      '看不出金额有没有扣掉优惠或退款,没有写入:请用 --columns 逐列写明;还要扣的写 discount、refund 或 net,已经扣过的写 ignore。',
    en: 'Whether amounts are without their discount or refund cannot be told; nothing was written. Give --columns: discount, refund or net where it is still to come off, ignore where it is off already.',
  },
  INSUFFICIENT_STOCK: { 'zh-CN': '库存不足,没有提卡。', en: 'There is not enough stock; nothing was handed out.' },
  ORDER_ALREADY_DELIVERED: {
    'zh-CN': '这个订单已经提过卡,没有再提。',
    en: 'This order was served before; nothing was handed out.',
  },
  FILE_ALREADY_IMPORTED: {
    'zh-CN': '同样的文件已经导入过;确要再导请加 --allow-repeat。',
    en: 'The very same file was imported before; --allow-repeat goes on.',
  },
  TOTALS_DO_NOT_AGREE: {
    'zh-CN': '表中合计与行数不符;确要导入请加 --accept-broken-totals。',
    en: "The sheet's own counts do not add up; --accept-broken-totals goes on.",
  },
  STATEMENT_BREAKS: {
    'zh-CN': '对账单自身不平;确要导入请加 --accept-breaks。',
    en: 'The statement contradicts itself; --accept-breaks goes on.',
  },
  NOTHING_TO_IMPORT: {
    'zh-CN': '没有一行可以入库,没有导入:请看各行的原因,或用 --columns 指定各列。',
    en: 'Nothing was imported: no row of the sheet can be taken in. See the reasons of its rows, or give --columns.',
  },
  STATEMENT_EMPTY: {
    'zh-CN': '对账单没有一行可读,没有导入:请看各行的原因,或用 --columns 指定各列。',
    en: 'Nothing was imported: no line of the statement can be read. See the reasons of its rows, or give --columns.',
  },
  BACKUP_UNUSABLE: { 'zh-CN': '这不是完整的卡仓备份。', en: 'This is no whole backup of KaCang.' },
  DAY_SETTLED: {
    'zh-CN': '这一天的往来账已由对账单结清,没有记入。请改用之后的日期,或先反结清这张对账单。',
    en: "A settled statement has this day of the supplier's account; nothing was posted. Use a later day, or re-open that statement first.",
  },
  MONTH_CLOSED: {
    'zh-CN': '这个月已经结账,没有记入。请改用 data.openMonth 里的日期,或先反结账。',
    en: 'The month is closed and nothing was posted: use a day from data.openMonth on, or re-open the month first.',
  },
  STORAGE_FAILED: {
    'zh-CN': '磁盘已满或不可写,没有改动。',
    en: 'The disk is full or cannot be written; nothing was changed.',
  },
  ISSUED_LOG_FAILED: {
    'zh-CN':
      '已经办成,但磁盘满了,issued.log 写不进去:不要再办一次。请腾出空间,再用 deliveries export 导出,或用同一个 --command-id 重试。',
    en: 'It was carried out, but issued.log could not be written: do not do it again. Make room, then use deliveries export, or the same --command-id.',
  },
  COMMAND_ID_REUSED: {
    'zh-CN': '这个 commandId 已用于其他输入。',
    en: 'This commandId came with another input before.',
  },
  WINDOW_LOCKED: {
    'zh-CN': '窗口已锁定,没有执行:请先在卡仓里解锁。',
    en: 'The window is locked and nothing was done: unlock it in KaCang first.',
  },
  VAULT_LOCKED: {
    'zh-CN': '密钥库已锁定,没有执行:请先用口令打开。',
    en: 'The vault is locked and nothing was done: open it with a passphrase first.',
  },
  CHANGED_MEANWHILE: {
    'zh-CN': '读取之后有人改过,没有写入:请重新运行。',
    en: 'Somebody changed it after it was read; nothing was written. Run the command again.',
  },
  RESTART_NEEDED: {
    'zh-CN': '卡仓需要重新启动后才能继续。',
    en: 'KaCang has to be started again first.',
  },
  SHOP_DAMAGED: {
    'zh-CN': '店铺数据库打不开:请用 kacang restore 恢复备份。',
    en: "The shop's database cannot be opened: restore a backup with kacang restore.",
  },
  FILE_TOO_LARGE: {
    'zh-CN': '文件太大(上限见 data.maximumMebibytes):请拆成几份,分别处理。',
    en: 'The file is too large (data.maximumMebibytes is the limit): split it and give the parts one by one.',
  },
  FILE_INCOMPLETE: {
    'zh-CN': '文件没有传完整,没有写入:请确认它没有被别的程序改动,再运行一次。',
    en: 'The file did not arrive whole and nothing was written: see that no other program is changing it, and run the command again.',
  },
  FILE_NOT_OPENED: {
    'zh-CN': '文件打不开,什么也没有改动。',
    en: 'The file cannot be opened; nothing was changed.',
  },
  FILE_IN_USE: {
    'zh-CN': '文件正被别的程序打开,例如 Excel:请关闭后再运行。',
    en: 'The file is open in another program, such as Excel: close it there and run the command again.',
  },
  FOLDER_NOT_WRITABLE: {
    'zh-CN': '文件写不进去:请换一个文件夹。',
    en: 'The file cannot be written: choose another folder.',
  },
  FILE_NOT_WRITTEN: {
    'zh-CN': '文件没有写成(磁盘满了,或写不进去),没有留下半个文件:请腾出空间或换一个位置。',
    en: 'The file could not be written (the disk is full or takes nothing) and no half of it was left: make room, or choose another place.',
  },
  KEYS_NOT_WRITTEN: {
    'zh-CN': '卡已经提出,但没有写成文件:不要再提一次,请用 kacang deliveries export 加提卡单号导出。',
    en: 'The keys were handed out but not written: do not dispense again, write them with kacang deliveries export and the number.',
  },
  NO_SHOP: {
    'zh-CN': '文件夹里没有店铺:请用 --data 指明,或用 kacang init 建立。',
    en: 'There is no shop in the folder: name another with --data, or make one with kacang init.',
  },
  NOT_RUNNING: { 'zh-CN': '这个文件夹没有开着窗口的卡仓。', en: 'No KaCang with a window runs on the folder.' },
  KEYS_SIDE_BY_SIDE: {
    'zh-CN': '各列看起来是一样的卡密,一行里像有好几张:请改成每行一张,或用 --columns 指定每一列。',
    en: 'The columns look alike, as if a line held several keys: put each key on a line of its own, or give --columns.',
  },
  NO_KEY_COLUMNS: {
    'zh-CN': '没有认出卡密所在的列:请用 --columns 指定。',
    en: 'No column of the sheet was recognised as a key: give --columns.',
  },
  FILE_EXPIRED: {
    'zh-CN': '准备好的文件已过期清除:请重新运行生成它的命令。',
    en: 'The prepared file waited too long and is gone: run the command that makes it again.',
  },
  FILE_NOT_STAGED: {
    'zh-CN': '上传的文件已不在,没有写入:请重新运行。',
    en: 'The uploaded file is gone; nothing was written. Run the command again.',
  },
  CODE_TAKEN: { 'zh-CN': '这个编码已被使用,请换一个。', en: 'This code is taken: give another one.' },
  SUPPLIER_LOST: {
    'zh-CN': '这家供应商已认定失联,不能下单或充值。',
    en: 'This supplier was declared lost: nothing can be ordered or paid there.',
  },
  ORDER_STATE_FORBIDS: {
    'zh-CN': '采购单现在的状态不能这样做,没有写入。',
    en: 'The order is in a state that does not allow it, and nothing was written.',
  },
  RATE_MISSING: {
    'zh-CN': '缺这一天的汇率,没有写入:请先在“进货 › 汇率”里录入。',
    en: 'There is no exchange rate for this day and nothing was written: enter one under Exchange rates first.',
  },
  SKU_ARCHIVED: {
    'zh-CN': 'SKU 已归档,没有写入:先在商品里恢复它,或换一个 SKU。',
    en: 'The SKU is archived and nothing was written: restore it in the catalogue, or give another SKU.',
  },
  NO_SKU_ASSIGNED: {
    'zh-CN': '有的行没有对应的 SKU,没有写入:请用 --sku 指定。',
    en: 'Some rows have no SKU and nothing was written: give --sku.',
  },
  ROLE_TWICE: {
    'zh-CN': '同一用途指定了两列,没有写入:请改 --columns。',
    en: 'Two columns have the same role and nothing was written: change --columns.',
  },
  FIELD_NOT_MAPPED: {
    'zh-CN': 'SKU 的一个字段没有对应的列,没有写入:请用 --columns 指定。',
    en: 'A field of the SKU has no column and nothing was written: give --columns.',
  },
  NOT_CLAIMED: {
    'zh-CN': '要换的卡里有的不在索赔中,没有写入。',
    en: 'A key that is to be replaced is not claimed; nothing was written.',
  },
  CLAIM_REFUNDED: {
    'zh-CN': '要换的卡里有的已经退过款,没有写入:换别的坏卡,或先冲销那笔退款。',
    en: 'A key that is to be replaced was refunded and nothing was written: name another, or reverse the refund.',
  },
  TOO_FEW_REPLACEMENTS: {
    'zh-CN': '补来的卡比索赔的少,没有写入:请只选补到的那些卡。',
    en: 'Fewer keys came than are claimed and nothing was written: name only those that were replaced.',
  },
  PRICE_NOT_MAPPED: {
    'zh-CN': '没有哪一列是价格,没有写入:请用 --columns 指定。',
    en: 'No column holds a price and nothing was written: give --columns.',
  },
  PRODUCT_NOT_MAPPED: {
    'zh-CN': '没有哪一列是商品,没有写入:请用 --columns 指定。',
    en: 'No column says which product and nothing was written: give --columns.',
  },
  TIER_NOT_NAMED: {
    'zh-CN': '阶梯价的列名要是数量(如“100张起”),没有写入:请改表头。',
    en: "A tier's column must be named by its quantity, such as “100+”; nothing was written. Change its header.",
  },
  TOO_MANY_ROWS: {
    'zh-CN': '行数太多,没有写入:请拆成几份。',
    en: 'There are too many rows and nothing was written: split the file.',
  },
  NOTHING_TO_POST: {
    'zh-CN': '这份价目表没有任何变化,没有写入;不用再做什么。若本该有变化,请看 --dry-run 列出的每一行。',
    en: 'This price list changes nothing and nothing was written. If it should, --dry-run says what became of each row.',
  },
  PRICES_CHANGED_MEANWHILE: {
    'zh-CN': '比较之后价格又有变动,没有写入:请重新运行。',
    en: 'Prices changed after they were compared and nothing was written: run the command again.',
  },
};

/** A sentence for each declared error; the code and its data say the rest. */
export const SENTENCES: Sentences = {
  ...UNREAD_FILES,
  ...SHOP_AND_PEOPLE,
  ...CATALOGUE_AND_SUPPLIERS,
  ...PURCHASING,
  ...STOCK_AND_SALES,
  ...BOOKS,
  ...COMMON,
};
