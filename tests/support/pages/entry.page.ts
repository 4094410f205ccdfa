import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import { filled, type Language, words } from './words.ts';

/** Everything before the shop: first start, sign in, unlock. */
export class EntryPage {
  readonly page: Page;
  private readonly language: Language;

  constructor(page: Page, language: Language = 'zh-CN') {
    this.page = page;
    this.language = language;
  }

  private get text() {
    return words[this.language].entry;
  }

  private button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async fillOwner(name: string, passphrase: string, repeated = passphrase): Promise<void> {
    await this.page.getByLabel(this.text.fields.ownerName).fill(name);
    await this.page.getByLabel(this.text.fields.passphrase, { exact: true }).fill(passphrase);
    await this.page.getByLabel(this.text.fields.repeated).fill(repeated);
    await this.button(this.text.firstStart.next).click();
  }

  async fillBusiness(name: string): Promise<void> {
    await this.page.getByLabel(this.text.fields.businessName).fill(name);
    await this.button(this.text.firstStart.next).click();
  }

  async skipBackupPlace(): Promise<void> {
    await this.button(this.text.backup.skip).click();
  }

  async chooseBackupPlace(place: string): Promise<void> {
    await this.page.getByLabel(this.text.fields.backupPlace).fill(place);
    await this.button(this.text.firstStart.create).click();
  }

  /** The groups of the recovery code as they are shown. */
  async readRecoveryCode(): Promise<string[]> {
    const text = await this.page.getByTestId('recovery-code').innerText();
    return text.match(/[2-9A-HJ-NP-Z]{4}/g) ?? [];
  }

  /** Types back the two groups that are asked for. */
  async confirmRecoveryCode(groups: readonly string[]): Promise<void> {
    await this.button(this.text.code.kept).click();
    for (const [index, group] of groups.entries()) {
      const field = this.page.getByLabel(filled(this.text.code.group, { number: index + 1 }), { exact: true });
      if (await field.isVisible()) await field.fill(group);
    }
    await this.button(this.text.code.confirm).click();
  }

  async signIn(passphrase: string, name?: string): Promise<void> {
    if (name !== undefined) await choose(this.page, this.text.fields.user, name);
    await this.page.getByLabel(this.text.fields.passphrase, { exact: true }).fill(passphrase);
    await this.button(this.text.signIn.action).click();
  }

  get signInAction(): Locator {
    // Not by its name: while nobody may try, it says for how many seconds.
    return this.page.locator('button[type=submit]');
  }

  /** Tries a wrong passphrase and waits for the answer; true when the next try has to wait. */
  async tryWrong(passphrase: string): Promise<boolean> {
    const field = this.page.getByLabel(this.text.fields.passphrase, { exact: true });
    await field.fill(passphrase);
    await this.signInAction.click();
    // The field is emptied by the answer.
    await expect(field).toHaveValue('');
    await expect(this.page.getByRole('alert')).toBeVisible();
    return this.signInAction.isDisabled();
  }

  /** The way back with the recovery code, up to the new code that is shown. */
  async recover(groups: readonly string[], passphrase: string): Promise<void> {
    await this.button(this.text.signIn.forgotten).click();
    await this.page.getByLabel(this.text.fields.recoveryCode).fill(groups.join('-'));
    await this.page.getByLabel(this.text.fields.passphrase, { exact: true }).fill(passphrase);
    await this.page.getByLabel(this.text.fields.repeated).fill(passphrase);
    await this.button(this.text.recovery.action).click();
  }

  async unlock(passphrase: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: this.text.unlock.title });
    await dialog.getByLabel(this.text.fields.passphrase, { exact: true }).fill(passphrase);
    await dialog.getByRole('button', { name: this.text.unlock.action, exact: true }).click();
  }

  async expectLocked(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.text.unlock.title })).toBeVisible();
  }
}
