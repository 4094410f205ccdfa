/** A form in which somebody may have typed what is kept nowhere yet. */
export interface TypedInput {
  isTyped(): boolean;
  /** What stands in it has been saved: from here on only what is typed anew counts. */
  saved?(): void;
  /** Where it stands, for whoever closes only a part of the page. */
  place?(): Element | null;
  /** It outlives another page in this window, and only the window's end would lose it. */
  isKeptByWindow?: boolean;
}

const open = new Set<TypedInput>();
let touched: TypedInput | null = null;

/** From now on leaving asks about this form too, until the answer is called. */
export function holdTypedInput(input: TypedInput): () => void {
  open.add(input);
  return () => {
    open.delete(input);
    if (touched === input) touched = null;
  };
}

/** Somebody laid a hand on this form: the next command that goes through is its own. */
export function touchTypedInput(input: TypedInput): void {
  touched = input;
}

/** A command went through: what stands in the form that was touched last is saved. */
export function touchedInputIsSaved(): void {
  touched?.saved?.();
}

/** Whether another page of this window would lose something. */
export function isTypedOnPage(): boolean {
  return [...open].some((input) => !input.isKeptByWindow && input.isTyped());
}

/** Whether the end of this window would lose something. */
export function isTypedInWindow(): boolean {
  return [...open].some((input) => input.isTyped());
}

/** Whether something would be lost with this part of the page. */
export function isTypedWithin(part: Element): boolean {
  return within(part).some((input) => input.isTyped());
}

/** It may be lost: nobody asks about it again. */
export function dropTypedWithin(part: Element): void {
  for (const input of within(part)) input.saved?.();
}

function within(part: Element): TypedInput[] {
  return [...open].filter((input) => part.contains(input.place?.() ?? null));
}

/** Fields by which one looks for something, and which keep nothing. */
const SEARCHES = 'input[type="search"], input[role="combobox"]';
const COMPLETED = '.ant-select-auto-complete';

/** What stands in the fields of a form, as a text to compare: without empty ones, so that a line that was only added is nothing typed. */
export function fieldsText(place: Element): string {
  return [...place.querySelectorAll('input, textarea, .ant-select, [role="switch"]')]
    .map((field, index) => fieldText(field, index))
    .filter((text) => text !== '')
    .join('\n');
}

function fieldText(field: Element, index: number): string {
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    return field.checked ? `${index}` : '';
  }
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const isSearch = field.matches(SEARCHES) && field.closest(COMPLETED) === null;
    return isSearch || field.type === 'file' ? '' : plainText(field.value);
  }
  if (field.getAttribute('role') === 'switch') return field.getAttribute('aria-checked') === 'true' ? `${index}` : '';
  return chosenText(field);
}

/** What a select shows as chosen. */
function chosenText(select: Element): string {
  if (select.matches(COMPLETED)) return '';
  const shown = select.querySelector('.ant-select-content')?.textContent ?? '';
  const placeholder = select.querySelector('.ant-select-placeholder')?.textContent ?? '';
  return placeholder !== '' && shown.endsWith(placeholder) ? '' : shown;
}

/** A number is the same one with its separators and zeros, which a field puts in when it is left. */
function plainText(value: string): string {
  const digits = value.replaceAll(',', '').trim();
  return /^-?\d+(\.\d+)?$/.test(digits) && !/^-?0\d/.test(digits) ? String(Number(digits)) : value;
}
