import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { RestoreFindingDetails, RestoreFindingKind } from '#shared/domain/backup/restore-findings.ts';
import { localTime } from './local-time.ts';

type Said = (details: RestoreFindingDetails) => string;

const keys = ({ quantity }: RestoreFindingDetails): string => `${quantity} ${quantity === 1 ? 'key' : 'keys'}`;
const since = ({ since: instant }: RestoreFindingDetails, nothing: string): string =>
  typeof instant === 'number' ? localTime(instant) : nothing;

const SENTENCES: Readonly<Record<RestoreFindingKind, Readonly<Record<HostLanguage, Said>>>> = {
  'keys-quarantined': {
    'zh-CN': ({ quantity, document }) => `${quantity} 张备份之后交出或看过的卡密在隔离区,单据 ${document}。`,
    en: (found) => `${keys(found)} handed out or seen after the backup in quarantine, document ${found.document}.`,
  },
  'keys-resold': {
    'zh-CN': ({ quantity, deliveries }) =>
      `${quantity} 张账上已售的卡密(提卡单 ${deliveries})在备份之后退回又卖给了别人:补录退货时不要再放行。`,
    en: (found) =>
      `${keys(found)} of deliveries ${found.deliveries} came back and went to other buyers after the backup: when you enter the returns again, do not release them.`,
  },
  'keys-sold-twice': {
    'zh-CN': ({ quantity, deliveries }) =>
      `${quantity} 张卡密两边都卖了:这里的提卡单 ${deliveries},另一台电脑上又卖给了别人。请给其中一位买家补发。`,
    en: (found) =>
      `${keys(found)} sold by both computers: here in deliveries ${found.deliveries}, over there to other buyers. Reissue to one of each two.`,
  },
  'keys-unknown': {
    'zh-CN': ({ quantity }) => `${quantity} 张交出过的卡密不在账上:重新导入原来的文件,会直接放进隔离区。`,
    en: (found) =>
      `${keys(found)} that went out not in the books: import the original files again, they go to quarantine.`,
  },
  'keys-written-off': {
    'zh-CN': ({ quantity, document, acts }) =>
      `${quantity} 张备份之后报损的卡密在隔离区,单据 ${document}:${acts}。请再报损一次。`,
    en: (found) =>
      `${keys(found)} written off after the backup in quarantine, document ${found.document}: ${found.acts}. Write off again.`,
  },
  'keys-frozen': {
    'zh-CN': ({ quantity, document, acts }) =>
      `${quantity} 张备份之后冻结或隔离的卡密在隔离区,单据 ${document}:${acts}。`,
    en: (found) =>
      `${keys(found)} frozen or quarantined after the backup in quarantine, document ${found.document}: ${found.acts}.`,
  },
  'imports-undone': {
    'zh-CN': ({ quantity, document, acts }) =>
      `${quantity} 张卡密的导入在备份之后撤销过,已在隔离区,单据 ${document}:${acts}。请再撤销一次。`,
    en: (found) =>
      `${keys(found)} of imports undone after the backup in quarantine, document ${found.document}: ${found.acts}. Undo again.`,
  },
  'withheld-unknown': {
    'zh-CN': ({ quantity }) => `${quantity} 张报损或冻结过的卡密不在账上:重新导入原来的文件,会直接放进隔离区。`,
    en: (found) =>
      `${keys(found)} written off or frozen not in the books: import the original files again, they go to quarantine.`,
  },
  'withheld-elsewhere': {
    'zh-CN': ({ quantity, acts }) =>
      `报损或冻结过的 ${quantity} 张卡密是备份之后导入的:${acts}。重新导入后请再冻结,之前不要出售。`,
    en: (found) =>
      `${keys(found)} written off or frozen came after the backup: ${found.acts}. Import again, then freeze before you sell.`,
  },
  'withheld-in-doubt': {
    'zh-CN': ({ quantity, acts }) => `备份之后有 ${quantity} 张卡密报损、冻结或撤销过:${acts}。不要放行这些卡。`,
    en: (found) => `${keys(found)} written off, frozen or undone after the backup: ${found.acts}. Do not release them.`,
  },
  'orders-served': {
    'zh-CN': ({ quantity, orders }) => `${quantity} 个订单在备份之后已经提过卡:${orders}。`,
    en: ({ quantity, orders }) =>
      `${quantity} ${quantity === 1 ? 'order' : 'orders'} served after the backup: ${orders}.`,
  },
  'closing-lost': {
    'zh-CN': ({ month }) => `${month} 的月结不在这份备份里,请核对后重新结账。`,
    en: ({ month }) => `The closing of ${month} is not in this backup: check the statements and close it again.`,
  },
  'keys-in-doubt': {
    'zh-CN': ({ quantity, document }) => `${quantity} 张可能交出过的卡密已转入隔离区,单据 ${document}。`,
    en: (found) => `${keys(found)} that may have gone out in quarantine, document ${found.document}.`,
  },
  'issued-log-replaced': {
    'zh-CN': ({ folder }) =>
      `issued.log 与这份备份对不上,现在放在 ${folder};它还能说清的卡密会在登录时转入隔离区。开卖之前请核对各店铺的订单。`,
    en: ({ folder }) =>
      `issued.log did not fit this backup and lies in ${folder}; keys that it can still tell of go to quarantine at the next sign-in. Compare with your shops’ orders before you sell.`,
  },
  'issued-log-broken': {
    'zh-CN': (found) =>
      `issued.log 从第 ${found.line} 行起损坏,现在放在 ${found.folder}:请核对 ${since(found, '最后一笔操作')} 之后各店铺的订单。`,
    en: (found) =>
      `issued.log was damaged from line ${found.line} on and lies in ${found.folder}: compare your shops’ orders since ${since(found, 'the last act')}.`,
  },
  'folder-moved': {
    'zh-CN': () => '这家店来自另一台电脑:请确认那边不再使用,两边同时卖会把同一张卡卖两次。',
    en: () =>
      'The shop came from another computer: see that it is not used there any more, or one key is sold by both.',
  },
  'issued-log-rebuilt': {
    'zh-CN': ({ line, folder }) =>
      `issued.log 从第 ${line} 行起损坏,已按账本重写,原文件在 ${folder}。没有卡密受影响,请检查磁盘。`,
    en: ({ line, folder }) =>
      `issued.log was damaged from line ${line} on and written anew from the books; the old one lies in ${folder}. Have the disk checked.`,
  },
};

/** A finding of a restore as a sentence. */
export function sayFinding(
  { kind, details }: { readonly kind: RestoreFindingKind; readonly details: RestoreFindingDetails },
  language: HostLanguage,
): string {
  return SENTENCES[kind][language](details);
}
