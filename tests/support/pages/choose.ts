import { expect, type Locator, type Page } from '@playwright/test';

/** Chooses in a select that is named so: types where it can be searched, and takes the option that holds the text. */
export async function choose(scope: Page | Locator, label: string, text: string): Promise<void> {
  const field = scope.getByRole('combobox', { name: label, exact: true });
  const page = 'page' in scope ? scope.page() : scope;
  await field.click();
  if (await field.isEditable()) await field.fill(text);
  const option = openOptions(page).filter({ hasText: text }).first();
  // A list that was opened while another one closed can close with it: then it is opened once more, as a person does.
  await expect(async () => {
    if (!(await option.isVisible())) await field.click();
    await option.click({ timeout: 3000 });
  }).toPass();
}

/** The options of the select that is open; those of closed ones stay in the page. */
export function openOptions(page: Page): Locator {
  return page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ visible: true });
}
