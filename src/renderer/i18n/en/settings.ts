/** Settings. */
export const settings = {
  title: 'Settings',
  commands: { passphrase: 'Change my passphrase', recoveryCode: 'Make a new recovery code' },
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
  recoveryCode: {
    label: 'Recovery code',
    renew: 'Make a new code',
    text: 'For when the paper is lost, or somebody saw it. The code you have now opens nothing from then on; the new one is shown once.',
    renewed: 'The code before it no longer works. This one is shown only now: put it where the old one was.',
    kept: 'The new recovery code is in force',
    notKept: 'The recovery code was shown, but nobody confirmed to have kept it.',
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
  clock: {
    title:
      'This computer’s clock ({{now, datedInstant}}) is behind what KaCang has already written ({{latest, datedInstant}}); schedules are paused',
    text: 'Day change, expiry, the end of reservations and the daily backup wait; everything else works. Set the clock right, or ask the owner to confirm it.',
    ownerText:
      'Day change, expiry, the end of reservations and the daily backup wait; everything else works. Set the clock right and they go on by themselves; if it ran ahead before and is right now, confirm it.',
    alert: 'The clock was set back; schedules are paused',
    leapTitle:
      'This computer’s clock ({{now, datedInstant}}) is more than a month past what KaCang wrote last ({{from, datedInstant}}); schedules are paused',
    leapText:
      'Day change, expiry, the end of reservations and automatic reorders wait, so that a wrong clock ends no key before its day; everything else works. Set the clock right, or ask the owner to confirm it.',
    leapOwnerText:
      'Day change, expiry, the end of reservations and automatic reorders wait, so that a wrong clock ends no key before its day; everything else works. If the clock is wrong, set it right; if the shop has rested that long, confirm it.',
    leapAlert: 'The clock has run on by more than a month; schedules are paused',
    confirm: 'It is {{now, datedInstant}}: go on',
  },
  vault: {
    section: 'Vault',
    hint: 'Takes the keys out of memory before you leave or somebody works on this computer',
    open: 'Lock the vault',
    title: 'Lock the vault',
    text: 'The keys leave memory and every window locks, colleagues’ too. Running imports, exports and checks stop; nothing is left half done.',
    goesOn: 'Day change, expiry and backups go on. Any user’s passphrase unlocks it.',
    lock: 'Lock the vault',
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
    CLOCK_MOVED: 'The clock moved again or is right by now; nothing was changed. Look at what stands there now.',
    FIXED_BY_DOCUMENTS: 'Documents are posted: currency and time zone cannot change any more. Nothing was saved.',
  },
};
