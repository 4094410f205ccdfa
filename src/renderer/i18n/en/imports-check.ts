/** What a person is asked about a sheet before it comes in. */
export const importDecisions = {
  title: 'For you to decide',
  status: 'Status “{{text}}”',
  sellable: 'Can be sold: take it',
  notSellable: 'Cannot be sold: refuse',
  statusHidden: 'The status column holds something that does not look like a status: check the columns.',
  invisible_one: '{{count, quantity}} key has the invisible character {{name}}',
  invisible_other: '{{count, quantity}} keys have the invisible character {{name}}',
  invisibleAllowed: 'Invisible character {{name}}',
  removeInvisible: 'Remove it and take them',
  wide_one: '{{count, quantity}} card number has full-width characters',
  wide_other: '{{count, quantity}} card numbers have full-width characters',
  foldWide: 'Fold them',
  words_one: '{{count, quantity}} key has words inside (“PIN: …”, “（used）”), which the buyer would get with it',
  words_other: '{{count, quantity}} keys have words inside (“PIN: …”, “（used）”), which buyers would get with them',
  wordsAllowed: 'Keys have words inside (“PIN: …”, “（used）”)',
  keepWords: 'Buyers are to get them whole: take them',
  rounded_one: '{{count, quantity}} long number ends in zeros after 15 digits, as a spreadsheet leaves it',
  rounded_other: '{{count, quantity}} long numbers end in zeros after 15 digits, as a spreadsheet leaves them',
  roundedAllowed: 'Long numbers end in zeros after 15 digits',
  acceptRounded: 'The numbers are really so: take them',
  smallCosts_one: '{{count, quantity}} cost looks like a discount (0.95 and 9.5 are 95 %)',
  smallCosts_other: '{{count, quantity}} costs look like discounts (0.95 and 9.5 are 95 %)',
  smallCostsRead: 'Costs that look like discounts (0.95 and 9.5 are 95 %)',
  smallCostsAs: { refuse: 'Refuse', discount: 'Part of the face value', cost: 'Cost as written' },
  hidden_one: '{{count, quantity}} row is hidden in the sheet',
  hidden_other: '{{count, quantity}} rows are hidden in the sheet',
  includeHidden: 'Include hidden rows',
  unknownSku_one: '{{count, quantity}} key has no known SKU: assign it under “SKU” above',
  unknownSku_other: '{{count, quantity}} keys have no known SKU: assign it under “SKU” above',
  furtherColumns_one: '{{count, quantity}} row has further columns',
  furtherColumns_other: '{{count, quantity}} rows have further columns',
  ignoreFurther: 'They are not needed',
};

/** What the check of a sheet says beside its counts; by the code of the warning. */
export const importWarnings = {
  LEADING_ZEROS_MAY_BE_LOST_one: '{{count, quantity}} card number is stored as a number: leading zeros may be lost',
  LEADING_ZEROS_MAY_BE_LOST_other: '{{count, quantity}} card numbers are stored as numbers: leading zeros may be lost',
  MAY_BE_ROUNDED_one:
    '{{count, quantity}} long number ends in zeros after 15 digits: compare it with the original, a spreadsheet may have changed it',
  MAY_BE_ROUNDED_other:
    '{{count, quantity}} long numbers end in zeros after 15 digits: compare them with the original, a spreadsheet may have changed them',
  GUARD_REMOVED_one: '{{count, quantity}} lost the quote that guarded it',
  GUARD_REMOVED_other: '{{count, quantity}} lost the quotes that guarded them',
  INVISIBLE_REMOVED_one: '{{count, quantity}} lost invisible characters',
  INVISIBLE_REMOVED_other: '{{count, quantity}} lost invisible characters',
  WIDE_FOLDED_one: '{{count, quantity}} folded to narrow characters',
  WIDE_FOLDED_other: '{{count, quantity}} folded to narrow characters',
  WIDE_KEPT_one: '{{count, quantity}} secret has full-width characters, kept as they are',
  WIDE_KEPT_other: '{{count, quantity}} secrets have full-width characters, kept as they are',
  ODD_CHARACTER_one: '{{count, quantity}} has rare characters, kept as they are',
  ODD_CHARACTER_other: '{{count, quantity}} have rare characters, kept as they are',
  LINE_BREAK_INSIDE_one: '{{count, quantity}} has a line break inside, kept',
  LINE_BREAK_INSIDE_other: '{{count, quantity}} have line breaks inside, kept',
  SPACE_INSIDE_one: '{{count, quantity}} has a space inside, kept',
  SPACE_INSIDE_other: '{{count, quantity}} have spaces inside, kept',
  EXPIRY_END_OF_MONTH_one: '{{count, quantity}} names only the month of its expiry: its last day counts',
  EXPIRY_END_OF_MONTH_other: '{{count, quantity}} name only the month of their expiry: its last day counts',
  EXPIRY_COUNTED_one: '{{count, quantity}} gives its validity as a length of time: counted from the document’s day',
  EXPIRY_COUNTED_other: '{{count, quantity}} give their validity as a length of time: counted from the document’s day',
  EXPIRY_UNLABELLED_one:
    '{{count, quantity}} takes its expiry from a column of days that does not say what they are. Leave the column out if they are something else',
  EXPIRY_UNLABELLED_other:
    '{{count, quantity}} take their expiry from a column of days that does not say what they are. Leave the column out if they are something else',
  DAY_LEFT_OUT_one:
    '{{count, quantity}} row has a day in a column without a known name, which is not imported. Is it the expiry?',
  DAY_LEFT_OUT_other:
    '{{count, quantity}} rows have a day in a column without a known name, which is not imported. Is it the expiry?',
  NUMBER_SEEN_BEFORE_one: '{{count, quantity}} has a number that came before with another secret',
  NUMBER_SEEN_BEFORE_other: '{{count, quantity}} have numbers that came before with other secrets',
  KEY_BESIDE_LEFT_OUT_one: '{{count, quantity}} row holds a second set of columns beside the first, which is left out',
  KEY_BESIDE_LEFT_OUT_other:
    '{{count, quantity}} rows hold a second set of columns beside the first, which is left out',
  FIELD_LEFT_OUT_one:
    '{{count, quantity}} row holds a part of its key for which the SKU has no field, and comes in without it. Should the SKU get one first?',
  FIELD_LEFT_OUT_other:
    '{{count, quantity}} rows hold a part of their key for which the SKU has no field, and come in without it. Should the SKU get one first?',
  STATUS_LEFT_OUT_one:
    '{{count, quantity}} row says “used”, “sold” or the like in a remark or a column that is not imported, and comes in as stock. Should that column be the status?',
  STATUS_LEFT_OUT_other:
    '{{count, quantity}} rows say “used”, “sold” or the like in a remark or a column that is not imported, and come in as stock. Should that column be the status?',
  LOOKS_LIKE_ANOTHER_one: '{{count, quantity}} differs from a key of ours only in case, spaces or dashes',
  LOOKS_LIKE_ANOTHER_other: '{{count, quantity}} differ from keys of ours only in case, spaces or dashes',
  COST_LOW_one:
    '{{count, quantity}} cost is under a fifth of the face value. Could the sheet mean a discount (9.5 is 95 %)?',
  COST_LOW_other:
    '{{count, quantity}} costs are under a fifth of the face value. Could the sheet mean a discount (9.5 is 95 %)?',
  CURRENCY_LEFT_OUT_one:
    '{{count, quantity}} row names another currency in a column that is not imported; its cost is taken in that of the supplier’s account',
  CURRENCY_LEFT_OUT_other:
    '{{count, quantity}} rows name another currency in a column that is not imported; their costs are taken in that of the supplier’s account',
  ISSUED_BEFORE_one:
    '{{count, quantity}} went out or was taken out of sale after the backup that was restored: it comes in as quarantined and is not sold',
  ISSUED_BEFORE_other:
    '{{count, quantity}} went out or were taken out of sale after the backup that was restored: they come in as quarantined and are not sold',
  AMOUNT_DIFFERS_one: 'The amount charged is not the total cost; the account follows the amount charged',
  AMOUNT_DIFFERS_other: 'The amount charged is not the total cost; the account follows the amount charged',
};
