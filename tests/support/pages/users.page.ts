import { expect, type Locator, type Page } from '@playwright/test';
import type { Right, Role } from '#shared/domain/identity/rights.ts';
import { choose } from './choose.ts';
import type { FramePage } from './frame.page.ts';
import { pressUntilGone } from './press.ts';
import { filled, words } from './words.ts';

const text = words['zh-CN'];

/** The owner's page of people and their rights, in Chinese. */
export class UsersPage {
  readonly frame: FramePage;
  readonly page: Page;

  constructor(frame: FramePage) {
    this.frame = frame;
    this.page = frame.page;
  }

  async open(): Promise<void> {
    await this.frame.open('users');
    await this.frame.expectSettled();
  }

  /** Adds a person; their drawer is open afterwards. */
  async add(person: { name: string; passphrase: string; role: Role }): Promise<void> {
    await this.page.getByRole('button', { name: text.users.new.open }).click();
    const dialog = this.page.getByRole('dialog', { name: text.users.new.title });
    await dialog.getByLabel(text.users.new.name).fill(person.name);
    await dialog.getByText(text.shell.roles[person.role], { exact: false }).first().click();
    await dialog.getByLabel(text.entry.fields.passphrase, { exact: true }).fill(person.passphrase);
    await dialog.getByLabel(text.entry.fields.repeated).fill(person.passphrase);
    await dialog.getByRole('button', { name: text.users.new.action, exact: true }).click();
    await expect(dialog).toBeHidden();
    await this.expectDrawer();
  }

  async openPerson(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('row').filter({ hasText: name }).click();
    await this.expectDrawer();
  }

  /** The drawer stands still: what opens out of a select while it slides in stays beside the page. */
  private async expectDrawer(): Promise<void> {
    await expect(this.saveButton).toBeVisible();
    await this.frame.expectSettled();
  }

  private get saveButton(): Locator {
    // Behind another tab no motion ends, and the mark of what was loading stays part of the name.
    return this.page.getByRole('button', { name: text.users.save });
  }

  async setAnswer(right: Right, answer: 'role' | 'granted' | 'denied'): Promise<void> {
    const wanted = answer === 'role' ? text.users.rights.asRoleNo : text.users.rights[answer];
    await choose(this.page, wordOf(right), wanted);
  }

  async setLimit(right: Right, keysADay: number): Promise<void> {
    await this.page.getByLabel(`${wordOf(right)} ${text.users.rights.limit}`).fill(String(keysADay));
  }

  async rename(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: text.users.columns.name }).fill(name);
  }

  /** Saves the open person and closes the drawer. */
  async save(): Promise<void> {
    await this.saveButton.click();
    await expect(this.page.getByText(text.users.saved).first()).toBeVisible();
    await expect(this.saveButton).toBeDisabled();
    await this.page.keyboard.press('Escape');
    await expect(this.saveButton).toBeHidden();
  }

  async disable(name: string): Promise<void> {
    await this.openPerson(name);
    await this.page.getByRole('button', { name: text.users.disable.action, exact: true }).first().click();
    const question = this.page.getByRole('dialog').filter({ hasText: text.users.disable.text });
    await pressUntilGone(question.getByRole('button', { name: text.users.disable.action, exact: true }));
    await expect(this.page.getByText(filled(text.users.disable.done, { name }))).toBeVisible();
  }
}

function wordOf(right: Right): string {
  const [group, verb] = right.split('.') as [keyof typeof text.rights, string];
  const ofGroup: Readonly<Record<string, string>> = text.rights[group];
  return ofGroup[verb] ?? right;
}
