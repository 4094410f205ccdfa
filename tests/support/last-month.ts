/** The day that a moment is in Shanghai, where prepared shops stand. */
export function dayInShanghai(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment);
}

/** `YYYY-MM` of the month before this one: it is over, and its books can be closed. */
export function lastMonth(): string {
  const [year = 0, month = 0] = dayInShanghai(new Date()).split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

export function dayOfLastMonth(day: number): string {
  return `${lastMonth()}-${String(day).padStart(2, '0')}`;
}

export function lastDayOfLastMonth(): string {
  const [year = 0, month = 0] = lastMonth().split('-').map(Number);
  return dayOfLastMonth(new Date(Date.UTC(year, month, 0)).getUTCDate());
}
