import type { Locator, Page } from '@playwright/test';

/** Chooses in a select that is named so: types where it can be searched, and takes the option that holds the text. */
export async function choose(scope: Page | Locator, label: string, text: string): Promise<void> {
  const field = scope.getByRole('combobox', { name: label, exact: true });
  const page = 'page' in scope ? scope.page() : scope;
  await field.click();
  if (await field.isEditable()) await field.fill(text);
  await openOptions(page).filter({ hasText: text }).first().click();
}

/** The options of the select that is open; those of closed ones stay in the page. */
export function openOptions(page: Page): Locator {
  return page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');
}
