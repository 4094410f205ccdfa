import { expect, type Page } from '@playwright/test';
import { type Language, words } from './words.ts';

type NavKey = Exclude<keyof (typeof words)['zh-CN']['shell']['nav'], 'label' | 'collapse' | 'expand'>;

/** The frame around every page of the shop. */
export class FramePage {
  readonly page: Page;
  private readonly language: Language;

  constructor(page: Page, language: Language = 'zh-CN') {
    this.page = page;
    this.language = language;
  }

  private get text() {
    return words[this.language].shell;
  }

  /** The shop is open: its navigation is there. */
  async expectOpen(): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: this.text.nav.label })).toBeVisible();
  }

  async open(area: NavKey): Promise<void> {
    const navigation = this.page.getByRole('navigation', { name: this.text.nav.label });
    await navigation.getByRole('link', { name: this.text.nav[area], exact: true }).click();
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: this.text.topBar.lock }).click();
  }

  private async openUserMenu(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button').last().click();
  }

  async signOut(): Promise<void> {
    await this.openUserMenu();
    await this.page.getByRole('menuitem', { name: this.text.topBar.signOut }).click();
  }

  async chooseLanguage(language: Language): Promise<FramePage> {
    await this.openUserMenu();
    const label = language === 'en' ? this.text.topBar.english : this.text.topBar.chinese;
    await this.page.getByRole('menuitem', { name: label }).click();
    const frame = new FramePage(this.page, language);
    await frame.expectOpen();
    return frame;
  }
}
