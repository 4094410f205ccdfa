import { expect, type Locator, type Page } from '@playwright/test';
import { choose, openOptions } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

/** 库存 and 盘点: batches with what can be done to them, lists of keys, status lists. */
export class InventoryPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  private get text() {
    return words[this.language].inventory;
  }

  async open(tab: 'batches' | 'keys' | 'movements'): Promise<void> {
    await this.frame.goTo(`/inventory/${tab}`);
  }

  async openFirstBatch(): Promise<void> {
    await this.open('batches');
    await this.frame.openFirstRow();
    await expect(this.drawer).toBeVisible();
  }

  get drawer(): Locator {
    return this.page.getByRole('dialog').first();
  }

  /** The dialog on top. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  act(name: string): Locator {
    return this.drawer.getByRole('button', { name, exact: true });
  }

  /** An act behind "…". */
  async actBehind(name: string): Promise<void> {
    await this.act(words[this.language].shell.actions.more).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  /** Freezes what the open dialog names. */
  async freeze(count: number, reason: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: this.text.acts.reason, exact: true }).fill(reason);
    await this.dialog.getByRole('button', { name: filled(this.text.acts.freeze_other, { count }) }).click();
  }

  /** To whom keys of what is frozen have gone. */
  get delivered(): Locator {
    return this.dialog.getByRole('grid', { name: this.text.delivered.title });
  }

  async exportTable(table: Locator): Promise<string> {
    const download = this.page.waitForEvent('download');
    await table.getByRole('button', { name: words[this.language].components.table.export, exact: true }).click();
    return (await download).path();
  }

  async reclassify(unitCost: string, reason: string): Promise<void> {
    await this.actBehind(this.text.acts.reclassify);
    const dialog = this.page.getByRole('dialog', { name: this.text.acts.reclassifyTitle });
    const action = dialog.getByRole('button', { name: this.text.acts.reclassifyAction, exact: true });
    await expect(action).toBeDisabled();
    await dialog.getByRole('textbox', { name: this.text.acts.unitCost, exact: true }).fill(unitCost);
    await dialog.getByRole('textbox', { name: this.text.acts.reason, exact: true }).fill(reason);
    await action.click();
    await expect(dialog).toBeHidden();
  }

  /** Begins a stock-take of a supplier's list. */
  async beginTake(supplier: string, file: { name: string; bytes: Buffer } | { pasted: string }): Promise<void> {
    await this.frame.goTo('/stock-takes');
    await this.page.getByRole('button', { name: this.text.takes.new }).first().click();
    // By the keyboard, as somebody does who takes one list after the other.
    const field = this.dialog.getByRole('combobox', { name: this.text.takes.supplier, exact: true });
    await field.click();
    await field.fill(supplier);
    await expect(openOptions(this.page).filter({ hasText: supplier })).toHaveCount(1);
    await field.press('Enter');
    if ('pasted' in file) await this.pasteTake(file.pasted);
    else {
      const mimeType = 'text/csv';
      await this.dialog.locator('input[type=file]').setInputFiles({ name: file.name, mimeType, buffer: file.bytes });
    }
    await expect(this.dialog.getByRole('combobox', { name: this.text.takes.status, exact: true })).toBeVisible();
  }

  private async pasteTake(list: string): Promise<void> {
    const { paste, pasteTitle, pasteAction } = this.text.takes;
    await this.dialog.getByRole('button', { name: paste, exact: true }).click();
    const box = this.page.getByRole('dialog', { name: pasteTitle });
    await box.getByRole('textbox', { name: pasteTitle }).fill(list);
    await box.getByRole('button', { name: pasteAction, exact: true }).click();
    await expect(box).toBeHidden();
  }

  /** The question what a word of the list means. */
  word(text: string): Locator {
    return this.dialog.getByRole('combobox', { name: filled(this.text.takes.word, { text }), exact: true });
  }

  async answer(text: string, meaning: 'used' | 'ignore'): Promise<void> {
    await choose(this.dialog, filled(this.text.takes.word, { text }), this.text.takes.meanings[meaning]);
  }

  async take(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.text.takes.start, exact: true }).click();
    await expect(this.findings).toBeVisible();
  }

  get findings(): Locator {
    return this.page.getByRole('grid', { name: this.text.takes.findings });
  }
}
