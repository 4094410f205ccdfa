import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { filled, type Language, words } from './words.ts';

interface IncomingInvoice {
  readonly supplier: string;
  readonly number: string;
  readonly net: string;
  /** In per cent; the tax follows from it. */
  readonly rate: string;
  /** What the button says will be registered. */
  readonly total: string;
}

/** 发票: the register of invoices, one of them, and what has none yet. */
export class InvoicesPage {
  readonly page: Page;
  private readonly frame: FramePage;
  private readonly language: Language;

  constructor(frame: FramePage, language: Language = 'zh-CN') {
    this.frame = frame;
    this.page = frame.page;
    this.language = language;
  }

  get text() {
    return words[this.language].invoices;
  }

  async open(view: 'in' | 'owed'): Promise<void> {
    await this.frame.goTo(`/suppliers/invoices?view=${view}`);
    await expect(this.page.getByRole('heading', { name: this.text.title, exact: true })).toBeVisible();
  }

  /** What a supplier has not sent an invoice for. */
  owedOf(supplier: string): Locator {
    return this.page.getByRole('grid', { name: this.text.views.owed }).getByRole('row').filter({ hasText: supplier });
  }

  /** Registers what came from a supplier against its oldest purchases; its drawer is open afterwards. */
  async register({ supplier, number, net, rate, total }: IncomingInvoice): Promise<void> {
    const { register } = this.text;
    await this.page.getByRole('button', { name: this.text.new }).click();
    const dialog = this.page.getByRole('dialog', { name: this.text.new });
    // Ready for the keyboard, with its button in sight on a small screen.
    await expect(dialog.getByLabel(register.supplier, { exact: true })).toBeFocused();
    await expect(dialog.getByRole('button').last()).toBeInViewport({ ratio: 1 });
    await choose(dialog, register.supplier, supplier);
    await dialog.getByLabel(register.number, { exact: true }).fill(number);
    await dialog.getByLabel(register.rate, { exact: true }).fill(rate);
    await dialog.getByLabel(register.net, { exact: true }).fill(net);
    await dialog.getByLabel(register.net, { exact: true }).press('Tab');
    await expect(dialog.getByRole('checkbox', { name: register.coversOldest })).toBeChecked();
    await dialog
      .getByRole('button', { name: new RegExp(`${filled(register.submit, { amount: '' })}.*${total}`) })
      .click();
    await expect(dialog).toBeHidden();
    await expect(this.drawer(number)).toBeVisible();
  }

  drawer(number: string): Locator {
    return this.page.getByRole('dialog').filter({ hasText: `${number} · ` });
  }

  /** Voids the invoice whose drawer is open. */
  async void(number: string, reason: string): Promise<void> {
    const { drawer } = this.text;
    await this.drawer(number).getByRole('button', { name: drawer.void, exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: filled(drawer.voidTitle, { number }) });
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name: drawer.void, exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}
