import { expect, type Locator, type Page } from '@playwright/test';
import { openOptions } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

type State = keyof (typeof words)['zh-CN']['purchaseOrders']['states'];
type Kind = keyof (typeof words)['zh-CN']['purchaseOrders']['differences']['kinds'];
type Decision = keyof (typeof words)['zh-CN']['purchaseOrders']['differences']['decisions'];

/** Purchase orders: the list, the draft beside it, and one order with what came of it. */
export class PurchaseOrdersPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  get text() {
    return words[this.language].purchaseOrders;
  }

  async open(): Promise<void> {
    await this.frame.goTo('/purchase-orders');
    await expect(this.page.getByRole('heading', { name: this.text.title })).toBeVisible();
  }

  /** A new draft of one line. */
  async makeDraft(supplier: string, sku: string, quantity: number, unitPrice: string): Promise<void> {
    await this.page.getByRole('button', { name: this.text.new }).first().click();
    await this.fillDraft(supplier, sku, quantity, unitPrice);
    await expect(this.drawer).toContainText(supplier);
  }

  /** Fills the editor that is open and asks for the draft, which may be refused. */
  async fillDraft(supplier: string, sku: string, quantity: number, unitPrice: string): Promise<void> {
    const editor = this.page.getByRole('dialog', { name: this.text.editor.newTitle });
    await this.chooseByKeyboard(editor, this.text.editor.supplier, supplier);
    const nameOf = (field: string): string => filled(this.text.editor.lineName, { line: 1, field });
    await this.chooseByKeyboard(editor, nameOf(this.text.editor.sku), sku);
    await editor.getByLabel(nameOf(this.text.editor.quantity)).fill(String(quantity));
    await editor.getByLabel(nameOf(this.text.editor.unitPrice)).fill(unitPrice);
    await editor.getByRole('button', { name: this.text.editor.create }).click();
  }

  /** As somebody does who never lets go of the keyboard: types, and takes the first that was found. */
  private async chooseByKeyboard(editor: Locator, label: string, text: string): Promise<void> {
    const field = editor.getByRole('combobox', { name: label, exact: true });
    await field.focus();
    await field.fill(text);
    await expect(openOptions(this.page).filter({ hasText: text }).first()).toBeAttached();
    await field.press('Enter');
  }

  /** The order that is open beside the list. */
  get drawer(): Locator {
    return this.page.getByRole('dialog').filter({ hasText: 'PO-' });
  }

  act(name: 'send' | 'receive' | 'edit' | 'approve' | 'finish'): Locator {
    return this.drawer.getByRole('button', { name: this.text.acts[name], exact: true });
  }

  /** An act behind "…". */
  async actBehind(name: keyof (typeof words)['zh-CN']['purchaseOrders']['acts'] & string): Promise<void> {
    await this.drawer.getByRole('button', { name: this.text.acts.more }).click();
    await this.page.getByRole('menuitem', { name: String(this.text.acts[name]), exact: true }).click();
  }

  async expectState(state: State): Promise<void> {
    await expect(this.drawer.getByText(this.text.states[state], { exact: true }).first()).toBeVisible();
  }

  difference(kind: Kind, count: number): Locator {
    return this.drawer.getByText(
      filled(this.text.differences.title, { kind: this.text.differences.kinds[kind], count }),
    );
  }

  /** Opens the dialog of a difference and decides. */
  async decide(kind: Kind, count: number, decision: Decision, amount: string): Promise<void> {
    const region = this.drawer.getByRole('region', { name: this.text.sections.differences });
    const title = filled(this.text.differences.title, { kind: this.text.differences.kinds[kind], count });
    const row = region.locator('> div').filter({ hasText: title });
    await row.getByRole('button', { name: this.text.differences.decide }).click();
    const dialog = this.page.getByRole('dialog', { name: title });
    await dialog.getByRole('radio', { name: this.text.differences.decisions[decision] }).check();
    await dialog.getByRole('button', { name: amount }).click();
    await expect(dialog).toBeHidden();
  }
}
