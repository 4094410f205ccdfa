import { expect, type Locator, type Page, type Request } from '@playwright/test';
import { EntryPage } from './entry.page.ts';
import { pressUntilGone } from './press.ts';
import { type Language, words } from './words.ts';

/** Longer than the pause before a skeleton is drawn. */
const QUIET_MILLISECONDS = 400;

/** More than a motion of Ant Design takes from being asked for to its first step. */
const QUIET_FRAMES = 12;

/** Within this a test says what it waits for instead of running out of its time. */
const SETTLED_MILLISECONDS = 60_000;

/** No page that is left alone changes for so long. */
const RESTLESS_MILLISECONDS = 15_000;

/** A drawer or popup on its way, or rows greyed until the next ones are there. */
const MOVING = '[class*="-motion-"], [aria-busy="true"]';

/** So long the window may take to speak another language. */
const CHOICE_MILLISECONDS = 5000;

/** From one field to the next one that matters. */
const MOST_TABS = 3;

/** The stream of events stays open as long as the window. */
const ENDLESS = /\/events\/subscribe/;

type NavKey = Exclude<keyof (typeof words)['zh-CN']['shell']['nav'], 'label' | 'collapse' | 'expand'>;

/** The frame around every page of the shop. */
export class FramePage {
  readonly page: Page;
  private readonly language: Language;
  /** Requests without an answer as yet. */
  private readonly asked = new Set<Request>();

  constructor(page: Page, language: Language = 'zh-CN') {
    this.page = page;
    this.language = language;
    page.on('request', (request) => {
      if (!ENDLESS.test(request.url())) this.asked.add(request);
    });
    const forget = (request: Request): boolean => this.asked.delete(request);
    page.on('requestfinished', forget);
    page.on('requestfailed', forget);
  }

  /** The first row of the page's table. */
  get firstRow(): Locator {
    return this.page.getByRole('main').getByRole('row').nth(1);
  }

  /** Opens the first row once it is the last word: rows of before stand there until the new ones have been read. */
  async openFirstRow(): Promise<void> {
    await this.expectSettled();
    await this.firstRow.click();
  }

  /** The frame of another page on which the shop is opened. */
  on(page: Page): FramePage {
    return new FramePage(page, this.language);
  }

  /** The same shop in another tab of this window, signed in as here. */
  async openTab(): Promise<FramePage> {
    const tab = this.on(await this.page.context().newPage());
    await tab.page.goto(new URL(this.page.url()).origin);
    await tab.expectOpen();
    return tab;
  }

  /** As a person turns to a window: one that lies behind another is given a frame a second, and finishes no motion. */
  async bringToFront(): Promise<void> {
    await this.page.bringToFront();
  }

  /** What covers the frame while it is locked or signed out. */
  get entry(): EntryPage {
    return new EntryPage(this.page, this.language);
  }

  private get text() {
    return words[this.language].shell;
  }

  private get navigation(): Locator {
    return this.page.getByRole('navigation', { name: this.text.nav.label });
  }

  /** The shop is open: its navigation is there. */
  async expectOpen(): Promise<void> {
    await expect(this.navigation).toBeVisible();
  }

  /** The place of an area in the navigation. */
  entryOf(area: NavKey): Locator {
    return this.navigation.getByRole('link', { name: this.text.nav[area], exact: true });
  }

  async open(area: NavKey): Promise<void> {
    await this.entryOf(area).click();
  }

  /** Goes where a link inside the window would, without loading it anew: `/imports/new`. */
  async goTo(path: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, path);
  }

  /** Nothing is being read any more, nothing is greyed or on its way in, and the page has stopped changing. */
  async expectSettled(): Promise<void> {
    await expect(async () => {
      await this.standStill();
      expect([...this.asked].map((request) => new URL(request.url()).pathname)).toEqual([]);
      await expect(this.page.locator(MOVING)).toHaveCount(0, { timeout: 0 });
    }).toPass({ timeout: SETTLED_MILLISECONDS });
    await expect(this.page.getByRole('status', { name: this.text.states.loading })).toHaveCount(0);
  }

  /**
   * Counts frames as well as time: a page that was held up has changes to come when its timers are due already. A page
   * that finds no rest is told by what changed last, and by how many frames it was given.
   */
  private async standStill(): Promise<void> {
    const unrest = await this.page.evaluate(
      ([quietMilliseconds, quietFrames, longest]) =>
        new Promise<string | null>((resolve) => {
          let changedAt = performance.now();
          let frames = 0;
          let allFrames = 0;
          let latest = 'nothing';
          const observer = new MutationObserver(([change]) => {
            changedAt = performance.now();
            frames = 0;
            const node = change?.target;
            const element = node instanceof Element ? node : node?.parentElement;
            latest = `${change?.type} ${change?.attributeName ?? ''} of ${element?.tagName}.${element?.className}`;
          });
          const end = (answer: string | null): void => {
            clearTimeout(timer);
            observer.disconnect();
            resolve(answer);
          };
          const timer = setTimeout(() => end(`${latest} changed last, in ${allFrames} frames`), longest);
          const nextFrame = (): void => {
            frames += 1;
            allFrames += 1;
            if (frames < quietFrames || performance.now() - changedAt < quietMilliseconds) {
              requestAnimationFrame(nextFrame);
              return;
            }
            end(null);
          };
          observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
          requestAnimationFrame(nextFrame);
        }),
      [QUIET_MILLISECONDS, QUIET_FRAMES, RESTLESS_MILLISECONDS] as const,
    );
    expect(unrest, 'what keeps the page from standing still').toBeNull();
  }

  /** Presses Tab until a field has the focus; a select has a second stop, its button that clears it. */
  async tabTo(field: Locator): Promise<void> {
    for (let count = 0; count < MOST_TABS; count += 1) {
      await this.page.keyboard.press('Tab');
      if (await field.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(field).toBeFocused();
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: this.text.topBar.lock }).click();
  }

  private async openUserMenu(): Promise<void> {
    await this.page.getByRole('banner').getByTitle(this.text.topBar.user).click();
  }

  async signOut(): Promise<void> {
    await this.openUserMenu();
    await pressUntilGone(this.page.getByRole('menuitem', { name: this.text.topBar.signOut }));
  }

  /** On a busy machine the menu of the choice before may still be closing: then it is opened and asked once more. */
  async chooseLanguage(language: Language): Promise<FramePage> {
    const label = language === 'en' ? this.text.topBar.english : this.text.topBar.chinese;
    const choice = this.page.getByRole('menuitem', { name: label });
    const frame = new FramePage(this.page, language);
    await expect(async () => {
      if (await frame.navigation.isVisible()) return;
      if (!(await choice.isVisible())) await this.openUserMenu();
      await choice.click({ timeout: CHOICE_MILLISECONDS });
      await expect(frame.navigation).toBeVisible({ timeout: CHOICE_MILLISECONDS });
    }).toPass();
    await expect(choice).toBeHidden();
    return frame;
  }
}
