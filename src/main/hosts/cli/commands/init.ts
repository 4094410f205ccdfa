import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import type { CommandId } from '#shared/domain/ids.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command-errors.ts';
import { optionalText, requiredText } from '../option-values.ts';

/** Makes a shop without a window; the counterpart of the first start. */
export const init: Command = {
  name: 'init',
  usage: '--data DIR --business NAME [--recovery-file FILE]',
  summary: { 'zh-CN': '建立店铺', en: 'make a shop' },
  options: {
    business: { type: 'string' },
    'recovery-file': { type: 'string' },
    currency: { type: 'string', default: 'CNY' },
    'time-zone': { type: 'string', default: 'Asia/Shanghai' },
    language: { type: 'string', default: 'zh-CN' },
    'backup-place': { type: 'string' },
  },
  details: {
    'zh-CN': `  --business 名称        店铺名称
  --recovery-file 文件   把恢复码写入新文件(仅本人可读),否则打印一次
  --currency CNY         本位币
  --time-zone 时区       默认 Asia/Shanghai
  --language zh-CN|en    店铺语言
  --backup-place 目录    第二备份位置
老板的名字和口令取自 KACANG_USER 和 KACANG_PASSPHRASE(或 --passphrase-file)。`,
    en: `  --business NAME        name of the shop
  --recovery-file FILE   write the recovery code to a new file of your own; printed once otherwise
  --currency CNY         base currency
  --time-zone ZONE       Asia/Shanghai unless said
  --language zh-CN|en    language of the shop
  --backup-place DIR     second place for backups
The owner's name and passphrase come from KACANG_USER and KACANG_PASSPHRASE (or --passphrase-file).`,
  },
  positionals: { least: 0, most: 0 },
  async run({ values, credentials, language, openShop }) {
    const businessName = requiredText(values, 'business');
    const shopLanguage = requiredText(values, 'language');
    if (shopLanguage !== 'zh-CN' && shopLanguage !== 'en')
      throw new UsageError({ 'zh-CN': '--language 是 zh-CN 或 en。', en: '--language is zh-CN or en.' });
    const { passphrase } = credentials;
    if (passphrase === null)
      throw new UsageError({
        'zh-CN': '请设置 KACANG_PASSPHRASE,或用 --passphrase-file 指定口令文件。',
        en: 'Set KACANG_PASSPHRASE or give --passphrase-file.',
      });
    const recoveryFile = optionalText(values, 'recovery-file');
    const client = await openShop({ mayCreate: true, isAnonymous: true });
    const recovery = recoveryFile === null ? null : openNewFile(recoveryFile);
    try {
      const { state, recoveryCode } = await client.shop.setUp({
        commandId: randomUUID() as CommandId,
        ownerName: credentials.user ?? (language === 'zh-CN' ? '老板' : 'Owner'),
        passphrase,
        businessName,
        currency: requiredText(values, 'currency'),
        timeZone: requiredText(values, 'time-zone'),
        language: shopLanguage,
        backupPlace: optionalText(values, 'backup-place'),
      });
      recovery?.keep(recoveryCode);
      const shown = recoveryFile === null ? { recoveryCode } : { recoveryFile };
      return {
        result: { business: state.shop?.businessName, owner: state.user?.name, ...shown },
        lines: [
          language === 'zh-CN' ? `店铺“${businessName}”已建立。` : `The shop “${businessName}” is made.`,
          recoveryFile ?? recoveryCode,
        ],
      };
    } catch (error) {
      recovery?.drop();
      throw error;
    }
  },
};

/** As long as a recovery code with its dashes and a line's end. */
const RESERVED_BYTES = 64;

/**
 * Opens the file before the shop is made and takes its room, so that a code is never lost to a wrong path or a full disk; never
 * writes over one.
 */
function openNewFile(file: string): { keep(text: string): void; drop(): void } {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, ' '.repeat(RESERVED_BYTES));
    fsyncSync(descriptor);
    return openedFile(file, descriptor);
  } catch {
    if (descriptor !== null) {
      closeSync(descriptor);
      rmSync(file, { force: true });
    }
    throw new UsageError({
      'zh-CN': `--recovery-file 须是一个可以写入的新文件:${file}`,
      en: `--recovery-file must name a new file that can be written: ${file}`,
    });
  }
}

function openedFile(file: string, descriptor: number): { keep(text: string): void; drop(): void } {
  return {
    keep(text) {
      const written = writeSync(descriptor, `${text}\n`, 0);
      ftruncateSync(descriptor, written);
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
    drop() {
      closeSync(descriptor);
      rmSync(file, { force: true });
    },
  };
}
