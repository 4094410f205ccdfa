/** Settings. */
export const settings = {
  title: 'Settings',
  commands: { passphrase: 'Change my passphrase' },
  own: {
    title: 'Mine',
    passphrase: 'Passphrase',
    change: 'Change passphrase',
    current: 'Present passphrase',
    typeCurrent: 'Type your present passphrase',
    changed: 'Passphrase changed',
    recovery:
      'An owner who forgot their passphrase recovers with the recovery code on the sign-in screen; for anybody else an owner resets it under “Users”. A used code is replaced by a new one.',
  },
  shop: {
    title: 'Shop',
    name: 'Name of the shop',
    typeName: 'Type a name of up to 80 characters',
    currency: 'Base currency',
    timeZone: 'Time zone',
    fixed: 'Documents are posted: currency and time zone cannot change any more.',
    language: 'Language of the shop',
    languageHint: 'For new windows and exported files',
    lock: 'Lock the window after',
    lockHint: 'A locked window neither dispenses nor shows keys',
    minutes: 'minutes',
    save: 'Save shop settings',
    saved: 'Shop settings saved',
    disarmed: 'Schedules are paused since the restore until you have gone through its findings.',
    goThrough: 'Go through',
  },
  elsewhere: {
    title: 'Other settings',
    shops: 'Sales shops and delivery texts',
    shopsHint: 'shops per platform, message lengths, texts',
    backup: 'Places of backups',
    backupHint: 'second place, restore',
  },
  about: {
    title: 'About',
    version: 'Version',
    folder: 'Data folder',
    licence: 'Licence',
    licenceText: 'MIT: free to use, change and pass on',
    documents: 'Documents',
    documentsText:
      'With the program: README, docs/FORMATS.md (what can be imported), docs/SECURITY.md (what is protected and what is not)',
  },
  errors: {
    FIXED_BY_DOCUMENTS: 'Documents are posted: currency and time zone cannot change any more. Nothing was saved.',
  },
};
