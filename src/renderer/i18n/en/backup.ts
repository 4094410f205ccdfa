/** Backups and restores. */
export const backup = {
  title: 'Backup and restore',
  commands: { make: 'Back up now', restore: 'Restore a backup' },
  alert: 'Findings of the restore to go through: {{count, quantity}}; schedules are paused',
  goThrough: 'Go through',
  tabsLabel: 'What is shown',
  tabs: {
    backups: 'Backups',
    findings: 'Findings of a restore',
    openFindings_one: 'Findings of a restore ({{count, quantity}} open)',
    openFindings_other: 'Findings of a restore ({{count, quantity}} open)',
  },
  columns: { at: 'Time', kind: 'Made', state: 'State', size: 'Size', file: 'File' },
  kinds: {
    daily: 'Daily',
    quit: 'At quit',
    manual: 'By hand',
    'before-migration': 'Before an upgrade',
    'before-restore': 'Before a restore',
  },
  states: { verified: 'Opened, verified', unverified: 'Not verified', gone: 'File is gone' },
  empty: {
    title: 'There is no backup yet',
    text: 'Backups are made each day and at quit. You can make the first one now.',
  },
  make: {
    action: 'Back up now',
    done: 'Backed up, opened again and verified',
    failed: 'The backup was not finished. Earlier backups are all there.',
  },
  places: {
    own: 'On this computer',
    second: 'Second place',
    missing: 'Not set',
    why: 'If this computer breaks or is lost, only a backup in another place helps.',
    choose: 'Choose a folder',
    change: 'Change',
    save: 'Keep this place',
    none: 'Use no second place',
    folder: 'Full path of the folder',
    hint: 'A portable disk, a USB stick or a folder shared by another computer. Every backup from now on is written there too.',
    type: 'Type the path of a folder',
  },
  restore: {
    open: 'Restore a backup',
    action: 'Restore',
    title: 'Restore a backup',
    which: 'Which backup',
    choose: 'Choose from the list',
    orPath: 'Or the full path of a backup file',
    read: 'Read it',
    to: 'Back to “{{name}}” as of {{at, instant}}',
    foreign: 'This is a backup of another shop, “{{name}}”. Afterwards its users and passphrases sign in.',
    nothingSince: 'Nothing else has happened since this backup.',
    goes: 'These acts since then will not be in the books',
    times_one: '{{count, quantity}} time',
    times_other: '{{count, quantity}} times',
    stays: 'What happens',
    quarantine_one:
      'Keys handed out or seen since (about {{count, quantity}}) go to quarantine and are never sold twice; so do those written off, frozen or withdrawn since.',
    quarantine_other:
      'Keys handed out or seen since (about {{count, quantity}}) go to quarantine and are never sold twice; so do those written off, frozen or withdrawn since.',
    aside: 'The present data is not deleted; it moves to a “replaced” folder in the data folder.',
    schedules: 'Schedules are paused until you have gone through what the restore found.',
    stops: 'Once it is prepared the shop takes no more commands until KaCang is closed and started again.',
    word: 'restore',
    confirm: 'Type “{{word}}” to confirm',
    go: 'Restore to {{at, instant}}',
  },
  findings: {
    none: 'No restore has found anything',
    noneText: 'After a restore, whatever differs from what really happened since the backup is listed here.',
    open_one: '{{count, quantity}} finding to go through',
    open_other: '{{count, quantity}} findings to go through',
    disarmed: 'Schedules stay paused until all of them are gone through.',
    allDone: 'All gone through; schedules are armed again.',
    review: 'Gone through',
    reviewed: 'Gone through',
    openQuarantine: 'Open the quarantine',
    openMonths: 'Open the months',
    kinds: {
      'keys-quarantined': {
        title_one: '{{count, quantity}} key went to quarantine',
        title_other: '{{count, quantity}} keys went to quarantine',
        text_one:
          'It was handed out or seen after the backup ({{count, quantity}}), but the books did not have it so. Document {{document}}. Compare with your shop’s orders before you release anything.',
        text_other:
          'These {{count, quantity}} were handed out or seen after the backup, but the books did not have them so. Document {{document}}. Compare with your shop’s orders before you release anything.',
      },
      'keys-resold': {
        title_one: '{{count, quantity}} key that the books call sold went to another buyer since',
        title_other: '{{count, quantity}} keys that the books call sold went to other buyers since',
        text_one:
          'The books still have it ({{count, quantity}}) in delivery {{deliveries}}. After the backup it came back, was released and went to another buyer. When you enter that return again, do not release the key.',
        text_other:
          'The books still have these {{count, quantity}} in deliveries {{deliveries}}. After the backup they came back, were released and went to other buyers. When you enter those returns again, do not release the keys.',
      },
      'keys-sold-twice': {
        title_one: '{{count, quantity}} key went to two buyers',
        title_other: '{{count, quantity}} keys went to two buyers each',
        text_one:
          'It was sold here in delivery {{deliveries}}, and on the other computer to another buyer ({{count, quantity}}). Reissue to the one whose key does not work.',
        text_other:
          'These {{count, quantity}} were sold here in deliveries {{deliveries}}, and on the other computer to other buyers. Reissue to those whose keys do not work.',
      },
      'keys-unknown': {
        title_one: '{{count, quantity}} key that was handed out is not in the books',
        title_other: '{{count, quantity}} keys that were handed out are not in the books',
        text_one:
          'It ({{count, quantity}}) was imported and handed out after the backup. Import the original file again: it is recognised, goes to quarantine and is not sold twice.',
        text_other:
          'These {{count, quantity}} were imported and handed out after the backup. Import the original files again: they are recognised, go to quarantine and are not sold twice.',
      },
      'keys-written-off': {
        title_one: '{{count, quantity}} key that was written off went to quarantine',
        title_other: '{{count, quantity}} keys that were written off went to quarantine',
        text_one:
          'Written off after the backup, but free in the books: {{acts}}. Document {{document}}. Check it and write it off again.',
        text_other:
          'Written off after the backup, but free in the books: {{acts}}. Document {{document}}. Check them and write them off again.',
      },
      'keys-frozen': {
        title_one: '{{count, quantity}} key that was frozen went to quarantine',
        title_other: '{{count, quantity}} keys that were frozen went to quarantine',
        text_one:
          'Frozen or quarantined after the backup, but free in the books: {{acts}}. Document {{document}}. Where it was released since, check and release it again.',
        text_other:
          'Frozen or quarantined after the backup, but free in the books: {{acts}}. Document {{document}}. Where they were released since, check and release them again.',
      },
      'imports-undone': {
        title_one: '{{count, quantity}} key of an import that was undone went to quarantine',
        title_other: '{{count, quantity}} keys of imports that were undone went to quarantine',
        text_one:
          'The books have again what was undone after the backup: {{acts}}. Document {{document}}. Undo it again, or check it and release it.',
        text_other:
          'The books have again what was undone after the backup: {{acts}}. Document {{document}}. Undo it again, or check the keys and release them.',
      },
      'withheld-unknown': {
        title_one: '{{count, quantity}} key that was written off or frozen is not in the books',
        title_other: '{{count, quantity}} keys that were written off or frozen are not in the books',
        text_one:
          'It ({{count, quantity}}) was imported after the backup. Import the original file again: it is recognised and goes to quarantine.',
        text_other:
          'These {{count, quantity}} were imported after the backup. Import the original files again: they are recognised and go to quarantine.',
      },
      'withheld-elsewhere': {
        title_one: '{{count, quantity}} key that was written off or frozen came after the backup',
        title_other: '{{count, quantity}} keys that were written off or frozen came after the backup',
        text_one: '{{acts}}. When you import the original file again, choose “verify first”, or freeze it at once.',
        text_other:
          '{{acts}}. When you import the original files again, choose “verify first”, or freeze them at once.',
      },
      'withheld-in-doubt': {
        title_one: '{{count, quantity}} key was written off, frozen or undone after the backup',
        title_other: '{{count, quantity}} keys were written off, frozen or undone after the backup',
        text_one: '{{acts}}. It is in quarantine with the others: leave it there when you release what was checked.',
        text_other:
          '{{acts}}. They are in quarantine with the others: leave them there when you release what was checked.',
      },
      'orders-served': {
        title_one: '{{count, quantity}} order was served after the backup',
        title_other: '{{count, quantity}} orders were served after the backup',
        text_one:
          '{{orders}}. The books have no delivery of it, but it is not served again by itself. See on the shop’s platform what was sent; reissue only what the buyer did not get.',
        text_other:
          '{{orders}}. The books have no delivery of them, but they are not served again by themselves. See on the shops’ platforms what was sent; reissue only what a buyer did not get.',
      },
      'issued-log-replaced': {
        title_one: 'issued.log did not fit this backup',
        title_other: 'issued.log did not fit this backup',
        text_one:
          'It was damaged, of another shop or of another computer, and lies in “{{folder}}” now. Keys that it can still tell of are in quarantine; whether it told of all cannot be known: compare the stock with your shops’ orders before you sell.',
        text_other:
          'It was damaged, of another shop or of another computer, and lies in “{{folder}}” now. Keys that it can still tell of are in quarantine; whether it told of all cannot be known: compare the stock with your shops’ orders before you sell.',
      },
      'issued-log-broken': {
        title_one: 'issued.log was damaged, and part of it cannot be told',
        title_other: 'issued.log was damaged, and part of it cannot be told',
        text_one:
          'It was damaged from line {{line, quantity}} on and lies in “{{folder}}” now. The last act in the books is of {{since, instant}}: compare what your shops handed out after it.',
        text_other:
          'It was damaged from line {{line, quantity}} on and lies in “{{folder}}” now. The last act in the books is of {{since, instant}}: compare what your shops handed out after it.',
      },
      'issued-log-rebuilt': {
        title_one: 'issued.log was damaged and written anew from the books',
        title_other: 'issued.log was damaged and written anew from the books',
        text_one:
          'It was damaged from line {{line, quantity}} on and lies in “{{folder}}” now. The books hold all of it; no key is affected. Have the disk checked.',
        text_other:
          'It was damaged from line {{line, quantity}} on and lies in “{{folder}}” now. The books hold all of it; no key is affected. Have the disk checked.',
      },
      'folder-moved': {
        title_one: 'This shop came from another computer',
        title_other: 'This shop came from another computer',
        text_one:
          'Its folder was copied or restored here. See that the shop is not used over there any more: where both sell, one key goes to two buyers.',
        text_other:
          'Its folder was copied or restored here. See that the shop is not used over there any more: where both sell, one key goes to two buyers.',
      },
      'keys-in-doubt': {
        title_one: '{{count, quantity}} key that may have been handed out went to quarantine',
        title_other: '{{count, quantity}} keys that may have been handed out went to quarantine',
        text_one:
          'Document {{document}}. Compare with your shops’ orders; what was not handed out can be released batch by batch.',
        text_other:
          'Document {{document}}. Compare with your shops’ orders; what was not handed out can be released batch by batch.',
      },
      'closing-lost': {
        title_one: 'The closing of {{month}} is not in this backup',
        title_other: 'The closing of {{month}} is not in this backup',
        text_one: 'It was made after the backup. Check the statements and close the month again.',
        text_other: 'It was made after the backup. Check the statements and close the month again.',
      },
    },
  },
  restart: {
    title: 'The restore is ready: start KaCang again',
    text: 'The backup is verified. Close KaCang and start it again to work with the restored data; until then the shop takes no commands.',
    desktop: 'Quit the program, not only its window, and open it again.',
    browser: 'Press Ctrl+C in the terminal that runs it, run npm start, and open the new address.',
    reload: 'It was started again: reload',
  },
  errors: {
    BACKUP_UNUSABLE: 'This backup cannot be used ({{reason}}). The shop was not touched; choose another one.',
    RESTART_NEEDED: 'A restore lies ready: close KaCang and start it again. Nothing was done.',
  },
};
