import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

/** Offers, price lists, the comparison, and exchange rates. */
export class OffersPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  get text() {
    return words[this.language].offers;
  }

  async open(): Promise<void> {
    await this.frame.goTo('/offers');
    await expect(this.page.getByRole('heading', { name: this.text.title })).toBeVisible();
  }

  /** Puts a price list before the comparison. */
  async stagePriceList(supplier: string, name: string, text: string): Promise<void> {
    await this.frame.goTo('/offers/import');
    await choose(this.page, this.text.importing.supplier, supplier);
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text, 'utf8') };
    await this.page.locator('input[type=file]').setInputFiles(file);
    await expect(this.diff).toBeVisible();
  }

  get diff(): Locator {
    return this.page.getByRole('table', { name: this.text.importing.changes });
  }

  diffRow(text: string): Locator {
    return this.diff.getByRole('row').filter({ hasText: text });
  }

  postAction(count: number): Locator {
    const { importing } = words.en.offers;
    const english = count === 1 ? importing.post_one : importing.post_other;
    const text = this.language === 'en' ? english : words['zh-CN'].offers.importing.post;
    return this.page.getByRole('button', { name: filled(text, { count }) });
  }

  async enterRate(currency: string, rate: string): Promise<void> {
    await this.frame.goTo('/exchange-rates?enter=1');
    const dialog = this.page.getByRole('dialog', { name: this.text.rates.dialog.title });
    await choose(dialog, this.text.price.currency, currency);
    await dialog.getByPlaceholder('7.1234').fill(rate);
    await dialog.getByRole('button', { name: this.text.rates.dialog.save, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** The compared offers of a SKU, by its id, for a quantity. */
  async compare(sku: string, quantity: number): Promise<void> {
    await this.frame.goTo(`/offers/compare?quantity=${quantity}`);
    await choose(this.page, this.text.comparison.sku, sku);
    await expect(this.compared).toBeVisible();
  }

  get compared(): Locator {
    return this.page.getByRole('grid', { name: this.text.comparison.title });
  }

  comparedRow(supplier: string): Locator {
    return this.compared.getByRole('row').filter({ hasText: supplier });
  }
}
