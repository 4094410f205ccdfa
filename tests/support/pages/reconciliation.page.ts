import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { pressUntilGone } from './press.ts';
import { filled, type Language, words } from './words.ts';

interface StatementPaper {
  readonly supplier: string;
  readonly name: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly lineCount: number;
}

/** 对账: a supplier's statement from its file to settled, and the shop's months. */
export class ReconciliationPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  private get text() {
    return words[this.language].reconciliation;
  }

  /** Supplier, file and days; its products are known by their own SKUs where there are any. */
  async fillStatement(paper: StatementPaper, products: Readonly<Record<string, string>> = {}): Promise<void> {
    const { wizard, columns } = this.text;
    await this.frame.goTo('/reconciliation/new');
    await choose(this.page, columns.supplier, paper.supplier);
    const buffer = Buffer.from(paper.text);
    await this.page.locator('input[type=file]').setInputFiles({ name: paper.name, mimeType: 'text/csv', buffer });
    await this.setDay(wizard.from, paper.from);
    await this.setDay(wizard.to, paper.to);
    for (const [product, sku] of Object.entries(products)) await choose(this.page, product, sku);
  }

  private async setDay(label: string, day: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(day);
    await field.press('Enter');
  }

  async importStatement(lineCount: number): Promise<void> {
    await this.page.getByRole('button', { name: filled(this.text.wizard.import_other, { count: lineCount }) }).click();
    await expect(this.page).toHaveURL(/#\/reconciliation\/\d+/);
  }

  /** What still stands between the books, as it is shown. */
  get unexplained(): Locator {
    return this.page.locator('dl > div').filter({ hasText: this.text.work.unexplained }).getByRole('definition');
  }

  get settleAction(): Locator {
    return this.page.getByRole('button', { name: /^结清 \d+ 行$|^Settle/ });
  }

  /** Confirms what is sure and even, where there is any. */
  async confirmSure(): Promise<void> {
    const action = this.page.getByRole('main').getByRole('button', { name: this.text.work.confirmAll, exact: true });
    await action.click();
    const question = this.page.getByRole('dialog').filter({ hasText: this.text.work.confirmAllText });
    await pressUntilGone(question.getByRole('button', { name: this.text.work.confirmAll, exact: true }));
    await expect(action).toBeHidden();
  }

  /** Marks everything that was found and posts an adjustment for it. */
  async adjustOnlyDifference(): Promise<void> {
    const { differences, work } = this.text;
    await this.page.getByRole('button', { name: new RegExp(`^${work.openDifferences}`) }).click();
    const drawer = this.page.getByRole('dialog', { name: differences.title });
    await drawer.getByRole('button', { name: filled(differences.markAll_other, { count: 1 }) }).click();
    await drawer.getByRole('button', { name: differences.adjust, exact: true }).click();
    await expect(drawer.getByText(this.text.resolutions.adjusted)).toBeVisible();
    await drawer.getByRole('button', { name: 'Close', exact: true }).or(drawer.getByLabel('关闭')).first().click();
  }

  async settle(): Promise<void> {
    await this.settleAction.click();
    const question = this.page.getByRole('dialog').filter({ hasText: this.text.work.settleText });
    await pressUntilGone(question.getByRole('button', { name: this.text.work.settle, exact: true }));
    await expect(this.page.getByText(this.text.states.settled, { exact: true }).first()).toBeVisible();
  }

  /** Opens the books of a month, from the navigation on. */
  async openMonth(month: string): Promise<Locator> {
    await this.frame.open('months');
    await expect(this.page.getByRole('heading', { name: this.text.monthsTitle, exact: true })).toBeVisible();
    await this.frame.goTo(`/months?month=${month}`);
    const drawer = this.page.getByRole('dialog').filter({ hasText: this.text.books.period });
    await expect(drawer).toBeVisible();
    return drawer;
  }

  /** Settles the stock book in a month's drawer. */
  async settleStock(drawer: Locator): Promise<void> {
    const { stock } = this.text;
    await drawer.getByRole('button', { name: stock.settle, exact: true }).click();
    const question = this.page.getByRole('dialog').filter({ hasText: stock.settleText });
    await pressUntilGone(question.getByRole('button', { name: stock.settle, exact: true }));
    await expect(drawer.getByRole('button', { name: stock.settle, exact: true })).toBeHidden();
  }

  async closeMonth(drawer: Locator): Promise<void> {
    await drawer.getByRole('button', { name: this.text.months.close, exact: true }).click();
    const question = this.page.getByRole('dialog').filter({ hasText: /报表以结账时为准/ });
    await pressUntilGone(question.getByRole('button', { name: /^结 / }));
    await expect(drawer.getByRole('button', { name: this.text.months.reopen, exact: true })).toBeVisible();
  }
}
