import { currentLanguage } from '#renderer/i18n/language.ts';
import { client } from '#renderer/lib/client.ts';
import { downloadFile } from '#renderer/lib/download.ts';

type ExportFilter = Omit<Parameters<typeof client.skus.exportSheet>[0], 'language'>;

/** Saves the SKUs of these filters as a workbook in the window's language; it can be imported again unchanged. */
export async function downloadCatalog(filter: ExportFilter): Promise<void> {
  const { fileId, name } = await client.skus.exportSheet({ ...filter, language: currentLanguage() });
  await downloadFile(fileId, name);
}

/** Saves a workbook with our columns and two made-up rows. */
export async function downloadSample(): Promise<void> {
  const { fileId, name } = await client.skus.sampleSheet({ language: currentLanguage() });
  await downloadFile(fileId, name);
}
