import * as en from './en/index.ts';
import * as zhCN from './zh-CN/index.ts';

/** Every sentence of the window, by language and area. A new area adds one line to each language's `index.ts`. */
export const resources = { 'zh-CN': { ...zhCN }, en: { ...en } };

export type Language = keyof typeof resources;
export const LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[];
/** Chinese is written first: its keys are the ones that exist. */
export type Resources = (typeof resources)['zh-CN'];
export type Namespace = keyof Resources;
