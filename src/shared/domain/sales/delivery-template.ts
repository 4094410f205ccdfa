/** Names a template may use in braces, in either language. Fields of a key go by their own names: `{卡号}`. */
const VARIABLES = {
  orderNumber: ['订单号', 'order'],
  buyer: ['买家', 'buyer'],
  shopName: ['店铺', 'shop'],
  skuName: ['商品', 'product'],
  quantity: ['数量', 'quantity'],
  day: ['日期', 'date'],
  index: ['序号', 'number'],
  keys: ['卡密列表', 'keys'],
} as const;
type Variable = keyof typeof VARIABLES;

const VARIABLE = /\{([^{}\n]{1,40})\}/g;
const BLOCK_START = /\{(?:每张|each)\}/;
const BLOCK_END = /\{(?:\/每张|\/each)\}/;

/** What a delivery says besides its keys. */
export interface DeliveryFacts {
  readonly orderNumber: string;
  readonly buyer: string;
  readonly shopName: string;
  readonly skuName: string;
  readonly quantity: number;
  readonly day: string;
}

export interface DeliveredFields {
  readonly fields: readonly { readonly name: string; readonly value: string; readonly isSecret: boolean }[];
}

export type TemplateProblem =
  /** A block is opened and not closed, closed and not opened, or there are two. */
  | { readonly problem: 'BLOCK_UNBALANCED'; readonly name: string }
  /** Neither a variable nor a block with keys: nothing would be delivered. */
  | { readonly problem: 'NO_KEYS'; readonly name: string };

/** The text of a shop without a template of its own. */
export const DEFAULT_TEMPLATE = '{卡密列表}';

interface ParsedTemplate {
  readonly head: string;
  /** The text per key; null where `{卡密列表}` stands for all of them. */
  readonly each: string | null;
  readonly tail: string;
}

/** Why a template cannot be used; null when it can. */
export function checkTemplate(text: string): TemplateProblem | null {
  const starts = text.match(new RegExp(BLOCK_START, 'g'))?.length ?? 0;
  const ends = text.match(new RegExp(BLOCK_END, 'g'))?.length ?? 0;
  if (starts !== ends || starts > 1) return { problem: 'BLOCK_UNBALANCED', name: '{每张}' };
  if (starts === 1 && text.search(BLOCK_START) > text.search(BLOCK_END)) {
    return { problem: 'BLOCK_UNBALANCED', name: '{/每张}' };
  }
  if (starts === 0 && !VARIABLES.keys.some((name) => text.includes(`{${name}}`))) {
    return { problem: 'NO_KEYS', name: '{卡密列表}' };
  }
  return null;
}

/**
 * The messages to send: the template filled, cut between keys so that none is longer than `limit` UTF-16 units (0: no
 * limit). Head and tail stand in the first and last message. A key is never cut: one that is too long stands alone and
 * `isTooLong` says so. Braces in a key's own text are left alone. A key that the text per key does not carry (a shop's text meets
 * another kind of product, or a field was renamed) goes out as its own line: no message leaves without its key.
 */
export function renderDelivery(
  template: string,
  facts: DeliveryFacts,
  keys: readonly DeliveredFields[],
  limit: number,
): { messages: string[]; isTooLong: boolean } {
  const parsed = parse(template);
  const fill = (text: string) => fillVariables(text, (name) => factOf(name, facts));
  const pieces = keys.map((key, index) => {
    if (parsed.each === null) return keyLine(key);
    if (!carriesKey(parsed.each, key)) return keyLine(key) + (parsed.each.endsWith('\n') ? '\n' : '');
    return fillVariables(parsed.each, (name) => keyValue(name, key, index, facts));
  });
  const [head, tail] = [fill(parsed.head), fill(parsed.tail)];
  const separator = parsed.each === null ? '\n' : '';
  return split(head, pieces, tail, separator, limit);
}

/** A key on one line: its one field bare, several with their names. */
export function keyLine(key: DeliveredFields): string {
  const filled = key.fields.filter(({ value }) => value !== '');
  const [only] = filled;
  if (filled.length === 1 && only) return only.value;
  return filled.map(({ name, value }) => `${name}: ${value}`).join('  ');
}

function parse(template: string): ParsedTemplate {
  const start = BLOCK_START.exec(template);
  const end = BLOCK_END.exec(template);
  if (start && end && start.index < end.index) {
    return {
      head: template.slice(0, start.index),
      each: template.slice(start.index + start[0].length, end.index).replace(/^\r?\n/, ''),
      tail: template.slice(end.index + end[0].length).replace(/^\r?\n/, ''),
    };
  }
  for (const name of VARIABLES.keys) {
    const at = template.indexOf(`{${name}}`);
    if (at >= 0) return { head: template.slice(0, at), each: null, tail: template.slice(at + name.length + 2) };
  }
  return { head: template, each: null, tail: '' };
}

function fillVariables(text: string, valueFor: (name: string) => string | null): string {
  return text.replace(VARIABLE, (whole, name: string) => valueFor(name.trim()) ?? whole);
}

/**
 * Whether a text hands this key over: it names a field of it, a secret one where there are any, and leaves no secret out beside a
 * name that is none of this key's. Which of several secrets goes out is otherwise the writer's choice.
 */
function carriesKey(text: string, { fields }: DeliveredFields): boolean {
  const names = new Set([...text.matchAll(VARIABLE)].map(([, written = '']) => written.trim()));
  if (VARIABLES.keys.some((name) => names.has(name))) return true;
  const filled = fields.filter(({ value }) => value !== '');
  const secrets = filled.filter(({ isSecret }) => isSecret);
  const isNamed = ({ name }: { name: string }) => names.has(name);
  if (!(secrets.length > 0 ? secrets : filled).some(isNamed)) return false;
  const isForeign = (name: string) => variableOf(name) === null && !fields.some((field) => field.name === name);
  return secrets.every(isNamed) || ![...names].some(isForeign);
}

function factOf(name: string, facts: DeliveryFacts): string | null {
  const variable = variableOf(name);
  if (variable === null || variable === 'keys' || variable === 'index') return null;
  return String(facts[variable]);
}

function keyValue(name: string, key: DeliveredFields, index: number, facts: DeliveryFacts): string | null {
  const field = key.fields.find((candidate) => candidate.name === name);
  if (field) return field.value;
  const variable = variableOf(name);
  if (variable === 'index') return String(index + 1);
  return variable === 'keys' ? keyLine(key) : factOf(name, facts);
}

function variableOf(name: string): Variable | null {
  const found = Object.entries(VARIABLES).find(([, names]) => (names as readonly string[]).includes(name));
  return found ? (found[0] as Variable) : null;
}

function split(
  head: string,
  pieces: readonly string[],
  tail: string,
  separator: string,
  limit: number,
): { messages: string[]; isTooLong: boolean } {
  if (limit === 0) return { messages: [head + pieces.join(separator) + tail], isTooLong: false };
  const messages: string[] = [];
  let message = head;
  let isEmpty = true;
  let isTooLong = false;
  for (const piece of pieces) {
    const joined = isEmpty ? message + piece : message + separator + piece;
    if (joined.length > limit && !(isEmpty && message === '')) {
      if (message.trim() !== '') messages.push(message);
      message = piece;
    } else {
      message = joined;
    }
    isEmpty = false;
    if (piece.length > limit) isTooLong = true;
  }
  if (message.length + tail.length > limit && message !== '' && tail !== '') {
    messages.push(message);
    message = tail;
  } else {
    message += tail;
  }
  if (message !== '') messages.push(message);
  return { messages, isTooLong: isTooLong || messages.some((text) => text.length > limit) };
}
