import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { pressUntilGone } from './press.ts';
import { filled, type Language, words } from './words.ts';

interface Order {
  readonly shop: string;
  readonly number: string;
  readonly sku: string;
  readonly quantity: number;
  /** What the buyer ordered, where more than is handed out. */
  readonly ordered?: number;
  readonly total?: string;
}

/** 提卡: handing out, and what was handed out before. */
export class DispensePage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  private get text() {
    return words[this.language].sales;
  }

  get form(): Locator {
    return this.page.getByRole('form', { name: this.text.title });
  }

  get orderNumber(): Locator {
    return this.form.getByRole('textbox', { name: this.text.form.orderNumber });
  }

  async open(): Promise<void> {
    await this.frame.open('dispense');
    await expect(this.form).toBeVisible();
  }

  async openDeliveries(): Promise<void> {
    await this.frame.goTo('/dispense/deliveries');
  }

  async fill(order: Order): Promise<void> {
    const { form } = this.text;
    await choose(this.form, form.shop, order.shop);
    await this.orderNumber.fill(order.number);
    await choose(this.form, form.sku, order.sku);
    await this.form.getByRole('spinbutton', { name: form.quantity }).fill(String(order.quantity));
    if (order.ordered !== undefined) {
      await this.form.getByRole('spinbutton', { name: form.ordered }).fill(String(order.ordered));
    }
    if (order.total !== undefined) await this.form.getByRole('textbox', { name: form.orderTotal }).fill(order.total);
  }

  /** How many keys the form says that it can take from. */
  async available(): Promise<number> {
    const pattern = new RegExp(filled(this.text.form.available_other, { count: 0 }).replace('0', '([\\d,]+)'));
    const shown = await this.form.getByText(pattern).innerText();
    return Number(pattern.exec(shown)?.[1]?.replaceAll(',', ''));
  }

  async submit(count: number): Promise<void> {
    await this.form.getByRole('button', { name: filled(this.text.form.submit_other, { count }) }).click();
  }

  /** What is to be sent for so many keys. */
  result(count: number): Locator {
    return this.page.getByRole('region', { name: filled(this.text.result.done_other, { count }) });
  }

  /** The keys that a message holds, in the order of the message: every text of a secret's shape. */
  async secretsOf(count: number): Promise<string[]> {
    const message = this.result(count).locator('pre');
    await expect(message).toBeVisible();
    return (await message.innerText()).match(/\b[2-9A-HJ-NP-Z]{16}\b/g) ?? [];
  }

  /** The answer that an order was served before. */
  get served(): Locator {
    return this.page.getByRole('alert').filter({ hasText: this.text.served.title });
  }

  async showAgain(): Promise<void> {
    await this.served.getByRole('button', { name: this.text.served.show, exact: true }).click();
  }

  /** Goes on with what is missing. */
  async completeRest(count: number): Promise<void> {
    const action = filled(this.text.served.rest_other, { count });
    await this.served.getByRole('button', { name: action, exact: true }).click();
  }

  /** Goes on with a reissue, after the question. */
  async reissue(count: number): Promise<void> {
    const action = filled(this.text.served.reissue_other, { count });
    await this.served.getByRole('button', { name: action, exact: true }).click();
    const question = this.page.getByRole('dialog').filter({ hasText: this.text.served.reissueText });
    await pressUntilGone(question.getByRole('button', { name: action, exact: true }));
  }
}
