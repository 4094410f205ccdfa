import officeCrypto from 'officecrypto-tool';
import { SheetRefusal } from '../../sheet-refusal.ts';

/**
 * The plain workbook behind a password (Office 2007 standard, 2010 agile, xls RC4 and XOR), or null when the file is not
 * encrypted at all.
 */
export async function decryptWorkbook(bytes: Buffer, password: string | undefined): Promise<Buffer | null> {
  if (!isEncrypted(bytes)) return null;
  if (!password) throw new SheetRefusal('PASSWORD_REQUIRED', 'The workbook is encrypted');
  try {
    return await officeCrypto.decrypt(bytes, { password });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message === 'The password is incorrect') {
      throw new SheetRefusal('PASSWORD_WRONG', 'The password does not open the workbook');
    }
    throw new SheetRefusal('ENCRYPTED', 'The workbook is encrypted in a way that is not read');
  }
}

function isEncrypted(bytes: Buffer): boolean {
  try {
    return officeCrypto.isEncrypted(bytes);
  } catch {
    // Too damaged to tell; the reader will say what is wrong.
    return false;
  }
}
