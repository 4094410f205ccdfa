import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

interface SheetFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The wizard that brings key sheets in, and the history of imports. */
export class ImportsPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  private get text() {
    return words[this.language].imports;
  }

  async openWizard(): Promise<void> {
    await this.frame.goTo('/imports/new');
    await expect(this.page.getByRole('heading', { name: this.text.newTitle })).toBeVisible();
  }

  async openHistory(): Promise<void> {
    await this.frame.goTo('/imports');
  }

  /** The row of an import in the history, by what it holds. */
  historyRow(text: string): Locator {
    return this.page.getByRole('row').filter({ hasText: text });
  }

  async addFile(file: SheetFile): Promise<void> {
    await this.addFiles([file]);
  }

  /** Adds several files at once, as from a folder. */
  async addFiles(files: readonly SheetFile[]): Promise<void> {
    const mimeType = 'application/octet-stream';
    const chosen = files.map(({ name, bytes }) => ({ name, mimeType, buffer: bytes }));
    await this.page.locator('input[type=file]').setInputFiles(chosen);
  }

  /** Goes to another of the files that were added. */
  async show(name: string): Promise<void> {
    const queue = this.page.getByRole('complementary', { name: this.text.queue.title });
    await queue.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  }

  /** Pastes into the paste box; answers when the lines are staged. */
  async paste(text: string, count: number): Promise<void> {
    await this.page.getByRole('button', { name: this.text.queue.paste, exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: this.text.queue.pasteTitle });
    await dialog.getByRole('textbox', { name: this.text.queue.pasteTitle }).fill(text);
    await dialog.getByRole('button', { name: filled(this.text.queue.pasteAction_other, { count }) }).click();
    await expect(dialog).toBeHidden();
  }

  /** Whose keys, of which SKU, each for so much. */
  async fillReceipt(supplier: string, sku: string, unitCost: string): Promise<void> {
    await choose(this.page, this.text.receipt.supplier, supplier);
    await this.page.getByText(this.text.receipt.skuOne, { exact: true }).click();
    await choose(this.page, this.text.receipt.sku, sku);
    await this.page.getByText(this.text.receipt.costBy.unit, { exact: true }).click();
    await this.unitCost.fill(unitCost);
    await this.unitCost.press('Tab');
  }

  /** What each key costs, in the currency of the supplier's account. */
  get unitCost(): Locator {
    return this.page.getByLabel(this.text.receipt.unitCost, { exact: true });
  }

  /** What the supplier charged, where that is not the cost of what came in. */
  async setAmountCharged(amount: string): Promise<void> {
    const field = this.page.getByLabel(this.text.receipt.amountCharged, { exact: true });
    await field.fill(amount);
    await field.press('Tab');
  }

  /** The day of the paper, which decides the month. */
  async setDocumentDay(day: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: this.text.receipt.documentOn, exact: true });
    await field.fill(day);
    await field.press('Enter');
    await expect(field).toHaveValue(day);
  }

  /** A count of the dry run: rows that would come in, rows refused. */
  count(name: 'accepted' | 'refused'): Locator {
    const list = this.page.locator('dl > div').filter({ hasText: this.text.check[name] });
    return list.getByRole('definition');
  }

  /** The refused rows as they are listed: row number, column, reason and so on. */
  refusedRows(): Locator {
    return this.page.getByRole('region', { name: this.text.check.reasonsTitle }).locator('tbody tr');
  }

  postAction(count: number): Locator {
    return this.page.getByRole('button', { name: filled(this.text.post.action_other, { count }), exact: true });
  }

  async expectPosted(count: number): Promise<void> {
    await expect(this.page.getByRole('heading', { name: filled(this.text.post.done_other, { count }) })).toBeVisible();
  }

  /** Withdraws what has not moved of the import that is open, so many keys, saying why. */
  async undo(count: number, reason = '发错了'): Promise<void> {
    await this.page.getByRole('button', { name: this.text.post.undo }).click();
    await this.page.getByRole('textbox', { name: this.text.undo.reason, exact: true }).fill(reason);
    await this.page.getByRole('button', { name: filled(this.text.undo.action_other, { count }) }).click();
    await expect(this.page.getByText(filled(this.text.undo.done_other, { count }))).toBeVisible();
  }

  /** Answers the question whether a file that was imported before is to be imported again. */
  async repeat(): Promise<void> {
    await this.page.getByRole('button', { name: this.text.post.repeatAction, exact: true }).click();
  }
}
