import { openOptions } from '#tests/support/pages/choose.ts';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { UsersPage } from '#tests/support/pages/users.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'];
const CLERK = { name: '小赵', passphrase: 'horse staple clerk battery' };

test.use({ shopKind: 'stocked' });

test('the owner adds a clerk, changes a right and a limit, and shuts the door; the clerk’s window follows at once', async ({
  app,
  frame,
  page,
  context,
}) => {
  test.slow();
  const users = new UsersPage(frame);
  await users.open();
  await users.add({ ...CLERK, role: 'clerk' });
  await users.setLimit('keys.reveal', 1);
  await users.setAnswer('keys.gift', 'granted');
  await users.save();

  // The clerk's own window, of a second start.
  const clerkPage = await context.newPage();
  // On their own PC they are the last who signed in, and chosen already.
  await clerkPage.addInitScript((name) => window.localStorage.setItem('kacang.last-user', name), CLERK.name);
  await clerkPage.goto(await app.openAgain());
  await new EntryPage(clerkPage).signIn(CLERK.passphrase);
  const clerk = new FramePage(clerkPage);
  await clerk.expectOpen();
  await expect(clerk.entryOf('users')).toHaveCount(0);

  const dispense = new DispensePage(clerk);
  await dispense.open();
  await expect(dispense.form.getByText(text.sales.purposes.gift, { exact: true })).toBeVisible();

  await reveal(clerk, 1);
  await expect(clerkPage.getByText(/^[2-9A-HJ-NP-Z]{16}$/)).toBeVisible();
  await clerkPage.keyboard.press('Escape');
  await reveal(clerk, 2);
  await expect(clerkPage.getByText(/额度是 1 张，已用 1 张/)).toBeVisible();
  await clerkPage.keyboard.press('Escape');

  // A window that lies behind another one finishes no motion.
  await page.bringToFront();
  await users.openPerson(CLERK.name);
  await users.setAnswer('keys.gift', 'role');
  await users.save();
  await clerkPage.bringToFront();
  await dispense.open();
  await expect(dispense.form.getByText(text.sales.purposes.gift, { exact: true })).toHaveCount(0);

  await page.bringToFront();
  await users.disable(CLERK.name);
  await clerkPage.bringToFront();
  await expect(clerkPage.getByRole('button', { name: text.entry.signIn.action, exact: true })).toBeVisible();
  // They are not even asked for any more, and whoever types on the old page is refused.
  await clerkPage.getByRole('combobox', { name: text.entry.fields.user }).click();
  await expect(openOptions(clerkPage).first()).toBeVisible();
  await expect(openOptions(clerkPage).filter({ hasText: CLERK.name })).toHaveCount(0);
  await clerkPage.close();
  await expect(page.getByRole('row').filter({ hasText: CLERK.name })).toContainText(text.users.states.disabled);

  // Their drawer is still open.
  await users.rename('老板');
  await page.getByRole('button', { name: text.users.save }).click();
  await expect(page.getByText(text.users.new.nameTaken)).toBeVisible();
  await users.rename('赵小姐');
  await users.save();
  await expect(page.getByRole('row').filter({ hasText: '赵小姐' })).toContainText(text.users.states.disabled);
});

test('shop settings are kept, the owner locks the vault, and the passphrase opens it', async ({ frame, page }) => {
  await frame.open('settings');
  const name = page.getByLabel(text.settings.shop.name);
  await name.fill('改了名的店');
  await page.getByRole('button', { name: text.settings.shop.save, exact: true }).click();
  await expect(page.getByText(text.settings.shop.saved)).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue('改了名的店');

  await page.getByRole('button', { name: text.settings.vault.open, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: text.settings.vault.lock, exact: true }).click();
  const locked = page.getByRole('dialog', { name: text.entry.unlock.vaultTitle });
  await expect(locked.getByText(text.entry.unlock.vaultText)).toBeVisible();
  await locked.getByLabel(text.entry.fields.passphrase, { exact: true }).fill(OWNER_PASSPHRASE);
  await locked.getByRole('button', { name: text.entry.unlock.action, exact: true }).click();
  await expect(locked).toBeHidden();
  await expect(name).toHaveValue('改了名的店');
});

async function reveal(frame: FramePage, row: number): Promise<void> {
  await frame.goTo('/inventory/keys');
  await frame.expectSettled();
  await frame.page.getByRole('main').getByRole('row').nth(row).click();
  const drawer = frame.page.getByRole('dialog').filter({ hasText: text.inventory.key.plain });
  await drawer.getByRole('button', { name: text.inventory.key.reveal, exact: true }).click();
  const question = frame.page.getByRole('dialog').filter({ hasText: text.inventory.acts.revealText });
  await question.getByRole('button', { name: filled(text.inventory.acts.reveal_other, { count: 1 }) }).click();
  await expect(question).toBeHidden();
}

test('a name that was put right in another window is not undone by whoever has the drawer open', async ({
  app,
  frame,
  page,
  context,
}) => {
  const users = new UsersPage(frame);
  await users.open();
  await users.add({ ...CLERK, role: 'clerk' });
  await users.setAnswer('keys.gift', 'granted');

  const otherPage = await context.newPage();
  await otherPage.goto(await app.openAgain());
  await new EntryPage(otherPage).signIn(OWNER_PASSPHRASE);
  const others = new UsersPage(new FramePage(otherPage));
  await others.open();
  await others.openPerson(CLERK.name);
  await others.rename('赵小姐');
  await others.save();
  await otherPage.close();

  await page.bringToFront();
  await expect(page.getByRole('dialog').filter({ hasText: '赵小姐' })).toBeVisible();
  await users.save();
  await expect(page.getByRole('row').filter({ hasText: '赵小姐' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: CLERK.name })).toHaveCount(0);
});

test('a recovery code that was renewed elsewhere meanwhile is not taken for the one in force', async ({
  app,
  frame,
  page,
  context,
}) => {
  const renew = async (window: FramePage): Promise<string[]> => {
    await window.open('settings');
    const { renew: action } = text.settings.recoveryCode;
    await window.page.getByRole('button', { name: action, exact: true }).click();
    const dialog = window.page.getByRole('dialog', { name: action });
    await dialog.getByLabel(text.settings.own.current, { exact: true }).fill(OWNER_PASSPHRASE);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await expect(window.page.getByTestId('recovery-code')).toBeVisible();
    return window.entry.readRecoveryCode();
  };
  const first = await renew(frame);
  const otherPage = await context.newPage();
  await otherPage.goto(await app.openAgain());
  const other = frame.on(otherPage);
  await other.entry.signIn(OWNER_PASSPHRASE);
  await other.expectOpen();
  const second = await renew(other);

  await page.bringToFront();
  await frame.entry.confirmRecoveryCode(first);
  await expect(page.getByText(text.errors.NOT_CODE_IN_FORCE)).toBeVisible();
  await expect(page.getByTestId('recovery-code')).toBeVisible();
  await otherPage.bringToFront();
  await other.entry.confirmRecoveryCode(second);
  await expect(otherPage.getByText(text.settings.recoveryCode.kept)).toBeVisible();
});
