export const errors = {
  connection: {
    'no-link': 'Open the link that KaCang printed when it started.',
    'link-refused':
      'This link was already used or has expired (it lasts 60 seconds). Start KaCang again and open the new link.',
    'session-lost': 'The session with KaCang has ended; it may have been restarted. Open the newly printed link.',
    'desktop-port-missing': 'The window could not reach the KaCang core. Close it and open it again.',
    broken: 'KaCang did not answer. What you typed is still here; try again, nothing will be done twice.',
  },
  unexpected: 'Something unexpected went wrong and nothing was saved. You can try again.',
  unexpectedWithId:
    'Something unexpected went wrong and nothing was saved. You can try again; quote {{correlationId}} when you report it.',
  UNEXPECTED: 'Something unexpected went wrong and nothing was saved. Quote {{correlationId}} when you report it.',
  SIGN_IN_NEEDED: 'Sign in first.',
  WINDOW_LOCKED: 'The window is locked and nothing was done. Unlock it and try again.',
  SHOP_DAMAGED:
    'The shop’s database cannot be opened and nothing was done. Open KaCang and restore a backup on its start screen.',
  VAULT_LOCKED: 'The vault is locked; what needs its keys was not done. Unlock with a passphrase and try again.',
  PERMISSION_DENIED: 'You do not have the right “{{right}}”. The owner can grant it under Users.',
  DAILY_LIMIT_REACHED:
    'Today’s limit for “{{right}}” is {{limit, quantity}} keys; {{used, quantity}} are used and this needs {{wanted, quantity}} more.',
  SHOP_STATE: 'The shop’s setup has changed. Reload the page.',
  NOT_FOUND: 'This no longer exists; it may have been removed or merged.',
  INVALID_VALUE: '{{sentence}} Nothing was changed.',
  CHANGED_MEANWHILE:
    'Someone changed this after you opened it. Look at it again before saving; what you typed is kept.',
  COMMAND_ID_REUSED: 'The same action arrived with different contents and was not carried out. Submit it again.',
  MONTH_CLOSED: '{{month}} is closed. Post to {{openMonth}} instead, or reopen the month first.',
  DAY_SETTLED:
    'The supplier’s account is settled by statement {{number}} on {{day, day}}; nothing was posted. Date it {{openFrom, day}} or later, or re-open that statement first.',
  STORAGE_FAILED:
    'The disk cannot be written ({{reason}}); nothing was changed. Free some space or check the disk, then retry.',
  ISSUED_LOG_FAILED:
    'This was carried out, but issued.log could not be written ({{reason}}), so no key is shown. Do not do it again: free some space, then look it up under deliveries.',
  FILE_TOO_LARGE:
    'Files above {{maximumMebibytes, quantity}} MiB are not taken. Split it and add the parts one by one.',
  FILE_INCOMPLETE:
    'Only {{receivedBytes, quantity}} of {{expectedBytes, quantity}} bytes arrived, and nothing was kept. Add the file again.',
  FILE_EXPIRED:
    'This file is gone: a prepared file is kept for {{keptMinutes, quantity}} minutes and until you sign out. Prepare it again.',
  JOB_OF_ANOTHER: 'Somebody else started this work: only they or the owner can stop it. It goes on.',
  WRONG_PASSPHRASE: 'Wrong passphrase.',
  NOT_CODE_IN_FORCE:
    'This code opens nothing any more: another one was made meanwhile. Throw it away and keep the newer one, or make one anew under Settings.',
  WRONG_RECOVERY_CODE: 'Wrong recovery code.',
  SLOWED_DOWN: 'Too many wrong tries. You can try again in {{seconds}} s.',
  USER_DISABLED: 'This user is disabled. Ask the owner.',
  ISSUED_LOG_BROKEN:
    'The record of keys handed out (issued.log) is damaged from line {{line, quantity}} on. Nobody was signed in and nothing was changed. The owner signs in on the start screen and decides there.',
  NAME_TAKEN: 'Someone already has this name.',
  LAST_OWNER: 'At least one owner must be able to sign in.',
  SECOND_PLACE_FAILED:
    'The backup on this PC is made, but its second copy could not be written to {{place}}: {{reason}}.',
  PLACE_UNUSABLE: 'This backup place cannot be used: {{reason}}.',
  BAD_REQUEST: 'What was sent has the wrong shape and was not carried out.',
  NOT_IMPLEMENTED: 'This version cannot do that yet.',
  /** Why a place or a disk cannot be used, by the core's words for it. */
  reasons: {
    NOT_FOUND: 'the file does not exist',
    NOT_A_BACKUP: 'it is no backup of KaCang',
    NO_MANIFEST: 'its manifest is missing',
    UNKNOWN_FORMAT: 'it comes from a newer version',
    NEWER_VERSION: 'it comes from a newer version: update KaCang first',
    PART_MISSING: 'a part is missing',
    HASH_DIFFERS: 'its contents are damaged',
    DATABASE_DAMAGED: 'the database in it is damaged',
    NOT_ABSOLUTE: 'type the full path',
    IN_DATA_FOLDER: "it lies in the shop's own folder",
    OTHER_FILE: 'another file is there already',
    NOT_A_FOLDER: 'this is not a folder, or it does not exist',
    NOT_WRITABLE: 'the folder does not exist or may not be written to',
    SQLITE_CORRUPT: 'the database is damaged: end KaCang, start it again and restore a backup',
    SQLITE_NOTADB: 'the database is damaged: end KaCang, start it again and restore a backup',
    SQLITE_FULL: 'the disk is full',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    SQLITE_READONLY: 'the disk is read-only',
    EROFS: 'the disk is read-only',
    SQLITE_IOERR: 'the disk failed',
    EIO: 'the disk failed',
    SQLITE_CANTOPEN: 'the file cannot be opened',
  },
};
