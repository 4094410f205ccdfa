import type { Sentences } from './sentences.ts';

/** Why a file could not be read as a sheet; nothing of it was taken in. */
export const UNREAD_FILES: Sentences = {
  EMPTY_FILE: {
    'zh-CN': '文件是空的:请供应商重发。',
    en: 'The file is empty: ask for it again.',
  },
  NOT_A_SHEET: {
    'zh-CN': '这不是表格或文本。能读 xlsx、xls、et、ods、csv、txt 和 zip。',
    en: 'This is neither a sheet nor text. KaCang reads xlsx, xls, et, ods, csv, txt and zip.',
  },
  TRUNCATED: {
    'zh-CN': '文件不完整:请重新下载,或请供应商重发。',
    en: 'The file is not complete: download it again, or ask for it again.',
  },
  CORRUPT: {
    'zh-CN': '文件已损坏:用 Excel 另存一次,或请供应商重发。',
    en: 'The file is damaged: save it once in Excel, or ask for it again.',
  },
  TOO_LARGE: {
    'zh-CN': '文件太大:请拆成几份。',
    en: 'The file is too large: split it.',
  },
  TOO_MANY_ENTRIES: {
    'zh-CN': '压缩包里的文件太多:请只打包要导入的表。',
    en: 'The zip holds too many files: pack only the sheets.',
  },
  TOO_MANY_COLUMNS: {
    'zh-CN': '列数多得不合理:请用 --separator 指定分隔符。',
    en: 'There are far too many columns: give --separator.',
  },
  ZIP_BOMB: {
    'zh-CN': '压缩包展开后大得不合理,没有打开。',
    en: 'The zip unpacks to an unreasonable size and was not opened.',
  },
  DUPLICATE_ENTRY: {
    'zh-CN': '压缩包里有同名文件:请重新打包。',
    en: 'The zip holds two files of one name: pack it again.',
  },
  ENTRY_REQUIRED: {
    'zh-CN': '压缩包里有多个文件:请用 --entry 指定一个。',
    en: 'The zip holds several files: give --entry.',
  },
  ENTRY_NOT_FOUND: {
    'zh-CN': '压缩包里没有这个文件:请改 --entry。',
    en: 'There is no such file in the zip: change --entry.',
  },
  SHEET_NOT_FOUND: {
    'zh-CN': '文件里没有这个工作表:请改 --sheet。',
    en: 'The file has no such sheet: change --sheet.',
  },
  ENCRYPTED: {
    'zh-CN': '加密方式不认识:请去掉密码,或换一种方式保存。',
    en: 'It is encrypted in a way KaCang does not know: have it saved without a password.',
  },
  PASSWORD_REQUIRED: {
    'zh-CN': '文件有密码:请用 --password-file 给出。',
    en: 'The file has a password: give --password-file.',
  },
  PASSWORD_WRONG: {
    'zh-CN': '文件的密码不对:请检查 --password-file。',
    en: 'The password of the file is wrong: check --password-file.',
  },
  BAD_CELL_REFERENCE: {
    'zh-CN': '文件内部结构有误:用 Excel 另存一次再试。',
    en: 'The file is built wrongly: save it once in Excel and try again.',
  },
  UNDECODABLE: {
    'zh-CN': '按这种编码读不出来:请改 --encoding。',
    en: 'It cannot be read in this encoding: change --encoding.',
  },
  UNCLOSED_QUOTE: {
    'zh-CN': '有引号没有配对:请改正文件。',
    en: 'A quote has no end: mend the file.',
  },
  LINE_TOO_LONG: {
    'zh-CN': '有一行长得不合理:这可能不是要导入的表。',
    en: 'A line is far too long: this may be another kind of file.',
  },
  TOO_MUCH_MEMORY: {
    'zh-CN': '读取占用内存过多,已停止:请拆成几份,或另存为 csv。',
    en: 'Reading it took too much memory and was stopped: split it, or save it as csv.',
  },
  TIMED_OUT: {
    'zh-CN': '读取用时过长,已停止:请另存为 csv 再试。',
    en: 'Reading it took too long and was stopped: save it as csv and try again.',
  },
  ISOLATE_DIED: {
    'zh-CN': '这个文件使读取中断,其他文件不受影响:请另存为 csv 再试。',
    en: 'The file broke its reader; other files are not touched. Save it as csv and try again.',
  },
  FILE_UNREADABLE: {
    'zh-CN': '文件读不出来:请再试一次。',
    en: 'The file cannot be read: try again.',
  },
  SHEET_REFUSED: {
    'zh-CN': '文件读不出来,没有写入。',
    en: 'The file cannot be read and nothing was written.',
  },
  NO_CATALOG_COLUMNS: {
    'zh-CN': '没有认出商品目录的列,没有写入:请看样表的表头。',
    en: 'No columns of a catalogue were found: see the header of the sample sheet.',
  },
  NO_RATE_COLUMNS: {
    'zh-CN': '没有认出币种和汇率的列,没有写入。',
    en: 'No columns with a currency and a rate were found.',
  },
  AMOUNT_NOT_MAPPED: {
    'zh-CN': '没有哪一列是金额,没有写入:请用 --columns 指定。',
    en: 'No column holds an amount and nothing was written: give --columns.',
  },
  ATTACHMENT_NOT_TAKEN: {
    'zh-CN': '附件不是 PDF、PNG 或 JPG,没有保存。',
    en: 'The attachment is no PDF, PNG or JPG; it was not saved.',
  },
  ATTACHMENT_TOO_LARGE: {
    'zh-CN': '附件超过 10 MB,没有保存:请压缩后再试。',
    en: 'The attachment is larger than 10 MB and was not saved: make it smaller.',
  },
  NO_ATTACHMENT: {
    'zh-CN': '这份资料没有附件。',
    en: 'This document has no file.',
  },
  ATTACHMENT_DAMAGED: {
    'zh-CN': '附件已不在数据文件夹里,或已被改动:请从备份恢复。',
    en: 'The attachment is gone from the data folder or was altered: bring it back from a backup.',
  },
};
