import { expect, type Locator, type Page } from '@playwright/test';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

/** 商品: SKUs, how their keys are built, and the catalogue as a sheet. */
export class CatalogPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  private get text() {
    return words[this.language].catalog;
  }

  /** The drawer that is on top. */
  get drawer(): Locator {
    return this.page.getByRole('dialog').last();
  }

  get table(): Locator {
    return this.page.getByRole('grid', { name: this.text.searchLabel });
  }

  async open(): Promise<void> {
    await this.frame.open('catalog');
  }

  async beginNew(): Promise<void> {
    await this.page.getByRole('button', { name: this.text.new }).first().click();
    await expect(this.drawer).toContainText(this.text.editor.newTitle);
  }

  /** Fills one field of the form by its label. */
  async fill(field: 'brand' | 'product' | 'name' | 'code' | 'faceValue' | 'salePrice', value: string): Promise<void> {
    await this.drawer.getByLabel(this.text.editor[field], { exact: true }).fill(value);
  }

  async create(): Promise<void> {
    await this.drawer.getByRole('button', { name: this.text.editor.create, exact: true }).click();
  }

  /** Gives a key field a pattern and tries a sample on it. */
  async tryPattern(fieldName: string, pattern: string, sample: string): Promise<void> {
    await this.drawer.getByRole('button', { name: filled(this.text.keyFields.more, { name: fieldName }) }).click();
    await this.drawer.getByRole('textbox', { name: this.text.keyFields.pattern }).fill(pattern);
    await this.drawer.getByRole('textbox', { name: this.text.keyFields.test }).fill(sample);
  }

  /** Whether the sample fits. */
  get verdict(): Locator {
    return this.drawer.getByRole('status');
  }

  row(name: string): Locator {
    return this.table.getByRole('row').filter({ hasText: name });
  }

  async chooseSheet(name: string, content: string): Promise<void> {
    await this.frame.goTo('/catalog/import');
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${content}`) };
    await this.page.locator('input[type=file]').setInputFiles(file);
  }

  /** Imports what the preview shows; the button says how many. */
  async importSheet(created: number): Promise<void> {
    await this.page.getByRole('button', { name: filled(this.text.sheet.create_other, { count: created }) }).click();
  }
}
