import type { Sentences } from './sentences.ts';

/** The shop itself, its people, settings and backups. */
export const SHOP_AND_PEOPLE: Sentences = {
  NOT_CODE_IN_FORCE: {
    'zh-CN': '这个恢复码不是现在有效的那个。',
    en: 'This is not the recovery code in force.',
  },
  JOB_OF_ANOTHER: {
    'zh-CN': '这项任务是别人启动的,只有本人或老板可以停止。',
    en: 'Somebody else started this work: only they or the owner can stop it.',
  },
  ISSUED_LOG_BROKEN: {
    'zh-CN': 'issued.log 与数据库不一致:请从备份恢复。',
    en: 'The issued.log does not agree with the database: restore a backup.',
  },
  WRONG_RECOVERY_CODE: {
    'zh-CN': '恢复码不对。',
    en: 'The recovery code is wrong.',
  },
  USER_DISABLED: {
    'zh-CN': '这个用户已停用:请找老板。',
    en: 'This user is disabled: ask the owner.',
  },
  LAST_OWNER: {
    'zh-CN': '至少要留一位能登录的老板。',
    en: 'At least one owner must be able to sign in.',
  },
  NAME_TAKEN: {
    'zh-CN': '这个名称已被使用,请换一个。',
    en: 'This name is taken: give another one.',
  },
  SECOND_PLACE_FAILED: {
    'zh-CN': '备份已存在本机，但第二份没能写到备份位置。',
    en: 'The backup on this PC is made, but its second copy could not be written.',
  },
  PLACE_UNUSABLE: {
    'zh-CN': '这个备份位置不能用:请换一个文件夹。',
    en: 'This place for backups cannot be used: choose another folder.',
  },
  SHOP_NOT_EMPTY: {
    'zh-CN': '店铺里已有数据,不能载入演示数据:请换一个空文件夹。',
    en: 'The shop is not empty and takes no demo: use an empty folder.',
  },
  FIXED_BY_DOCUMENTS: {
    'zh-CN': '已有单据,本位币和时区不能再改。',
    en: 'Documents are posted: currency and time zone stand.',
  },
  CLOCK_MOVED: {
    'zh-CN': '电脑时间又变了,没有改动:请重新查看。',
    en: 'The clock moved again and nothing was changed: look at it anew.',
  },
  TEMPLATE_INVALID: {
    'zh-CN': '发货模板里有不认识或没有闭合的变量。',
    en: 'The template has a variable that is unknown or not closed.',
  },
};
