import { REFUSAL_WORDS_EN, REFUSAL_WORDS_ZH, type RefusalWords } from './refusal-words.ts';
import { shapeInWords } from './shape-words.ts';

export type RefusalLanguage = 'zh-CN' | 'en';
export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface RefusalExplanation extends RefusalWords {
  /** What is known of this row: length, position, where the first one came from. Never a character of a key. */
  readonly facts: string;
}

/** Says in words why a row was refused; a code that has none is shown as it is. */
export function explainRefusal(language: RefusalLanguage, reason: string, details: RefusalDetails): RefusalExplanation {
  const words = (language === 'en' ? REFUSAL_WORDS_EN : REFUSAL_WORDS_ZH)[reason] ?? { what: reason, remedy: '' };
  const say = language === 'en' ? FACTS_EN : FACTS_ZH;
  const facts = say.flatMap(([names, sentence]) =>
    names.every((name) => isPresent(details[name])) ? [sentence(details)] : [],
  );
  return { ...words, facts: facts.join(language === 'en' ? '; ' : '；') };
}

function isPresent(value: RefusalDetails[string]): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** `U+200B`: how an invisible character is named. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

type Fact = readonly [names: readonly string[], sentence: (details: RefusalDetails) => string];

const codePointOf = ({ codePoint }: RefusalDetails): string => codePointName(Number(codePoint));

const FACTS_ZH: readonly Fact[] = [
  [['fieldName'], ({ fieldName }) => `字段“${fieldName}”`],
  [['length', 'shape'], ({ length, shape }) => `长 ${length} 位（${shapeInWords(String(shape), 'zh-CN')}）`],
  [['position', 'codePoint'], (details) => `第 ${details.position} 位是 ${codePointOf(details)}`],
  [['statusText'], ({ statusText }) => `状态“${statusText}”`],
  [['firstRowNumber'], ({ firstRowNumber }) => `首次在第 ${firstRowNumber} 行`],
  [['receivedOn', 'supplierName'], ({ receivedOn, supplierName }) => `首次 ${receivedOn} 来自 ${supplierName}`],
  [['importNumber'], ({ importNumber }) => `导入单 ${importNumber}`],
  [['externalNumber'], ({ externalNumber }) => `供应商单号 ${externalNumber}`],
  [['batchLabel'], ({ batchLabel }) => `批次 ${batchLabel}`],
  [['expiresOn'], ({ expiresOn }) => `有效期至 ${expiresOn}`],
  [['skuCode'], ({ skuCode }) => `SKU ${skuCode}`],
];

const FACTS_EN: readonly Fact[] = [
  [['fieldName'], ({ fieldName }) => `field “${fieldName}”`],
  [['length', 'shape'], ({ length, shape }) => `${length} characters (${shapeInWords(String(shape), 'en')})`],
  [['position', 'codePoint'], (details) => `character ${details.position} is ${codePointOf(details)}`],
  [['statusText'], ({ statusText }) => `status “${statusText}”`],
  [['firstRowNumber'], ({ firstRowNumber }) => `first in row ${firstRowNumber}`],
  [['receivedOn', 'supplierName'], ({ receivedOn, supplierName }) => `first on ${receivedOn} from ${supplierName}`],
  [['importNumber'], ({ importNumber }) => `import ${importNumber}`],
  [['externalNumber'], ({ externalNumber }) => `their order ${externalNumber}`],
  [['batchLabel'], ({ batchLabel }) => `batch ${batchLabel}`],
  [['expiresOn'], ({ expiresOn }) => `expires on ${expiresOn}`],
  [['skuCode'], ({ skuCode }) => `SKU ${skuCode}`],
];
