import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

/** 供应商: who is bought from, and the account with each. */
export class SuppliersPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  private get text() {
    return words[this.language].suppliers;
  }

  /** The drawer or dialog that is on top. */
  get top(): Locator {
    return this.page.getByRole('dialog').last();
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: this.text.searchLabel });
  }

  get entries(): Locator {
    return this.page.getByRole('grid', { name: this.text.drawer.account });
  }

  async open(): Promise<void> {
    await this.frame.open('suppliers');
  }

  /** In the shop's currency unless told. */
  async create(name: string, currency?: string): Promise<void> {
    await this.page.getByRole('button', { name: this.text.new }).first().click();
    await this.top.getByLabel(this.text.editor.name, { exact: true }).fill(name);
    if (currency) await choose(this.top, this.text.editor.currency, currency);
    await this.top.getByRole('button', { name: this.text.editor.create, exact: true }).click();
    await expect(this.top).toContainText(name);
  }

  /** Tops up the account that is open; the button says what it will do. */
  async topUp(amount: string, shown: string): Promise<void> {
    await this.top.getByRole('button', { name: this.text.actions.topUp }).click();
    const { pay } = words[this.language].supplierMoney;
    await this.top.getByLabel(pay.amount, { exact: true }).fill(amount);
    await this.top.getByRole('button', { name: new RegExp(`${filled(pay.submit, { amount: '' })}.*${shown}`) }).click();
  }

  /** Opens the latest entry and reverses it with a reason. */
  async reverseLatest(reason: string, shown: string): Promise<void> {
    await this.entries.getByRole('row').nth(1).click();
    await this.top.getByRole('button', { name: this.text.entry.reverse, exact: true }).click();
    await this.top.getByLabel(this.text.reverse.reason).fill(reason);
    const action = filled(this.text.reverse.action, { amount: '' });
    await this.top.getByRole('button', { name: new RegExp(`${action}.*${shown}`) }).click();
  }
}
